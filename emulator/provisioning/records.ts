import { writeStackEvents } from "../state/stackEvents";
import { scheduleSteps } from "../state/schedule";
import type { Service } from "../service/service";
import type { AccountRegion } from "../state/accountRegion";
import type { Tag } from "../base/tag";
import type { GivenParameter } from "../cloudformation/parameters/parameters";
import type { Selection } from "../state/selection";
import type { ProvisionedProduct } from "../state/provisionedProduct";
import type { OperationRecord, RecordType } from "../state/record";
import type { Outcome, Step } from "../state/runningOperation";

export type Lifecycle = "create" | "update" | "terminate";
export type Kind = Lifecycle | "import" | "properties";

const recordTypes: Readonly<Record<Kind, RecordType>> = {
  create: "PROVISION_PRODUCT",
  update: "UPDATE_PROVISIONED_PRODUCT",
  terminate: "TERMINATE_PROVISIONED_PRODUCT",
  import: "IMPORT_AS_PROVISIONED_PRODUCT",
  properties: "UPDATE_PROVISIONED_PRODUCT_PROPERTIES",
};

/** The model names three types only; what import and properties have is not known. (guessed) */
const recordTypeOf = ({ guesses }: Service, kind: Kind): RecordType =>
  guesses.otherRecordTypes === "own"
    ? recordTypes[kind]
    : recordTypes[kind === "import" ? "create" : kind === "properties" ? "update" : kind];

/** A new record, in its account and region, not yet connected to the product. */
export function newRecord(
  service: Service,
  accountRegion: AccountRegion,
  kind: Kind,
  of: Pick<ProvisionedProduct, "id" | "name" | "type" | "stack">,
  details: {
    selection: Selection;
    launchRoleArn: string | undefined;
    userArn: string;
    tags: readonly Tag[];
    parameters?: readonly GivenParameter[];
  },
): OperationRecord {
  const now = service.clock.now();
  const record: OperationRecord = {
    id: service.ids.next("rec"),
    type: recordTypeOf(service, kind),
    productType: of.type,
    created: now,
    updated: now,
    provisionedProductId: of.id,
    provisionedProductName: of.name,
    ...details,
    parameters: {
      ...of.stack?.parameters,
      ...Object.fromEntries((details.parameters ?? []).map(({ key, value = "" }) => [key, value])),
    },
    status: "CREATED",
    errors: [],
    outputs: [],
  };
  accountRegion.records.set(record.id, record);
  return record;
}

/** Marks the product as under change by this record. Both end when their run ends. */
export function markUnderChange(
  service: Service,
  product: ProvisionedProduct,
  record: OperationRecord,
): void {
  product.status = "UNDER_CHANGE";
  product.statusMessage = undefined;
  product.lastRecordId = record.id;
  if (record.type !== "TERMINATE_PROVISIONED_PRODUCT") {
    product.lastProvisioningRecordId = record.id;
    product.attempted = record.selection;
    product.launchRoleArn = record.launchRoleArn;
  }
}

/** Sets an accepted operation on its way to the end that has been decided for it. */
export function startOperation(
  service: Service,
  accountRegion: AccountRegion,
  record: OperationRecord,
  outcome: Outcome,
  kind: Lifecycle,
): void {
  const { durations, statusOrder, random, clock } = service;
  const usual = outcome.duration === "account" ? durations.account : durations[kind];
  const duration = durations.spread > 0 ? usual * (1 + durations.spread * (2 * random() - 1)) : usual;
  const rollsBack = outcome.stack?.rollback !== undefined;
  const { provisionedProductId } = record;
  const steps = scheduleSteps(clock.now(), duration, durations.lag, statusOrder, random, rollsBack);
  const momentOf = (wanted: Step) => steps.find(({ step }) => step === wanted)?.at ?? clock.now();
  const stack = accountRegion.products.get(provisionedProductId)?.stack;
  if (stack && outcome.stack)
    writeStackEvents(stack, outcome.stack, {
      start: momentOf("start"),
      rollback: momentOf("rollback"),
      end: momentOf("stack"),
    });
  accountRegion.runs.add({ recordId: record.id, provisionedProductId, outcome, steps });
}
