import type {
  ProvisioningPreferences,
  ProvisionProductInput,
  UpdateProvisionedProductInput,
  UpdateProvisioningParameter,
} from "@aws-sdk/client-service-catalog";
import { describeParameters } from "../aws/catalog";
import type { Inputs, StackSetPreferences } from "../state/inputs";
import { effectiveTags, isPreviousValue } from "../state/inputs";
import type { Run } from "../aws/operationContext";
import { withoutAbsent } from "../state/values";

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

const tagList = (inputs: Inputs) =>
  Object.entries(effectiveTags(inputs))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));

const parameterList = (inputs: Inputs): UpdateProvisioningParameter[] =>
  Object.entries(inputs.provisioningParameters ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([Key, value]) =>
      isPreviousValue(value) ? { Key, UsePreviousValue: true } : { Key, Value: value },
    );

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
  });
}

/**
 * What the program says, whole: every parameter and every tag, because AWS forgets tags that a later update does
 * not repeat. Parameters that the program does not give go back to the template's default, sent explicitly where
 * it may be read: what Service Catalog does with an absent one is not documented.
 */
export async function updateRequest(run: Run, id: string, inputs: Inputs): Promise<UpdateRequest> {
  const given = new Set(Object.keys(inputs.provisioningParameters ?? {}));
  const defaults = (await readableParameters(run, inputs)).flatMap(({ ParameterKey, DefaultValue }) =>
    ParameterKey === undefined || DefaultValue === undefined || given.has(ParameterKey)
      ? []
      : [{ Key: ParameterKey, Value: DefaultValue }],
  );
  const operation = inputs.stackSetProvisioningPreferences?.operationType;
  const stackSet = preferences(inputs.stackSetProvisioningPreferences);
  return withoutAbsent({
    ...target(inputs),
    ProvisionedProductId: id,
    ProvisioningParameters: [...parameterList(inputs), ...defaults],
    ProvisioningPreferences: stackSet && withoutAbsent({ ...stackSet, StackSetOperationType: operation }),
    Tags: tagList(inputs),
  }) as UpdateRequest;
}

async function readableParameters(run: Run, inputs: Inputs) {
  try {
    return await describeParameters(run, inputs, inputs.acceptLanguage);
  } catch {
    return []; // not allowed, or not possible: the update itself says what is wrong
  }
}
