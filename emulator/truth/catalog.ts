import { documented, guessed, model, observed, recorded, type Truth } from "./truth";

/** Products, versions, launch paths, constraints, TagOptions and plans. */
export const catalog: readonly Truth[] = [
  recorded(
    "A product that the caller cannot launch is ResourceNotFoundException: … does not exist or access was denied.",
    "recordings 2018, 2020",
  ),
  recorded("Inactive versions are left out for end users.", "recordings 2018"),
  recorded("HasDefaultPath is false whatever the paths.", "recordings 2018, AWS CLI examples"),
  recorded(
    "ProvisioningArtifactOutputs lists all active versions, whichever was asked for.",
    "recordings 2018",
  ),
  model(
    "ProvisioningArtifactOutputKeys lists the outputs of the version that was asked for, with their descriptions.",
    "botocore 1.43.11; the recordings are older than the member",
  ),
  recorded(
    "UsageInstructions: rules (the template's with those of TEMPLATE constraints), version, description, metadata, launchAsRole, tagUpdateOnProvisionedProduct.",
    "recordings 2018, AWS CLI examples",
  ),
  observed(
    "Two versions of one name: Multiple Provisioning Artifact with name … found.",
    "terraform-provider-aws #24362",
  ),
  observed("Several launch paths and none given: More than one launch path ids exist. …", "idealo PR #48"),
  observed("Launch paths get other ids; an old one is Invalid PathId: …", "terraform-provider-aws #31705"),
  observed(
    "Right after an association: No launch paths found for resource: prod-…, for up to 90 seconds.",
    "alchemy's live tests, Control Tower troubleshooting",
  ),
  model("DescribeProductView takes the id of a view.", "botocore 1.43.11"),
  model(
    "A conflict between TagOptions of portfolio and product is an empty list of values.",
    "botocore 1.43.11",
  ),
  guessed(
    "A tag whose value is not among its TagOption's is refused.",
    "tagOptions",
    "TagOptions are documented as enforced",
  ),
  guessed(
    "A launch without a tag for a TagOption with several values is accepted.",
    "missingTagOption",
    "the console asks; of the API nothing is written",
  ),
  documented("A TagOption with one value is added by itself.", "administrator guide, tagoptions"),
  documented(
    "Topics of NOTIFICATION constraints hear of the stack besides those of the request.",
    "administrator guide",
  ),
  model(
    "There is one plan of a product at a time; a new product is PLAN_IN_PROGRESS until it is executed.",
    "botocore 1.43.11",
  ),
  observed(
    "A plan that would change nothing is CREATE_FAILED: No updates are to be performed.",
    "puppet aws.py",
  ),
  documented(
    "Of a changed resource a plan says MODIFY, with each property and whether it needs a new resource: Replacement is TRUE for a static change that always does, CONDITIONAL for one that may or hangs on a replaced resource, else FALSE.",
    "API reference of ResourceChange and ResourceChangeDetail; CloudFormation user guide, change sets",
  ),
  documented(
    "A change that comes from a parameter is told twice: statically with the parameter as CausingEntity, and dynamically without.",
    "CloudFormation user guide, example change sets",
  ),
  documented(
    "Which properties only a new resource can have is what the types' schemas call createOnly and conditionalCreateOnly.",
    "CloudFormation registry schemas, from cfn-lint",
  ),
  observed(
    "A plan whose execution failed cannot be deleted: ValidationException of CloudFormation.",
    "puppet #378",
  ),
  guessed(
    "A product of which there is only a plan cannot be terminated.",
    "terminateWhilePlanned",
    "the status table has no word on it",
  ),
  guessed(
    "Imports and changed properties have record types of the model's three.",
    "otherRecordTypes",
    "the model names no other",
  ),
];
