import { provisionedProductArn, roleArn } from "../base/arns";
import type { LaunchPath, Product, Version } from "../catalog/catalog";
import type { GivenParameter } from "../cloudformation/parameters/parameters";
import { markUnderChange, newRecord, startOperation, type Lifecycle } from "./records";
import { decideCreate, decideTerminate, decideUpdate } from "./outcome";
import type { Preferences } from "./outcome/stackOutcome";
import type { TerminateFlags } from "./outcome/terminate";
import { recordTags, type TagUpdate } from "./tags";
import type { Tag } from "../base/tag";
import type { Selection } from "../state/selection";
import type { Context } from "../service/context";
import type { ProvisionedProduct, ProvisionedProductType } from "../state/provisionedProduct";
import type { OperationRecord } from "../state/record";
import type { Outcome } from "../state/runningOperation";

/** What of the catalog is asked for. */
export interface Chosen {
  readonly catalogProduct: Product;
  readonly version: Version;
  readonly path: LaunchPath;
}

export const selectionOf = ({ catalogProduct, version, path }: Chosen): Selection => ({
  productId: catalogProduct.id,
  versionId: version.id,
  pathId: path.id,
  portfolio: path.name,
});

const typeOf = ({ type }: Product, { stackSet }: LaunchPath): ProvisionedProductType =>
  type !== "CLOUD_FORMATION_TEMPLATE" ? type : stackSet ? "CFN_STACKSET" : "CFN_STACK";

/** A product that is there, but of which nothing has been made yet. */
export function newProduct(
  { service, accountRegion, caller }: Context,
  name: string,
  chosen: Chosen,
  more: { token: string; tags: readonly Tag[]; notificationArns: readonly string[] },
): ProvisionedProduct {
  const id = service.ids.next("pp");
  const product: ProvisionedProduct = {
    id,
    name,
    arn: provisionedProductArn(accountRegion.scope, name, id),
    type: typeOf(chosen.catalogProduct, chosen.path),
    // A few milliseconds before its record. (recorded)
    created: service.clock.now() - 5,
    userArn: caller.userArn,
    notificationArns: more.notificationArns,
    status: "PLAN_IN_PROGRESS",
    statusMessage: undefined,
    idempotencyToken: more.token,
    lastRecordId: undefined,
    lastProvisioningRecordId: undefined,
    lastSuccessfulProvisioningRecordId: undefined,
    attempted: selectionOf(chosen),
    running: undefined,
    launchRoleArn: launchRoleArn(accountRegion.scope, chosen.path.launchRole),
    tags: more.tags,
    stack: undefined,
  };
  accountRegion.products.set(id, product);
  return product;
}

/** A launch role given by name is one of the account that launches. (documented) */
export const launchRoleArn = (scope: { account: string; region: string }, role: string | undefined) =>
  role === undefined || role.startsWith("arn:") ? role : roleArn(scope, role);

interface Change {
  readonly parameters: readonly GivenParameter[];
  readonly tags: TagUpdate;
  readonly preferences?: Preferences;
}

/** Begins to make a new product. */
export function beginCreate(context: Context, product: ProvisionedProduct, chosen: Chosen, change: Change) {
  const record = recordOf(context, "create", product, chosen, change);
  markUnderChange(context.service, product, record);
  const wanted = { ...chosen, ...change, selection: record.selection, tags: change.tags.afterSuccess };
  const fault = context.service.faults.take("create", product);
  return start(context, record, "create", decideCreate(context, product, wanted, fault, record));
}

/** Begins to change a product. */
export function beginUpdate(context: Context, product: ProvisionedProduct, chosen: Chosen, change: Change) {
  const record = recordOf(context, "update", product, chosen, change);
  const wanted = { ...chosen, ...change, selection: record.selection, tags: change.tags.afterSuccess };
  const fault = context.service.faults.take("update", product);
  const outcome = decideUpdate(context, product, wanted, fault, record);
  markUnderChange(context.service, product, record);
  return start(context, record, "update", outcome);
}

/** Begins to terminate a product. */
export function beginTerminate(
  context: Context,
  product: ProvisionedProduct,
  flags: TerminateFlags,
): OperationRecord {
  const { service, accountRegion, caller } = context;
  const record = newRecord(service, accountRegion, "terminate", product, {
    selection: product.attempted,
    launchRoleArn: product.launchRoleArn,
    userArn: caller.userArn,
    tags: [...recordTags(service, accountRegion, product.attempted, caller.userArn), ...product.tags],
  });
  const fault = flags.retain ? undefined : service.faults.take("terminate", product);
  const outcome = decideTerminate(context, product, flags, fault, record);
  markUnderChange(service, product, record);
  return start(context, record, "terminate", outcome);
}

function recordOf(
  { service, accountRegion, caller }: Context,
  kind: Lifecycle,
  product: ProvisionedProduct,
  chosen: Chosen,
  { parameters, tags }: Change,
): OperationRecord {
  const selection = selectionOf(chosen);
  return newRecord(service, accountRegion, kind, product, {
    selection,
    launchRoleArn: launchRoleArn(accountRegion.scope, chosen.path.launchRole),
    userArn: caller.userArn,
    tags: [...recordTags(service, accountRegion, selection, caller.userArn), ...tags.onRecord],
    parameters,
  });
}

/** @param outcome "engine" when an engine decides, which has to notify */
function start(
  { service, accountRegion }: Context,
  record: OperationRecord,
  kind: Lifecycle,
  outcome: Outcome | "engine",
): OperationRecord {
  if (outcome !== "engine") startOperation(service, accountRegion, record, outcome, kind);
  else
    accountRegion.runs.add({
      recordId: record.id,
      provisionedProductId: record.provisionedProductId,
      outcome: { status: "SUCCEEDED", productStatus: "UNDER_CHANGE", outputs: [] },
      steps: [{ step: "start", at: service.clock.now() + Math.min(2_000, service.durations[kind] * 0.05) }],
    });
  return record;
}
