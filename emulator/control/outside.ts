import { userArn } from "../base/arns";
import { choice, flag, required, text, anyText, type Member } from "../base/schema";
import { SetupError, describeChoices } from "../base/setupError";
import type { LaunchPath, Version } from "../catalog/catalog";
import type { GivenParameter } from "../cloudformation/parameters/parameters";
import type { Tag } from "../base/tag";
import { decideStackTerminate } from "../provisioning/outcome/terminate";
import { decideStackUpdate } from "../provisioning/outcome/update";
import { markUnderChange, newRecord, type Lifecycle } from "../provisioning/records";
import { recordTags } from "../provisioning/tags";
import type { Place } from "../service/context";
import type { Service } from "../service/service";
import { finishOperation } from "../state/advance";
import { rememberProducts } from "../state/history";
import type { ProvisionedProduct } from "../state/provisionedProduct";
import type { OperationRecord } from "../state/record";
import type { Outcome } from "../state/runningOperation";
import type { Selection } from "../state/selection";
import type { AccountRegion } from "../state/accountRegion";
import { command } from "./functions";
import { createUnmanagedStack } from "./unmanagedStack";
import { endStatus, idOrName, ms } from "./values";

const stringsByName: Member = { values: anyText };

/** A provisioned product, and where it is. */
interface Found extends Place {
  readonly product: ProvisionedProduct;
}

/**
 * Changes that somebody else makes: in the console, with another tool, in another team. All but `beginOperation` are
 * done at once.
 */
export class Outside {
  readonly #service: Service;
  /** @internal */
  readonly changed: () => void;

  /** @internal */
  constructor(service: Service, changed: () => void) {
    this.#service = service;
    this.changed = changed;
  }

