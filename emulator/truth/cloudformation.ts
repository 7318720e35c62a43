import { documented, guessed, observed, recorded, type Truth } from "./truth";

/** Parameters and stacks; templates.ts has what templates are. */
export const cloudformation: readonly Truth[] = [
  recorded("DescribeStacks shows NoEcho values as ****.", "orchestration_stack recordings"),
  documented(
    "Scalars of a template stay the text they are written as.",
    "recordings of Metadata, CloudFormation guide",
  ),
  documented("A deleted stack is found by its ARN, not by its name.", "DescribeStacks reference"),
  documented("Stack events are newest first; lists come in pages of 100.", "DescribeStackEvents reference"),
  recorded(
    "Each resource is IN_PROGRESS before it ends, and the stack's own events stand around those of resources.",
    "third-party stack recordings",
  ),
  documented(
    "Every update, and every rollback of one, passes through …_CLEANUP_IN_PROGRESS before it is COMPLETE.",
    "stack status codes of the CloudFormation guide",
  ),
  documented("A resource with DeletionPolicy Retain is DELETE_SKIPPED.", "CloudFormation guide"),
  observed(
    "A failed create is rolled back to ROLLBACK_COMPLETE, which cannot be updated.",
    "third-party logs",
  ),
  observed(
    "The following resource(s) failed to create / update / delete: […]. — with a blank at the end.",
    "terraform-provider-aws tests, puppet #381",
  ),
  guessed(
    "A product whose stack is UPDATE_ROLLBACK_FAILED is TAINTED.",
    "updateRollbackFailed",
    "there is a version that ran before; ERROR is as defensible",
  ),
  observed("Parameters: [A, B] must have values; all that are missing at once.", "AWS CLI example"),
  observed("Parameters: [X] do not exist in the template.", "third-party logs"),
  observed("UsePreviousValue with a value fails, although the model says it is ignored.", "boto3 #4426"),
  observed("AllowedPattern is a Java pattern for the whole value.", "ministack #1648, CloudFormation guide"),
  observed(
    "Values of AWS-specific types have to exist; it is found out when the stack has begun, which rolls back.",
    "third-party logs: Parameter validation failed: …",
  ),
  documented(
    "Values of SSM types are names of parameters that have to exist; what is stored there is not validated.",
    "CloudFormation guide, ssm parameter types",
  ),
  documented(
    "SSM parameters below /aws/ are published by AWS and exist in every account.",
    "Systems Manager guide, public parameters",
  ),
  observed(
    "Dynamic references to SSM parameters have to exist before the stack is touched: Parameters: [ssm:…] cannot be found.",
    "aws-samples data-mesh-datazone #19, third-party logs",
  ),
  observed(
    "A dynamic reference to a secret that does not exist fails the stack: Secrets Manager can't find the specified secret. …",
    "third-party logs",
  ),
  documented(
    "The value of ssm-secure and secretsmanager references is never shown, and not compared in an update.",
    "CloudFormation guide, dynamic references",
  ),
  observed(
    "A stack tag that begins with aws: is a ValidationError: aws: prefixed tag key names are not allowed for external use.",
    "aws-quickstart/quickstart-amazon-eks #42, quickstart-examples #39",
  ),
  observed(
    "A stack tag given twice is a ValidationError: Tags contain duplicate keys; tag keys must be unique",
    "cilium #44695, cloud-on-k8s #9232",
  ),
  observed(
    "A notification ARN that SNS does not take is a ValidationError with the words of SNS: Invalid parameter: …",
    "aws-cdk #20806, for a topic without an account; of what is no topic the same is inferred",
  ),
  guessed(
    "What CloudFormation does not take of tags and topics fails the record; Service Catalog itself does not look.",
    "unfitTagsAndTopics",
    "as with parameters, and its model allows all of them",
  ),
  observed("Fn::If in Rules is refused, although it is documented.", "cloudformation-coverage-roadmap #921"),
  documented(
    "RefAll, ValueOf and ValueOfAll look at what there is in the account.",
    "rules-section-structure",
  ),
  observed("ConstraintDescription replaces the reason.", "third-party logs"),
  guessed(
    "AllowedPattern, MinLength and MaxLength of a Number are ignored.",
    "textOfNumbers",
    "documented for strings only; cfn-lint calls them an error, nobody has shown one",
  ),
  documented(
    "Of AWS::SSM::Parameter::Value<…>, lists too, constraints hold for the name that is given, which is one text.",
    "CloudFormation guide, ssm parameter types; cfn-lint #3328",
  ),
  observed("Values are trimmed; an empty text is a value.", "crossplane provider-aws"),
  observed("An empty list is one empty element.", "cfn-lint #979"),
  documented(
    "Rules: a condition that does not hold skips; an assertion's description is the error.",
    "rules-section-structure",
  ),
  observed(
    "An output that refers to what its condition forbids is found when the product is provisioned: Unresolved resource dependencies [MyVPC] in the Outputs block of the template.",
    "terraform-provider-aws test errorOnCreate",
  ),
];
