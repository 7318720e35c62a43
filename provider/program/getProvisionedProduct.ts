import * as pulumi from "@pulumi/pulumi";
import type { AssumeRoleArgs } from "./args";
import { awsFor } from "../aws/clients";
import { systemClock } from "../base/clock";
import { assumeRolesIn } from "../config/awsSettings";
import { readStackConfig, DEFAULT_SETTINGS } from "../config/stackConfig";
import { milliseconds } from "../base/duration";
import { removeControlCharacters } from "../base/printable";
import { problem } from "../base/errors";
import type { Inputs } from "../state/inputs";
import { LOOKUP_TIMEOUT, lookUp, readReference } from "../product/lookUp";
import { isMocked } from "./mocks";
import { connectionIn } from "./options";
import type { OperationContext } from "../aws/operationContext";
import { withoutAbsent } from "../state/values";
import type { Observed } from "../state/observed";
import { connectionFor } from "../config/connection";

/** Which product: by its id (`pp-…`) or by its name. */
export interface GetProvisionedProductArgs {
  id?: string;
  name?: string;
}

export interface GetProvisionedProductOutputArgs {
  id?: pulumi.Input<string>;
  name?: pulumi.Input<string>;
}

/** Where to look, as for the resource: these, then `provider`, then the stack's config, then the AWS SDK's own chain. */
export interface GetProvisionedProductOptions {
  region?: string;
  profile?: string;
  assumeRole?: AssumeRoleArgs;
  /** An aws provider, whose region, profile and roles are used; not its access keys. */
  provider?: pulumi.ProviderResource;
  /** Its aws provider is used where `provider` is not given. */
  parent?: pulumi.Resource;
  /** How long to ask while AWS limits calls or does not answer, such as "2m". Default "1m". */
  timeout?: string;
}

/** A provisioned product as it is now, under the names that the outputs of `ProvisionedProduct` have. */
export interface GetProvisionedProductResult {
  id: string;
  arn: string;
  name: string;
  /** AVAILABLE, UNDER_CHANGE, TAINTED, ERROR or PLAN_IN_PROGRESS. */
  status: string;
  statusMessage: string | null;
  type: string;
  /** ISO 8601. */
  createdTime: string;
  launchRoleArn: string | null;
  lastRecordId: string;
  lastProvisioningRecordId: string;
  lastSuccessfulProvisioningRecordId: string | null;
  cloudwatchDashboardNames: string[];
  /** Product, version and launch path of the last operation that succeeded. */
  productId: string;
  provisioningArtifactId: string;
  pathId: string;
  region: string;
  accountId: string;
  stackArn: string | null;
  /**
   * The outputs of the last operation that succeeded. AWS shows them in clear text to everybody who may describe the
   * product, and which of them repeat a NoEcho parameter is not known here: they are secret unless the version is known
   * to have none. `pulumi.unsecret` opens what may be seen.
   */
  outputs: pulumi.Output<Record<string, string>>;
}

/** What `call` of `pulumi.runtime.setMocks` is asked for in unit tests, with the arguments and options as inputs. */
const TOKEN = "servicecatalog:index:getProvisionedProduct";

/**
 * Looks up a provisioned product that need not be managed by this program: `{ id }` or `{ name }`. Asked in the
 * program's own process, in every preview and every `up`; never lists products. Three calls by id, four by name; needs
 * `servicecatalog:DescribeProvisionedProduct` and `DescribeRecord`; without `DescribeProvisioningParameters` all outputs
 * are secret.
 *
 * Under `pulumi.runtime.setMocks` AWS is not asked: `call` of the mocks gets the token
 * `servicecatalog:index:getProvisionedProduct` and answers with any of the members of the result.
 *
 * @throws Error when there is no such product, when it may not be read, or when AWS does not answer in time.
 */
export async function getProvisionedProduct(
  args: GetProvisionedProductArgs,
  options: GetProvisionedProductOptions = {},
): Promise<GetProvisionedProductResult> {
  const by = readReference(args);
  const { region, profile, timeout = LOOKUP_TIMEOUT } = options;
  const assumeRole = assumeRolesIn(await resolved(options.assumeRole), "getProvisionedProduct: assumeRole");
  const settings = withoutAbsent({ region, profile, assumeRole: assumeRole?.[0] });
  if (isMocked()) {
    const answer: unknown = await pulumi.runtime.invoke(TOKEN, withoutAbsent({ ...args, ...settings }));
    const { outputs = {}, ...others } = answer as Partial<pulumi.Unwrap<GetProvisionedProductResult>>;
    return { ...others, outputs: pulumi.output(outputs) } as GetProvisionedProductResult;
  }
  const connection = await connectionIn(options);
  if (connection?.hasAccessKey) {
    throw problem(
      "arguments",
      `getProvisionedProduct: this aws provider holds access keys, which are not taken from it.`,
      `Give it a profile or a role instead, or leave the keys to the environment.`,
    );
  }
  const unusable = connection?.unusable?.[0];
  if (unusable !== undefined) throw problem("config", `getProvisionedProduct: ${unusable}`);
  const inputs = { ...settings, ...(connection && { __connection: connection }) } as Inputs;
  const aws = awsFor(connectionFor(inputs, readStackConfig(pulumi.runtime.getConfig)));
  const context: OperationContext = {
    aws,
    clock: systemClock,
    stop: new AbortController().signal,
    deadline: systemClock.now() + milliseconds(timeout),
    settings: DEFAULT_SETTINGS,
    progress: () => undefined,
    note: (text) => void pulumi.log.info(removeControlCharacters(text)),
    warn: (text) => void pulumi.log.warn(removeControlCharacters(text)),
  };
  const { id, observed, hasSecretOutputs } = await lookUp(context, by);
  const { outputs } = observed;
  return {
    id,
    ...texts(observed),
    outputs: hasSecretOutputs ? pulumi.secret(outputs) : pulumi.output(outputs),
  };
}

/**
 * As getProvisionedProduct, for arguments that are outputs: of what is unknown in a preview the result is unknown. All of
 * it is secret when `outputs` is.
 */
export function getProvisionedProductOutput(
  args: GetProvisionedProductOutputArgs,
  options?: GetProvisionedProductOptions,
): pulumi.Output<pulumi.Unwrap<GetProvisionedProductResult>> {
  return pulumi
    .output(args)
    .apply((plain) => getProvisionedProduct(plain as GetProvisionedProductArgs, options))
    .apply((found) => pulumi.output(found));
}

/** What AWS always says of a product, as text. */
const texts = ({
  outputs: _,
  ...observed
}: Observed): Omit<GetProvisionedProductResult, "id" | "outputs"> => ({
  ...observed,
  arn: observed.arn ?? "",
  name: observed.name ?? "",
  status: observed.status ?? "",
  type: observed.type ?? "",
  createdTime: observed.createdTime ?? "",
  lastRecordId: observed.lastRecordId ?? "",
  lastProvisioningRecordId: observed.lastProvisioningRecordId ?? "",
  productId: observed.productId ?? "",
  provisioningArtifactId: observed.provisioningArtifactId ?? "",
  pathId: observed.pathId ?? "",
  region: observed.region ?? "",
  accountId: observed.accountId ?? "",
});

const resolved = <T>(value: T): Promise<unknown> =>
  value === undefined
    ? Promise.resolve(undefined)
    : new Promise((resolve) => pulumi.output(value).apply(resolve));
