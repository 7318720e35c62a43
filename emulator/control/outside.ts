import { userArn } from "../base/arns";
import type { LaunchPath, Version } from "../catalog/catalog";
import type { GivenParameter } from "../cloudformation/parameters/parameters";
import { begin, newRecord, type Lifecycle } from "../provisioning/records";
import { outcomeOfTerminate } from "../provisioning/outcome/terminate";
import { outcomeOfUpdate } from "../provisioning/outcome/update";
import { noteProducts } from "../state/history";
import type { Service } from "../service/service";
import { finish } from "../state/advance";
import { recordTags } from "../provisioning/tags";
import type { World } from "../state/accountRegion";
import type { Tag } from "../base/tag";
import type { Selection } from "../state/selection";
import { SetupError, thereAre } from "../base/setupError";
import type { ProvisionedProduct } from "../state/provisionedProduct";
import type { OperationRecord } from "../state/record";
import type { Outcome } from "../state/runningOperation";

/** Changes that somebody else makes: in the console, with another tool, in another team. All at once done. */
export interface Outside {
  terminate(idOrName: string): void;
  setVersion(idOrName: string, versionIdOrName: string): void;
  /** Changes the given parameters, keeps the others. */
  setParameters(idOrName: string, parameters: Record<string, string>): void;
  /** Replaces the tags that users gave; needs no RESOURCE_UPDATE constraint. */
  setTags(idOrName: string, tags: Record<string, string>): void;
  /** Begins an operation that stays under way until `finishOperation`; gives its record id. */
  beginOperation(
    idOrName: string,
    type: "UPDATE_PROVISIONED_PRODUCT" | "TERMINATE_PROVISIONED_PRODUCT",
    options?: { user?: string },
  ): string;
  finishOperation(recordId: string, end: "SUCCEEDED" | "FAILED"): void;
}

interface Place {
  readonly world: World;
  readonly product: ProvisionedProduct;
}

export function outsideOf(service: Service): Outside {
  function find(idOrName: string): Place {
    for (const world of service.allWorlds()) {
      const product = world.find(idOrName);
      if (product) return { world, product };
    }
    const names = service
      .allWorlds()
      .flatMap(({ products }) => [...products.values()].map(({ name }) => name));
    throw new SetupError(`there is no provisioned product ${idOrName}${thereAre(names)}`);
  }

  function start(
    { world, product }: Place,
    kind: Lifecycle,
    selection: Selection,
    tags: readonly Tag[],
    user = "somebody-else",
  ) {
    if (product.status === "UNDER_CHANGE") throw new SetupError(`${product.name} is under change`);
    const arn = userArn(world.scope, user);
    return newRecord(service, world, kind, product, {
      selection,
      launchRoleArn: product.launchRoleArn,
      userArn: arn,
      tags: [...recordTags(service, world, selection, arn), ...tags],
    });
  }

  function update(
    idOrName: string,
    change: { version?: string; parameters?: Record<string, string>; tags?: readonly Tag[] },
  ): void {
    const place = find(idOrName);
    const { world, product } = place;
    const { version, path } = selected(service, product, change.version);
    const selection = { ...product.attempted, versionId: version.id };
    const tags = change.tags ?? product.tags;
    const record = start(place, "update", selection, tags);
    const parameters = changed(product, version, change.parameters ?? {});
    const wanted = { selection, version, path, parameters, tags };
    const outcome = outcomeOfUpdate({ service, world }, product, wanted, undefined);
    begin(service, product, record);
    end(world, record, outcome);
  }

  const end = (world: World, record: OperationRecord, outcome: Outcome) =>
    finish(world, record, outcome, service.clock.now(), service.guesses);

  return {
    terminate(idOrName) {
      const place = find(idOrName);
      const { world, product } = place;
      const record = start(place, "terminate", product.attempted, product.tags);
      const outcome = outcomeOfTerminate(service, product, { retain: false, ignoreErrors: false }, undefined);
      begin(service, product, record);
      end(world, record, outcome);
    },
    setVersion: (idOrName, version) => update(idOrName, { version }),
    setParameters: (idOrName, parameters) => update(idOrName, { parameters }),
    setTags: (idOrName, tags) =>
      update(idOrName, { tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
    beginOperation(idOrName, type, { user } = {}) {
      const place = find(idOrName);
      const { world, product } = place;
      const kind = type === "UPDATE_PROVISIONED_PRODUCT" ? "update" : "terminate";
      const record = start(place, kind, product.attempted, product.tags, user);
      begin(service, product, record);
      record.status = "IN_PROGRESS";
      world.held.add(record.id);
      noteProducts(world, service.clock.now(), service.guesses);
      return record.id;
    },
    finishOperation(recordId, status) {
      const world = service.allWorlds().find(({ held }) => held.delete(recordId));
      if (!world) throw new SetupError(`no operation ${recordId} was begun outside and is still under way`);
      const record = world.record(recordId);
      end(world, record, outcomeOfHeld(service, world, record, status));
    },
  };
}

function selected(
  service: Service,
  product: ProvisionedProduct,
  wanted: string | undefined,
): { version: Version; path: LaunchPath } {
  const { productId, versionId, portfolio } = product.attempted;
  const catalogProduct = service.catalog.products.find(({ id }) => id === productId);
  const version = catalogProduct?.versions.find(({ id, name }) => [id, name].includes(wanted ?? versionId));
  const path = catalogProduct?.paths.find(({ name }) => name === portfolio);
  const names = catalogProduct?.versions.map(({ name }) => name) ?? [];
  if (!version) throw new SetupError(`${productId} has no version ${wanted ?? versionId}${thereAre(names)}`);
  if (!path) throw new SetupError(`${productId} has no launch path of ${portfolio} any more`);
  return { version, path };
}

function changed(
  { stack }: ProvisionedProduct,
  { template }: Version,
  changes: Record<string, string>,
): GivenParameter[] {
  const values = { ...stack?.parameters, ...changes };
  return Object.entries(values)
    .filter(([key]) => template.parameters.has(key) || key in changes)
    .map(([key, value]) => ({ key, value, usePreviousValue: false }));
}

function outcomeOfHeld(
  service: Service,
  world: World,
  record: OperationRecord,
  status: "SUCCEEDED" | "FAILED",
): Outcome {
  const product = world.products.get(record.provisionedProductId);
  if (!product) throw new SetupError(`the product of ${record.id} is gone`);
  const operation = record.type === "TERMINATE_PROVISIONED_PRODUCT" ? "terminate" : "update";
  const fault = status === "FAILED" ? ({ operation } as const) : undefined;
  if (operation === "terminate")
    return outcomeOfTerminate(service, product, { retain: false, ignoreErrors: false }, fault);
  const { version, path } = selected(service, product, undefined);
  const { selection } = record;
  const wanted = { selection, version, path, parameters: changed(product, version, {}), tags: product.tags };
  return outcomeOfUpdate({ service, world }, product, wanted, fault);
}
