import { documented, guessed, model, observed, recorded, type Truth } from "./truth";

/** How requests and answers look, and what clients meet before an operation does anything. */
export const wire: readonly Truth[] = [
  recorded(
    "Errors are HTTP 400 with __type and Message (capital M) and end the connection.",
    "recordings 2018, 2020",
    "notFoundStatus",
  ),
  recorded(
    "Members are in alphabetical order; absent texts are left out, empty lists sent.",
    "recordings 2018, 2020",
    "optionalMembers",
  ),
  recorded(
    "Moments are epoch seconds with milliseconds, as Java doubles such as 1.536068318933E9; those of products and versions are whole seconds.",
    "recordings 2018, 2020",
  ),
  model(
    "Ids, tokens, names, lists and numbers are held to the constraints of the service model 2015-12-10.",
    "botocore 1.43.11",
  ),
  observed(
    "A broken constraint of the model is a ValidationException, which the model does not have.",
    "aws/aws-sdk issues quote \"Value 'TERRAFORM_OPEN_SOURCE' failed to satisfy constraint\"",
  ),
  model(
    "AssumeRole holds role ARN, session name and duration to the constraints of the STS model 2011-06-15.",
    "botocore 1.43.11",
  ),
  observed(
    "A broken constraint of STS is a ValidationError: 1 validation error detected: Value 'a:b' at 'roleSessionName' failed …",
    "aws-actions/configure-aws-credentials #1306, moto #9218, AWSCore.jl #38",
  ),
  observed("A role ARN that is long enough and none is a ValidationError: … is invalid.", "third-party logs"),
  guessed(
    "Texts of errors that nobody has quoted, such as both id and name given.",
    "guessedTexts",
    "made after those that are known",
  ),
  guessed(
    "An id and a name of the same thing both given is an InvalidParametersException.",
    "bothIdAndName",
    "documented for DescribeProvisionedProduct only",
  ),
  guessed(
    "A request of more than 1 MiB is a RequestEntityTooLargeException, HTTP 413; one nested in more than 100 levels a SerializationException.",
    "largestRequest",
    "no limit is documented; other JSON services of AWS have 1 MB, and 200 parameters of 4,096 characters fit",
  ),
  guessed(
    "A page size of 0 is the default, which is 20.",
    "pageSizeZero",
    "the model allows 0 and says nothing about it",
  ),
  model(
    "Page tokens, and page sizes of at most 20; 100 for SearchProducts, SearchProvisionedProducts and lists of portfolios.",
    "botocore 1.43.11",
  ),
  guessed(
    "createdTime of a search is ISO 8601, and a day stands for all of its moments.",
    "searchedTime",
    "the model names the field and not its form",
  ),
  guessed("Searches are not behind.", "searchLag", "alchemy's tests wait for SearchProducts, so they may be"),
  observed("Throttled calls are answered ThrottlingException.", "puppet #631, #702"),
  observed(
    "Calls without permission are answered AccessDeniedException, HTTP 400, naming user and action.",
    "m-jonn action README, third-party logs",
  ),
  documented(
    "The profile end-user is the managed policy AWSServiceCatalogEndUserFullAccess v7 to the letter, its userLevel condition included.",
    "AWS managed policy reference",
  ),
  documented(
    "Access levels are hierarchical: account includes role, role includes user; without a condition it is account.",
    "administrator guide, permissions-examples",
  ),
  guessed(
    "An AccessLevelFilter wider than the caller's level is refused, not narrowed.",
    "levelBeyondPolicy",
    "the guide equates the filter's keys with the condition keys",
  ),
  model("The only value of an AccessLevelFilter is self; older documentation has Self.", "botocore 1.43.11"),
  guessed(
    "Another value of an AccessLevelFilter is an InvalidParametersException, and so are count and percentage of a stack set together.",
    "documentedLimits",
    "documented as impossible, and not how they are answered",
  ),
  guessed(
    "A stranger's product is AccessDenied for a caller of userLevel, not missing.",
    "strangersProduct",
    "conditions of IAM deny; they do not hide",
  ),
];
