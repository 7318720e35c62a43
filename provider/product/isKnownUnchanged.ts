import type { OperationContext } from "../aws/operationContext";
import { productPagesOf } from "../aws/productPages";
import { removeControlCharacters } from "../base/printable";
import type { State } from "../state/state";

/**
 * Do pages of all products and records show that nothing has happened to an AVAILABLE product since state was written? Then
 * describing it would show what is in state: what no page shows, as the launch role, changes only by a record. No means
 * only that it has to be described.
 */
export async function isKnownUnchanged(
  context: OperationContext,
  id: string,
  { observed, pending }: State,
): Promise<boolean> {
  if (pending || observed.status !== "AVAILABLE" || observed.lastRecordId === null) return false;
  const product = await productPagesOf(context.aws).find(context, (list) =>
    list.isCurrent(context) ? (list.take(id) ?? null) : undefined,
  );
  if (!product) return false;
  const { StatusMessage: message } = product;
  const shown: { [Name in keyof typeof observed]?: string | null | undefined } = {
    arn: product.Arn,
    name: product.Name,
    status: product.Status,
    statusMessage: message === undefined ? null : removeControlCharacters(message),
    lastRecordId: product.LastRecordId,
    lastProvisioningRecordId: product.LastProvisioningRecordId,
    lastSuccessfulProvisioningRecordId: product.LastSuccessfulProvisioningRecordId,
    productId: product.ProductId,
    provisioningArtifactId: product.ProvisioningArtifactId,
  };
  return Object.entries(shown).every(([name, value]) => value === observed[name as keyof typeof observed]);
}
