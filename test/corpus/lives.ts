import {
  ProvisionProductCommand,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
  type ServiceCatalogClient,
} from "@aws-sdk/client-service-catalog";
import type { Emulator } from "../../emulator";
import type { ParameterDeclaration } from "../../emulator/cloudformation/syntax/template";

/** A value that a parameter's declaration takes, as far as that can be told without its pattern. */
function valueOf({ type, allowedValues, minValue, minLength }: ParameterDeclaration): string {
  const [allowed] = allowedValues;
  if (allowed !== undefined) return allowed;
  const one = /Number/.test(type) ? (minValue ?? "1") : "x".repeat(Math.max(1, Number(minLength ?? 1)));
  return /^(CommaDelimitedList|List<)/.test(type) ? Array.from({ length: 6 }, () => one).join(",") : one;
}

export const parametersFor = (declarations: Iterable<ParameterDeclaration>) =>
  [...declarations]
    .filter((declaration) => declaration.default === undefined)
    .map((declaration) => ({ Key: declaration.key, Value: valueOf(declaration) }));

/** The whole life of a product: provisioned, updated, terminated. Answers why it failed, if it did. */
export async function live(
  emulator: Emulator,
  client: ServiceCatalogClient,
  product: string,
  parameters: { Key: string; Value: string }[],
): Promise<string | undefined> {
  const end = async (id: string | undefined) => {
    await emulator.advance(600_000);
    const record = emulator.records().find((each) => each.id === id);
    return record?.status === "SUCCEEDED"
      ? undefined
      : `${record?.type}: ${record?.errors[0]?.description ?? record?.status}`;
  };
  const { RecordDetail: provisioned } = await client.send(
    new ProvisionProductCommand({
      ProductName: product,
      ProvisioningArtifactName: "v1",
      ProvisionedProductName: product,
      ProvisioningParameters: parameters,
      ProvisionToken: product,
    }),
  );
  const failed = await end(provisioned?.RecordId);
  const which = { ProvisionedProductId: provisioned?.ProvisionedProductId };
  if (failed === undefined) {
    const { RecordDetail: updated } = await client.send(
      new UpdateProvisionedProductCommand({
        ...which,
        ProvisioningArtifactName: "v2",
        ProvisioningParameters: parameters.map(({ Key }) => ({ Key, UsePreviousValue: true })),
        UpdateToken: product,
      }),
    );
    const notUpdated = await end(updated?.RecordId);
    if (notUpdated !== undefined) return notUpdated;
  }
  const { RecordDetail: terminated } = await client.send(
    new TerminateProvisionedProductCommand({ ...which, TerminateToken: product }),
  );
  return failed ?? (await end(terminated?.RecordId));
}
