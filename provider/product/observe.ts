import type { ProvisionedProductDetail, RecordDetail } from "@aws-sdk/client-service-catalog";
import { nameOf, problem } from "../base/errors";
import { callerAccount, callToRead } from "../aws/calls";
import { describePlace } from "../aws/place";
import type { Ended } from "../aws/records";
import { describeRecord } from "../aws/records";
import type { OperationContext } from "../aws/operationContext";
import type { Observed } from "../state/observed";
import { placeOf } from "../state/observed";
import { removeControlCharacters } from "../base/printable";
import { STATUS_LAG, STATUS_PAUSE } from "../aws/delays";
import { STACK_OUTPUT } from "../state/secretOutputs";

/** DescribeProvisionedProduct; undefined when AWS does not know the product. */
export async function describeProvisionedProduct(
  context: OperationContext,
  by: { Id: string } | { Name: string },
): Promise<{ detail: ProvisionedProductDetail; dashboards: string[] } | undefined> {
  try {
    const answer = await callToRead(context, (client, options) =>
      client.describeProvisionedProduct(by, options),
    );
    return {
      detail: answer.ProvisionedProductDetail ?? {},
      dashboards:
        answer.CloudWatchDashboards?.flatMap(({ Name }) => (Name === undefined ? [] : [Name])) ?? [],
    };
  } catch (error) {
    if (nameOf(error) === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

/**
 * The product as it is now: Describe, and the record of the last operation that succeeded, because on a TAINTED
 * product Describe shows the version of the attempt that failed. Two calls; one when `ended` is that record.
 * Undefined when AWS does not know the product.
 */
export const observe = async (
  context: OperationContext,
  id: string,
  ended?: Ended,
): Promise<Observed | undefined> => (await observeSince(context, id, undefined, ended))?.observed;

/**
 * As observe, with the record that made the product what it is now. Records never change: as long as the last
 * successful one is that of `before`, what it says is taken from there, and the second call and the record are left
 * out. What Describe shows from before that record's end is not news.
 */
export async function observeSince(
  context: OperationContext,
  id: string,
  before?: Observed,
  ended?: Ended,
): Promise<{ observed: Observed; record?: RecordDetail } | undefined> {
  const found = await describeAfterOperation(context, id, ended);
  if (!found) return undefined;
  const { detail, dashboards } = found;
  if (before && isOlder(detail, before)) return { observed: before };
  const provisioned = provisionedBy(ended, detail);
  const recordId =
    provisioned ??
    detail.LastSuccessfulProvisioningRecordId ??
    detail.LastProvisioningRecordId ??
    detail.LastRecordId;
  const unchanged = before && recordId === before.lastSuccessfulProvisioningRecordId;
  const running =
    ended?.record.RecordId === recordId
      ? ended
      : recordId === undefined || unchanged
        ? undefined
        : await describeRecord(context, recordId);
  const behind =
    provisioned !== undefined && (detail.Status === "UNDER_CHANGE" || detail.LastRecordId !== provisioned);
  const place = placeOf(detail.Arn ?? null);
  const outputs = running?.outputs ?? (unchanged ? before.outputs : {});
  const observed: Observed = {
    arn: detail.Arn ?? null,
    name: detail.Name ?? null,
    status: behind ? "AVAILABLE" : (detail.Status ?? null),
    statusMessage:
      behind || detail.StatusMessage === undefined ? null : removeControlCharacters(detail.StatusMessage),
    type: detail.Type ?? null,
    createdTime: detail.CreatedTime?.toISOString() ?? null,
    launchRoleArn: detail.LaunchRoleArn ?? running?.record.LaunchRoleArn ?? null,
    lastRecordId: provisioned ?? detail.LastRecordId ?? null,
    lastProvisioningRecordId: provisioned ?? detail.LastProvisioningRecordId ?? null,
    lastSuccessfulProvisioningRecordId:
      provisioned ??
      detail.LastSuccessfulProvisioningRecordId ??
      (unchanged ? before.lastSuccessfulProvisioningRecordId : null),
    cloudwatchDashboardNames: dashboards,
    ...(unchanged
      ? pickSelection(before)
      : {
          productId: running?.record.ProductId ?? detail.ProductId ?? null,
          provisioningArtifactId:
            running?.record.ProvisioningArtifactId ?? detail.ProvisioningArtifactId ?? null,
          pathId: running?.record.PathId ?? null,
        }),
    region: place?.region ?? null,
    accountId: place?.accountId ?? null,
    stackArn: outputs[STACK_OUTPUT] ?? null,
    outputs,
  };
  return { observed, ...(running && { record: running.record }) };
}

const pickSelection = ({ productId, provisioningArtifactId, pathId }: Observed) => ({
  productId,
  provisioningArtifactId,
  pathId,
});

/**
 * The record of a create or an update that has just succeeded, for a product whose description may lag behind it.
 * The answer to an old token may have been overtaken by what somebody else did since: then the description counts.
 */
function provisionedBy(ended: Ended | undefined, detail: ProvisionedProductDetail): string | undefined {
  if (!ended?.succeeded || !/^(PROVISION|UPDATE)/.test(ended.record.RecordType ?? "")) return undefined;
  const overtaken = ended.atFirstLook && detail.LastRecordId !== ended.record.RecordId;
  return overtaken ? undefined : ended.record.RecordId;
}

/**
 * Describe, repeated for a moment while it does not yet show how a failed operation ended: the product is still under
 * change, or is described as it was before the operation.
 */
export async function describeAfterOperation(
  context: OperationContext,
  id: string,
  ended: Ended | undefined,
): ReturnType<typeof describeProvisionedProduct> {
  const until = context.clock.now() + STATUS_LAG;
  for (;;) {
    const found = await describeProvisionedProduct(context, { Id: id });
    const behind = ended !== undefined && (found ? isBehind(found.detail, ended) : isUnseen(ended));
    if (!behind || context.stop.aborted || context.clock.now() > until) return found;
    await context.clock.sleep(STATUS_PAUSE, context.stop);
  }
}

/** Does Describe still show as running what state knows to have succeeded? */
const isOlder = ({ Status, LastRecordId }: ProvisionedProductDetail, known: Observed): boolean =>
  Status === "UNDER_CHANGE" &&
  LastRecordId === known.lastRecordId &&
  known.lastRecordId === known.lastSuccessfulProvisioningRecordId;

/** A product that was provisioned just now cannot be gone already. */
const isUnseen = ({ record, atFirstLook }: Ended): boolean =>
  !atFirstLook && record.RecordType === "PROVISION_PRODUCT";

/** A record that was over at the first look may have been followed by others. */
const isBehind = ({ Status, LastRecordId }: ProvisionedProductDetail, ended: Ended): boolean =>
  !ended.succeeded &&
  (Status === "UNDER_CHANGE" || (!ended.atFirstLook && LastRecordId !== ended.record.RecordId));

/**
 * "Not found" means gone only when the caller looks into the product's own account. Where nothing was seen yet that
 * tells the account, the product's record does: an account keeps the records of products that are gone.
 *
 * @throws Problem `account` otherwise, so that the product stays in state.
 */
export async function confirmGone(context: OperationContext, id: string, observed: Observed): Promise<void> {
  if (observed.accountId === null) return confirmRecordKnown(context, id, observed);
  const caller = await callerAccount(context);
  if (caller === observed.accountId) return;
  throw problem(
    "account",
    `${id} (${observed.name ?? "unnamed"}) belongs to account ${observed.accountId}, but the credentials are for account ${caller}.`,
    `Nothing was changed, and the product stays in state.`,
    `Use credentials for account ${observed.accountId}, and run the command again.`,
  );
}

async function confirmRecordKnown(
  context: OperationContext,
  id: string,
  { name, lastRecordId, lastProvisioningRecordId }: Observed,
): Promise<void> {
  const recordId = lastRecordId ?? lastProvisioningRecordId;
  if (recordId === null) return;
  try {
    await describeRecord(context, recordId);
  } catch (error) {
    if (nameOf(error) !== "ResourceNotFoundException") throw error;
    throw problem(
      "account",
      `${id} (${name ?? "unnamed"}) is not known in ${await describePlace(context)}, and neither is its record ${recordId}: it belongs elsewhere.`,
      `Nothing was changed, and the product stays in state.`,
      `Use the credentials and the region that it was provisioned with, and run the command again.`,
    );
  }
}
