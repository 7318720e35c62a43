import { documented, guessed, observed, type Truth } from "./truth";

/** What a template must be; whatever is not is refused before it can be launched. */
export const templates: readonly Truth[] = [
  documented(
    "A template is validated when its version is made, unless DisableTemplateValidation says not to.",
    "CreateProduct reference, ProvisioningArtifactProperties",
  ),
  observed("At least one Resources member must be defined.", "third-party logs"),
  observed(
    "[/Resources/X] Every Resources object must contain a Type member.",
    "third-party logs, LocalStack",
  ),
  observed(
    "Unrecognized resource types: [X]: those that are not Service::Kind::Name or Custom::Name, and AWS::Serverless without its transform.",
    "third-party logs",
  ),
  observed("Invalid template resource property 'X'.", "third-party logs, LocalStack"),
  observed("Invalid template property or properties [X] for unknown sections.", "third-party logs"),
  observed("Invalid template parameter property 'X'.", "third-party logs"),
  observed("unsupported value for AWSTemplateFormatVersion.", "third-party logs"),
  observed(
    "Resource name X is non alphanumeric., and the same of parameters.",
    "cfn-lint #160, convox/rack #364",
  ),
  observed("Every Parameters object must contain a Type member.", "third-party logs"),
  observed("Every Outputs member must contain a Value object.", "LocalStack"),
  observed(
    "YAML aliases are not allowed in CloudFormation templates.",
    "cfn-language-discussion #49, serverless-application-model #228",
  ),
  observed("[/X] map keys must be strings; received a map instead.", "third-party logs"),
  observed(
    "YAML is read as YAML 1.1: quotes and brackets go on anywhere in the next line, and of equal keys the last counts.",
    "published templates, PyYAML",
  ),
  documented("A custom resource may have a Version.", "CloudFormation resource reference"),
  observed("[/Outputs/X/Value] 'null' values are not allowed in templates.", "moto, third-party logs"),
  observed(
    "Unresolved resource dependencies [X] in the Resources block of the template: also of DependsOn, also before anything is built.",
    "third-party logs of ValidateTemplate",
  ),
  observed(
    "Circular dependency between resources: [A, B], before anything is built.",
    "third-party logs of ValidateTemplate",
  ),
  observed(
    "Unresolved dependencies [X]. Cannot reference resources in the Conditions block of the template.",
    "cfn-lint E1026, third-party logs",
  ),
  observed(
    "Conditions can only be boolean operations on parameters and other conditions.",
    "third-party reports",
  ),
  observed("unresolved condition dependency X in Fn::If.", "comments in CDK constructs"),
  observed(
    "every Fn::And (Fn::Or) object requires a list of at least 2 and at most 10 boolean parameters.",
    "third-party logs, CloudFormation guide",
  ),
  observed("every Fn::Equals object requires a list of 2 string parameters.", "third-party logs, cfn-lint"),
  observed(
    "every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute.",
    "third-party logs",
  ),
  observed(
    "Mapping named 'X' is not present in the 'Mappings' section of template.",
    "fortigate-autoscale #4, quickstart-tableau-server #83",
  ),
  observed(
    "The Value field of every Outputs member must evaluate to a String: of lists and maps, of attributes and parameters that are lists, before anything is built.",
    "cfn-lint #485, org-formation-cli #15, botocore #1162, kombustion #16",
  ),
  observed("Number of resources, 501, is greater than maximum allowed, 500.", "third-party logs"),
  observed("Template may not exceed 1000000 bytes in size.", "third-party logs"),
  observed("resource X does not support attribute type Y in Fn::GetAtt.", "third-party logs, moto"),
  documented(
    "Which attributes a type has, of which types they are and what Ref gives; types newer than the table have any.",
    "registry schemas as cfn-lint ships them, service specification of the AWS CDK",
  ),
  documented(
    "Fn::Cidr makes 1 to 256 blocks of IPv4 or IPv6; the CidrBlock of a VPC is one, its Ipv6CidrBlocks are a list.",
    "CloudFormation guide, Fn::Cidr",
  ),
  documented(
    "AWS::SSM::Parameter::Value<CommaDelimitedList> and Value<List<…>> are lists for the template.",
    "CloudFormation guide, ssm parameter types",
  ),
  documented(
    "AllowedPattern knows what java.util.regex knows: inline flags, POSIX classes, possessive quantifiers, intersections.",
    "Java documentation of Pattern, and its verdicts in Java 17",
  ),
  documented("At most 200 parameters and 200 outputs.", "CloudFormation quotas"),
  documented("Output keys are alphanumeric.", "CloudFormation guide, outputs"),
  documented(
    "DeletionPolicy is Delete, Retain, RetainExceptOnCreate or Snapshot; UpdateReplacePolicy one of these but RetainExceptOnCreate.",
    "CloudFormation guide, resource attributes",
  ),
  documented("Parameter types are those of a list.", "CloudFormation guide, parameters"),
  documented(
    "Fn::Length and Fn::ToJsonString exist under the transform AWS::LanguageExtensions only.",
    "CloudFormation guide, language extensions",
  ),
  guessed(
    "What is said about the documented rules for which nobody has shown a text, about circles of conditions, about conditions that are not defined, and about blocks that Fn::Cidr cannot make.",
    "guessedTexts",
    "after the texts of their neighbours",
  ),
];
