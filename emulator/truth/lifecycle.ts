import { documented, guessed, model, observed, recorded, type Truth } from "./truth";

/** Provision, update, terminate: what is accepted, how it ends, and what is shown of it. */
export const lifecycle: readonly Truth[] = [
  recorded(
    "Provision, update and terminate answer at once with a record CREATED; the end is in DescribeRecord.",
    "AWS CLI examples",
  ),
  recorded(
    "A finished record has the tags productArn, provisioningPrincipalArn and portfolioArn; the first answer has none.",
    "recordings 2018, AWS CLI examples",
  ),
  recorded(
    "CloudformationStackARN is the first output, with AWS's spelling and description.",
    "recordings 2018",
  ),
  recorded(
    "CloudFormation's refusals are asynchronous: record FAILED, two blanks after the exception's name, the Java SDK's suffix.",
    "AWS CLI example describe-provisioned-product",
  ),
  observed("A create that was refused or rolled back leaves an ERROR product that owns its name.", "puppet"),
  observed("A failed update leaves the product TAINTED, with the stack as before.", "terraform-provider-aws"),
  observed(
    "While TAINTED, version and LastProvisioningRecordId are those of the failed attempt.",
    "terraform-provider-aws #43956",
  ),
  observed(
    "A failed delete leaves the product TAINTED and its stack DELETE_FAILED.",
    "terraform-provider-aws #26237",
  ),
  observed("An update without changes succeeds, also from TAINTED.", "terraform-provider-aws tests"),
  observed("A name in use is InvalidParametersException: A stack named … already exists.", "puppet #284"),
  observed(
    "Terminating what is under change is a ValidationException: Can't terminate provisioned product because …",
    "three independent code bases",
  ),
  observed(
    "After a terminate the product is ResourceNotFoundException: Provisioned product not found: …",
    "puppet",
  ),
  model("Records outlive their products; history is newest first.", "botocore 1.43.11"),
  documented(
    "Deprecated versions may be updated to, not launched; inactive ones are hidden.",
    "managing-versions",
  ),
  documented(
    "Retain removes the product and keeps stack and resources; nothing is deleted.",
    "model text, user guide",
  ),
  documented("IgnoreErrors gives the product up even if resources cannot be deleted.", "model text"),
  documented(
    "Without a RESOURCE_UPDATE constraint an update's tags are ignored silently.",
    "model text, CloudFormation reference",
    "recordTagsOfIgnoredTags",
  ),
  observed(
    "An update that only removes tags has no effect.",
    "reference-architectures #124",
    "tagOnlyRemoval",
  ),
  observed(
    "Tags left out of the update that follows a failed one are lost.",
    "terraform-provider-aws #36066, #37066",
    "omittedTagsAfterFailure",
  ),
  documented("The same token gives the same response.", "model text (garbled)"),
  guessed(
    "A token used again with other content is refused.",
    "tokenWithOtherContent",
    "what CloudFormation does",
  ),
  guessed(
    "A repeated token answers with the record as it is now.",
    "repeatedToken",
    "alchemy's live test converges",
  ),
  documented(
    "Updating a CloudFormation product in ERROR is refused.",
    "end-user guide: only Available or Tainted",
    "updateFromError",
  ),
  documented(
    "Terraform and EXTERNAL products may be updated from ERROR.",
    "admin guide, provisioned-products-lifecycle",
  ),
  guessed(
    "A parameter that an update leaves out gets its template default.",
    "omittedParameter",
    "CloudFormation's own rule",
  ),
  guessed(
    "A version left out while TAINTED is the attempted one.",
    "omittedVersionWhileTainted",
    "what Describe shows then",
  ),
  guessed(
    "IdempotencyToken stays that of the creation.",
    "idempotencyToken",
    "documented as the create token",
  ),
  guessed(
    "RecordErrors has one entry with this code.",
    "recordErrorCode",
    "the model calls it numeric; nobody shows one",
  ),
  guessed("A failed record has no outputs.", "outputsOfFailedRecord", "nothing was made"),
  guessed("An unknown OutputKeys entry is an error.", "unknownOutputKey", "usual for the service"),
  observed(
    "Outputs before a success: Last Successful Provisioning Record doesn't exist.",
    "crossplane provider-aws",
  ),
  guessed(
    "Reads show an accepted call at once.",
    "describeLag",
    "terraform waits for AVAILABLE twice, so it may lag",
  ),
  guessed(
    "Product status and record end at different moments, either first.",
    "statusOrder",
    "polling code in the wild guards against both",
  ),
];