  /** Terminates a product, without retaining or ignoring anything. */
  @command("outside.terminate", { idOrName })
  terminate(idOrName: string): void {
    const found = findProduct(this.#service, idOrName);
    const { service, product } = found;
    const record = recordOf(found, "terminate", product.attempted, product.tags);
    const outcome = decideStackTerminate(service, product, { retain: false, ignoreErrors: false }, undefined);
    markUnderChange(service, product, record);
    endNow(found, record, outcome);
  }

  @command("outside.setVersion", { idOrName, versionIdOrName: required(text) })
  setVersion(idOrName: string, versionIdOrName: string): void {
    update(findProduct(this.#service, idOrName), { version: versionIdOrName });
  }

  /** Changes the given parameters, keeps the others. */
  @command("outside.setParameters", { idOrName, parameters: required(stringsByName) })
  setParameters(idOrName: string, parameters: Record<string, string>): void {
    update(findProduct(this.#service, idOrName), { parameters });
  }

  /** Replaces the tags that users gave; needs no RESOURCE_UPDATE constraint. */
  @command("outside.setTags", { idOrName, tags: required(stringsByName) })
  setTags(idOrName: string, tags: Record<string, string>): void {
    update(findProduct(this.#service, idOrName), {
      tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    });
  }

  /** Begins an operation that stays under way until `finishOperation`; gives its record id. */
  @command("outside.beginOperation", {
    idOrName,
    type: required(choice("UPDATE_PROVISIONED_PRODUCT", "TERMINATE_PROVISIONED_PRODUCT")),
    options: { members: { user: text } },
  })
  beginOperation(
    idOrName: string,
    type: "UPDATE_PROVISIONED_PRODUCT" | "TERMINATE_PROVISIONED_PRODUCT",
    { user }: { user?: string } = {},
  ): string {
    const found = findProduct(this.#service, idOrName);
    const { service, accountRegion, product } = found;
    const kind = type === "UPDATE_PROVISIONED_PRODUCT" ? "update" : "terminate";
    const record = recordOf(found, kind, product.attempted, product.tags, user);
    markUnderChange(service, product, record);
    record.status = "IN_PROGRESS";
    accountRegion.held.add(record.id);
    rememberProducts(accountRegion, service.clock.now(), service.guesses);
    return record.id;
  }

  @command("outside.finishOperation", { recordId: required(text), end: endStatus })
  finishOperation(recordId: string, end: "SUCCEEDED" | "FAILED"): void {
    const service = this.#service;
    const accountRegion = service.allAccountRegions().find(({ held }) => held.delete(recordId));
    if (!accountRegion)
      throw new SetupError(`no operation ${recordId} was begun outside and is still under way`);
    const record = accountRegion.record(recordId);
    endNow({ service, accountRegion }, record, outcomeOfHeld(service, accountRegion, record, end));
  }

  /** All launch paths get other ids; the old ones are invalid. */
  @command("outside.rotatePaths", {})
  rotatePaths(): void {
    this.#service.paths.rotate();
  }

  /** The launch paths of a portfolio, by name or id, are not found for so many milliseconds (default 60 s). */
  @command("outside.associate", { portfolio: required(text), ms })
  associate(portfolio: string, ms = 60_000): void {
    const { paths, catalog } = this.#service;
    const named = catalog.portfolios.filter(({ id, name }) => [id, name].includes(portfolio));
    if (named.length === 0)
      throw new SetupError(
        `there is no portfolio ${portfolio}${describeChoices(catalog.portfolios.map(({ name }) => name))}`,
      );
    for (const { id } of named) paths.hide(id, ms);
  }

  /** While it is busy with itself, Control Tower refuses all operations on accounts. */
  @command("outside.controlTowerIsBusy", { busy: required(flag) })
  controlTowerIsBusy(busy: boolean): void {
    this.#service.controlTowerIsBusy = busy;
  }

  /** A stack made without Service Catalog, of a version's template; gives its ARN, for imports. */
  @command("outside.createStack", {
    stack: required({
      members: {
        name: required(text),
        product: required(text),
        version: required(text),
        parameters: stringsByName,
      },
    }),
  })
  createStack(stack: {
    name: string;
    product: string;
    version: string;
    parameters?: Record<string, string>;
  }): string {
    return createUnmanagedStack(this.#service, stack);
  }
}

function findProduct(service: Service, idOrName: string): Found {
  for (const accountRegion of service.allAccountRegions()) {
    const product = accountRegion.find(idOrName);
    if (product) return { service, accountRegion, product };
  }
  const names = service
    .allAccountRegions()
    .flatMap(({ products }) => [...products.values()].map(({ name }) => name));
  throw new SetupError(`there is no provisioned product ${idOrName}${describeChoices(names)}`);
}

function recordOf(
  { service, accountRegion, product }: Found,
  kind: Lifecycle,
  selection: Selection,
  tags: readonly Tag[],
  user = "somebody-else",
): OperationRecord {
  if (product.status === "UNDER_CHANGE") throw new SetupError(`${product.name} is under change`);
  const arn = userArn(accountRegion.scope, user);
  return newRecord(service, accountRegion, kind, product, {
    selection,
    launchRoleArn: product.launchRoleArn,
    userArn: arn,
    tags: [...recordTags(service, accountRegion, selection, arn), ...tags],
  });
}

function update(
  found: Found,
  change: { version?: string; parameters?: Record<string, string>; tags?: readonly Tag[] },
): void {
  const { service, accountRegion, product } = found;
  const { version, path } = selected(service, product, change.version);
  const selection = { ...product.attempted, versionId: version.id };
  const tags = change.tags ?? product.tags;
  const record = recordOf(found, "update", selection, tags);
  const parameters = changed(product, version, change.parameters ?? {});
  const wanted = { selection, version, path, parameters, tags };
  const outcome = decideStackUpdate({ service, accountRegion }, product, wanted, undefined);
  markUnderChange(service, product, record);
  endNow(found, record, outcome);
}

const endNow = ({ service, accountRegion }: Place, record: OperationRecord, outcome: Outcome): void =>
  finishOperation(accountRegion, record, outcome, service.clock.now(), service.guesses);

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
  if (!version)
    throw new SetupError(`${productId} has no version ${wanted ?? versionId}${describeChoices(names)}`);
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
  accountRegion: AccountRegion,
  record: OperationRecord,
  status: "SUCCEEDED" | "FAILED",
): Outcome {
  const product = accountRegion.products.get(record.provisionedProductId);
  if (!product) throw new SetupError(`the product of ${record.id} is gone`);
  const operation = record.type === "TERMINATE_PROVISIONED_PRODUCT" ? "terminate" : "update";
  const fault = status === "FAILED" ? ({ operation } as const) : undefined;
  if (operation === "terminate")
    return decideStackTerminate(service, product, { retain: false, ignoreErrors: false }, fault);
  const { version, path } = selected(service, product, undefined);
  const { selection } = record;
  const wanted = { selection, version, path, parameters: changed(product, version, {}), tags: product.tags };
  return decideStackUpdate({ service, accountRegion }, product, wanted, fault);
}
