// Made by pulumi-servicecatalog generate. Changes are lost when it is made anew:
//   npx pulumi-servicecatalog generate --product 'Web application' --catalog ../quickstart/catalog

import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import { ProvisionedProduct } from "pulumi-servicecatalog";
import type { OptionalParameterInput, ParameterInput, ProductArgs } from "pulumi-servicecatalog";

/**
 * A web server with a MySQL database.
 *
 * Product "Web application" of Platform team
 * Support: platform-team@example.com
 */
export class WebApplication<
  Version extends WebApplicationArgs["version"] = WebApplicationArgs["version"],
> extends ProvisionedProduct<WebApplicationOutputs[Version]> {
  constructor(
    name: string,
    args: WebApplicationArgs & { version: Version },
    options?: CustomResourceOptions,
  ) {
    const { version, parameters, ...others }: WebApplicationArgs = args;
    super(
      name,
      {
        ...others,
        productName: "Web application",
        provisioningArtifactName: version,
        provisioningParameters: parameters,
      },
      options,
    );
  }
}

/** The arguments, by version. */
export type WebApplicationArgs = WebApplicationV1Args | WebApplicationV2Args;

/** The arguments of every version. */
export interface WebApplicationCommonArgs extends ProductArgs {
  tags: WebApplicationTags;
}

/**
 * Version v1
 * Web server and database
 */
export interface WebApplicationV1Args extends WebApplicationCommonArgs {
  version: "v1";
  parameters: WebApplicationV1Parameters;
}

/**
 * Version v2
 * With an alarm for when the web server fails its checks
 */
export interface WebApplicationV2Args extends WebApplicationCommonArgs {
  version: "v2";
  parameters: WebApplicationV2Parameters;
}

export type WebApplicationV1Parameters = {
  /**
   * What the application is for; decides the size and the safety of the database.
   *
   * - Default: `development`
   * - Group: Application
   */
  Environment?: OptionalParameterInput<"development" | "production">;
  /**
   * The size of the web server.
   *
   * - Default: `t3.micro`
   * - Group: Application
   */
  InstanceType?: OptionalParameterInput<"t3.micro" | "t3.small" | "t3.medium">;
  /**
   * Who may open the website.
   *
   * - Constraint: must be a network such as 10.0.0.0/8.
   * - Pattern: `(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})/(\d{1,2})`
   * - Group: Application
   */
  AllowedCidr: ParameterInput<string>;
  /**
   * The password of the database's user "webapp".
   *
   * - NoEcho: AWS shows it to nobody; it is secret by itself
   * - Constraint: must have 8 to 41 letters, digits, dots, dashes or underscores.
   * - Pattern: `[a-zA-Z0-9_.-]+`
   * - Length: 8 to 41
   * - Group: Database
   */
  DbPassword: ParameterInput<string>;
};

export type WebApplicationV2Parameters = {
  /**
   * What the application is for; decides the size and the safety of the database.
   *
   * - Default: `development`
   * - Group: Application
   */
  Environment?: OptionalParameterInput<"development" | "production">;
  /**
   * The size of the web server.
   *
   * - Default: `t3.micro`
   * - Group: Application
   */
  InstanceType?: OptionalParameterInput<"t3.micro" | "t3.small" | "t3.medium">;
  /**
   * Who may open the website.
   *
   * - Constraint: must be a network such as 10.0.0.0/8.
   * - Pattern: `(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})/(\d{1,2})`
   * - Group: Application
   */
  AllowedCidr: ParameterInput<string>;
  /**
   * The password of the database's user "webapp".
   *
   * - NoEcho: AWS shows it to nobody; it is secret by itself
   * - Constraint: must have 8 to 41 letters, digits, dots, dashes or underscores.
   * - Pattern: `[a-zA-Z0-9_.-]+`
   * - Length: 8 to 41
   * - Group: Database
   */
  DbPassword: ParameterInput<string>;
  /**
   * For how long the web server must fail its checks before the alarm goes off.
   *
   * - Value: 1 to 60
   * - Default: `5`
   * - Group: Operation
   */
  AlarmAfterMinutes?: OptionalParameterInput<number>;
};

/** Tags, as the TagOptions of product and portfolio prescribe them. */
export type WebApplicationTags = {
  /** Undefined where the default tags of the stack or the aws provider have it */
  CostCenter: Input<"data" | "web"> | undefined;
  [key: string]: Input<string | undefined> | undefined;
};

/** The outputs, by version. */
export interface WebApplicationOutputs {
  v1: {
    /** Host and port of the database */
    DatabaseEndpoint: string;
    /** The web server */
    InstanceId: string;
    /** The website */
    Url: string;
  };
  v2: {
    /** The alarm in CloudWatch */
    AlarmName: string;
    /** Host and port of the database */
    DatabaseEndpoint: string;
    /** The web server */
    InstanceId: string;
    /** The website */
    Url: string;
  };
}
