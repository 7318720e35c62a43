import type {
  ProvisioningPreferences,
  ProvisionProductInput,
  UpdateProvisionedProductInput,
  UpdateProvisioningParameter,
} from "@aws-sdk/client-service-catalog";
import type { VersionRef } from "../aws/catalog";
import { describeParameters } from "../aws/catalog";
import { MASKED } from "../aws/stackParameters";
import type { Inputs, StackSetPreferences } from "../state/inputs";
import { effectiveTags, isPreviousValue } from "../state/inputs";
import type { OperationContext } from "../aws/operationContext";
import type { State } from "../state/state";
import { ownValue, withoutAbsent } from "../state/values";

/** ProvisionProduct without its token. */
export type ProvisionRequest = Omit<ProvisionProductInput, "ProvisionToken">;
/** UpdateProvisionedProduct without its token. */
export type UpdateRequest = Omit<UpdateProvisionedProductInput, "UpdateToken">;

/** Product, version and path as the program names them. An id that the user did not choose is never pinned. */
const target = (inputs: Inputs) => ({
  AcceptLanguage: inputs.acceptLanguage,
  ProductId: inputs.productId,
  ProductName: inputs.productName,
  ProvisioningArtifactId: inputs.provisioningArtifactId,
  ProvisioningArtifactName: inputs.provisioningArtifactName,
  PathId: inputs.pathId,
  PathName: inputs.pathName,
});

function tagList(inputs: Inputs) {
  const tags = effectiveTags(inputs);
  return Object.keys(tags)
    .sort()
    .map((Key) => ({ Key, Value: tags[Key] }));
}

function parameterList({ provisioningParameters: given = {} }: Inputs): UpdateProvisioningParameter[] {
  return Object.keys(given)
    .sort()
    .map((Key) => {
      const Value = given[Key];
      return isPreviousValue(Value) ? { Key, UsePreviousValue: true } : { Key, Value };
    });
}

const preferences = (given: StackSetPreferences | undefined) =>
  given &&
  withoutAbsent<ProvisioningPreferences>({
    StackSetAccounts: given.accounts,
    StackSetRegions: given.regions,
    StackSetFailureToleranceCount: given.failureToleranceCount,
    StackSetFailureTolerancePercentage: given.failureTolerancePercentage,
    StackSetMaxConcurrencyCount: given.maxConcurrencyCount,
    StackSetMaxConcurrencyPercentage: given.maxConcurrencyPercentage,
  });

export function provisionRequest(inputs: Inputs): ProvisionRequest {
  return withoutAbsent({
    ...target(inputs),
    ProvisionedProductName: inputs.name,
    ProvisioningParameters: parameterList(inputs).map(({ Key, Value }) => ({ Key, Value })),
    ProvisioningPreferences: preferences(inputs.stackSetProvisioningPreferences),
    NotificationArns: inputs.notificationArns,
    Tags: tagList(inputs),
  }) as ProvisionRequest;
}

/**
 * What the program says, whole: every parameter and every tag, because AWS forgets tags that a later update does
 * not repeat. Parameters that the program does not give go back to the template's default, sent explicitly where
 * it may be read: what Service Catalog does with an absent one is not documented. A NoEcho parameter keeps its value:
 * its default may be shown as asterisks, which would become the password.
 */
export async function updateRequest(
  context: OperationContext,
  id: string,
  inputs: Inputs,
  before?: State,
): Promise<UpdateRequest> {
  const given = new Set(Object.keys(inputs.provisioningParameters ?? {}));
  const absent = (await readableParameters(context, inputs, inputs)).filter(
    ({ ParameterKey: key }) => key !== undefined && !given.has(key),
  );
  const defaults = absent.flatMap(({ ParameterKey: Key, DefaultValue: Value, IsNoEcho }) =>
    Value === undefined || IsNoEcho || MASKED.test(Value) ? [] : [{ Key, Value }],
  );
  const hidden = absent.flatMap(({ ParameterKey = "", DefaultValue = "", IsNoEcho }) =>
    IsNoEcho || MASKED.test(DefaultValue) ? [ParameterKey] : [],
  );
  const kept = (await keepable(context, hidden, inputs, before)).map((Key) => ({
    Key,
    UsePreviousValue: true,
  }));
  const operation = inputs.stackSetProvisioningPreferences?.operationType;
  const stackSet = preferences(inputs.stackSetProvisioningPreferences);
  return withoutAbsent({
    ...target(inputs),
    ProvisionedProductId: id,
    ProvisioningParameters: [...parameterList(inputs), ...defaults, ...kept],
    ProvisioningPreferences: stackSet && withoutAbsent({ ...stackSet, StackSetOperationType: operation }),
    Tags: tagList(inputs),
  }) as UpdateRequest;
}

/**
 * Those of the parameters that the product has: CloudFormation refuses the previous value of one that its template did
 * not declare yet, and other engines keep none.
 */
async function keepable(
  context: OperationContext,
  keys: string[],
  inputs: Inputs,
  before: State | undefined,
): Promise<string[]> {
  if (keys.length === 0 || !before) return keys;
  const { type, productId, provisioningArtifactId } = before.observed;
  if (type !== null && !type.startsWith("CFN_")) return [];
  if (VERSION.every((name) => before.inputs[name] === inputs[name])) return keys;
  if (productId === null || provisioningArtifactId === null) return [];
  const had = await readableParameters(context, { productId, provisioningArtifactId }, inputs);
  return keys.filter((key) => had.some(({ ParameterKey }) => ParameterKey === key));
}

const VERSION = ["productId", "productName", "provisioningArtifactId", "provisioningArtifactName"] as const;

/** The parameters that an update keeps without a word of the program, though somebody may have given them one. */
export const keptUnseen = (
  { ProvisioningParameters }: UpdateRequest,
  inputs: Inputs,
  before: State,
): string[] =>
  ProvisioningParameters?.flatMap(({ Key = "", UsePreviousValue }) =>
    UsePreviousValue &&
    ownValue(inputs.provisioningParameters ?? {}, Key) === undefined &&
    (before.unverified !== undefined ||
      ownValue(before.inputs.provisioningParameters ?? {}, Key) !== undefined)
      ? [Key]
      : [],
  ) ?? [];

async function readableParameters(context: OperationContext, ref: VersionRef, { acceptLanguage }: Inputs) {
  try {
    return await describeParameters(context, ref, acceptLanguage);
  } catch {
    return []; // not allowed, or not possible: the update itself says what is wrong
  }
}
