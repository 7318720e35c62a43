import type { Input } from "@pulumi/pulumi";

/** Text, a number or a boolean: what a parameter, or an element of a list, is made of. */
type Scalar = string | number | boolean;

/** What a provisioning parameter can be given as. Numbers, booleans and lists become the text that AWS takes. */
export type ProvisioningParameterValue = Scalar | Input<Scalar>[] | { usePreviousValue: Input<boolean> };

/** A provisioning parameter in the notation of `@pulumi/aws`. */
export interface ProvisioningParameterArgs {
  key: Input<string>;
  value?: Input<string | undefined>;
  /** Keep the value that the product has; `value` is not sent then. */
  usePreviousValue?: Input<boolean | undefined>;
}

/** The parameters by name. One whose value is undefined counts as left out. */
export type ProvisioningParameters = Record<
  string,
  Input<ProvisioningParameterValue | undefined> | undefined
>;

/**
 * Which stack instances a stack-set product has, one for each of the accounts in each of the regions, and how carefully
 * they are changed. What is missing is created and what is not named is deleted, each by an operation of its own.
 */
export interface StackSetProvisioningPreferencesArgs {
  /** Account numbers, 12 digits each. Default: those of the STACKSET constraint, if `regions` is given. */
  accounts?: Input<Input<string>[] | undefined>;
  /** Default: those of the STACKSET constraint, if `accounts` is given. */
  regions?: Input<Input<string>[] | undefined>;
  failureToleranceCount?: Input<number | undefined>;
  failureTolerancePercentage?: Input<number | undefined>;
  maxConcurrencyCount?: Input<number | undefined>;
  maxConcurrencyPercentage?: Input<number | undefined>;
  /**
   * One operation instead: an update is sent as CREATE, UPDATE or DELETE of the instances in `accounts` and `regions`,
   * and no other instance is looked at.
   */
  operationType?: Input<string | undefined>;
}

export interface AssumeRoleArgs {
  roleArn: Input<string>;
  sessionName?: Input<string | undefined>;
  externalId?: Input<string | undefined>;
  /** "1h", "30m". */
  duration?: Input<string | undefined>;
}

/** The arguments of a ProvisionedProduct. Names are those of `aws.servicecatalog.ProvisionedProduct`. */
export interface ProvisionedProductArgs {
  /**
   * The name of the provisioned product, unique in the account and region; a change replaces the product.
   * Default: the logical name and eight digits that derive from the stack and the resource, the same in every run.
   */
  name?: Input<string | undefined>;
  /** The product (`prod-…`). Either this or `productName`. */
  productId?: Input<string | undefined>;
  productName?: Input<string | undefined>;
  /**
   * The version (`pa-…`). Either this or `provisioningArtifactName`; without both, the single active version that
   * is not deprecated, which is then kept until another one is asked for.
   */
  provisioningArtifactId?: Input<string | undefined>;
  provisioningArtifactName?: Input<string | undefined>;
  /** The launch path. Needed only when several apply. A path by name is resolved afresh every time. */
  pathId?: Input<string | undefined>;
  pathName?: Input<string | undefined>;
  /**
   * The parameters of the product by name, each of them by itself secret or not. A parameter that is removed goes
   * back to the template's default; `ProvisionedProduct.previousValue` keeps what is there.
   */
  provisioningParameters?: Input<ProvisioningParameters | Input<ProvisioningParameterArgs>[] | undefined>;
  stackSetProvisioningPreferences?: Input<StackSetProvisioningPreferencesArgs | undefined>;
  /** SNS topics that get the stack's events, at most 5. AWS cannot change them later. */
  notificationArns?: Input<Input<string>[] | undefined>;
  /** Tags. Without a RESOURCE_UPDATE constraint on the product AWS ignores a later change of them. */
  tags?: Input<Record<string, Input<string | undefined> | undefined> | undefined>;
  /** The language of AWS's messages: `en` (default), `jp` or `zh`. */
  acceptLanguage?: Input<string | undefined>;
  /**
   * On terminate, let Service Catalog forget the product even if its resources cannot be deleted. They are left
   * behind. Default false.
   */
  ignoreErrors?: Input<boolean | undefined>;
  /** On terminate, leave the CloudFormation stack and all its resources behind. Default false. */
  retainPhysicalResources?: Input<boolean | undefined>;
  /** The region of the product; a change replaces it. Default: that of the aws provider, the stack, the AWS SDK. */
  region?: Input<string | undefined>;
  /** The profile of the shared AWS configuration files. */
  profile?: Input<string | undefined>;
  assumeRole?: Input<AssumeRoleArgs | undefined>;
  /**
   * The owner of the product: the ARN of a user, a role or an assumed role, for whom "self" is in policies with
   * `servicecatalog:userLevel` or `roleLevel`, so that people can terminate what CI has provisioned. Set after create
   * and update; needs `servicecatalog:UpdateProvisionedProductProperties`, and a policy under which the caller still
   * reaches the product afterwards. Changes made outside are not seen; taking the argument away changes nothing.
   */
  owner?: Input<string | undefined>;
  /** Update a product again that a failed update has left TAINTED. Default true. */
  repairTainted?: Input<boolean | undefined>;
  /**
   * Make all outputs of the product secret. Without it those are that show a secret or NoEcho parameter in a form that
   * is recognised: not one that a template has hashed or cut short, for example. Default false.
   */
  secretOutputs?: Input<boolean | undefined>;
}
