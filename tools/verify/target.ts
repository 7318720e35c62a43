import type { ServiceCatalog } from "@aws-sdk/client-service-catalog";

/** A Service Catalog that is judged: the emulator, or a real account. */
export interface Target {
  readonly client: ServiceCatalog;
  /** The name of a product with the versions v1 and v2 of `template`, launchable by one path. */
  readonly product: string;
  /** Begins the names of provisioned products, so that what is left over can be told. */
  readonly prefix: string;
  /** Until something may have changed. */
  wait(): Promise<void>;
  /** Begins no further check when it is aborted; what is there is still cleaned up. */
  readonly stop?: AbortSignal;
}

/** Costs nothing, takes seconds, and has a parameter of each kind that the checks are about. */
export const template = (version: "v1" | "v2") => ({
  AWSTemplateFormatVersion: "2010-09-09",
  Description: "For the conformance of an emulator. Safe to delete.",
  Parameters: {
    Purpose: { Type: "String", Default: "news", AllowedPattern: "[a-z]+" },
    Size: { Type: "String", Default: "small", AllowedValues: ["small", "large"] },
    Secret: { Type: "String", Default: "default", NoEcho: true },
  },
  Conditions: { HasSecret: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "Secret" }, "default"] }] } },
  Resources: {
    Handle: { Type: "AWS::CloudFormation::WaitConditionHandle" },
    ...(version === "v2" && { Another: { Type: "AWS::CloudFormation::WaitConditionHandle" } }),
  },
  Outputs: {
    Purpose: { Description: "As it was given", Value: { Ref: "Purpose" } },
    Size: { Value: { Ref: "Size" } },
    HasSecret: { Value: { "Fn::If": ["HasSecret", "yes", "no"] } },
  },
});
