/** What TypeScript users read of arguments and outputs, for the users of all other languages. Written by a test. */
export const ARGUMENT_DESCRIPTIONS = {
  "name": "The name of the provisioned product, unique in the account and region; a change replaces the product. Default: the logical name and eight digits that derive from the stack and the resource, the same in every run.",
  "productId": "The product (`prod-…`). Either this or `productName`.",
  "provisioningArtifactId": "The version (`pa-…`). Either this or `provisioningArtifactName`; without both, the single active version that is not deprecated, which is then kept until another one is asked for.",
  "pathId": "The launch path. Needed only when several apply. A path by name is resolved afresh every time.",
  "provisioningParameters": "The parameters of the product by name, each of them by itself secret or not. A parameter that is removed goes back to the template's default; `ProvisionedProduct.previousValue` keeps what is there.",
  "notificationArns": "SNS topics that get the stack's events, at most 5. AWS cannot change them later.",
  "tags": "Tags. Without a RESOURCE_UPDATE constraint on the product AWS ignores a later change of them.",
  "acceptLanguage": "The language of AWS's messages: `en` (default), `jp` or `zh`.",
  "ignoreErrors": "On terminate, let Service Catalog forget the product even if its resources cannot be deleted. They are left behind. Default false.",
  "retainPhysicalResources": "On terminate, leave the CloudFormation stack and all its resources behind. Default false.",
  "region": "The region of the product; a change replaces it. Default: that of the aws provider, the stack, the AWS SDK.",
  "profile": "The profile of the shared AWS configuration files.",
  "owner": "The owner of the product: the ARN of a user, a role or an assumed role, for whom \"self\" is in policies with `servicecatalog:userLevel` or `roleLevel`, so that people can terminate what CI has provisioned. Set after create and update; needs `servicecatalog:UpdateProvisionedProductProperties`, and a policy under which the caller still reaches the product afterwards. Changes made outside are not seen; taking the argument away changes nothing.",
  "repairTainted": "Update a product again that a failed update has left TAINTED. Default true.",
  "secretOutputs": "Make all outputs of the product secret. Without it those are that show a secret or NoEcho parameter in a form that is recognised: not one that a template has hashed or cut short, for example. Default false."
};

export const OUTPUT_DESCRIPTIONS = {
  "arn": "`arn:aws:servicecatalog:<region>:<account>:stack/<name>/pp-…`",
  "status": "AVAILABLE, TAINTED (an update failed, the product runs with what it had before) or ERROR.",
  "type": "CFN_STACK, CFN_STACKSET, CONTROL_TOWER_ACCOUNT, EXTERNAL …",
  "createdTime": "ISO 8601.",
  "productId": "The product, version and launch path in force, also where the program gives names or nothing.",
  "stackArn": "The CloudFormation stack, for products that have one.",
  "outputs": "The outputs of the product. One that shows a secret parameter makes the whole map secret; `output` gives single ones, secret only where they are."
};
