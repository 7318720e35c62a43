import { setMaxListeners } from "node:events";
import type { Aws } from "../aws/clients";
import { check } from "../check/index";
import { newNamesInRun } from "../check/namesInRun";
import type { Meaning } from "../product/meaning";
import { movedName } from "../product/meaning";
import { newSkipped } from "../check/shared/skipped";
import type { Clock } from "../base/clock";
import type { StackConfig } from "../config/stackConfig";
import { readStackConfig, runSettings } from "../config/stackConfig";
import type { Engine, Row } from "./connection";
import { SeenProducts } from "../product/managedProducts";
import type { Arguments, Inputs } from "../state/inputs";
import { asInputs } from "../state/inputs";
import { createProduct } from "../lifecycle/create";
import { diff } from "../lifecycle/diff";
import { importProduct } from "../lifecycle/import";
import { displayName } from "../product/failure";
import { readProduct } from "../lifecycle/refresh";
import { newPreviews, previewUpdate, refuseReplacement } from "../lifecycle/preview";
import { deleteProduct } from "../lifecycle/delete";
import { changeProduct } from "../lifecycle/change";
import type { OperationContext } from "../aws/operationContext";
import { describeReverted } from "../product/revertedOutside";
import { describeRemovedInstances } from "../product/stackInstances";
import { redactForPeople } from "./said";
import type { State } from "../state/state";
import { toThrown } from "./thrownErrors";
import type { Properties } from "../state/values";
import { readOldInputs } from "../state/otherProviders";
import { fromProperties, isStored, toInputProperties, toProperties } from "../state/properties";
import { CHECK_TIMEOUT, operationTimeout, READ_TIMEOUT } from "../config/timeouts";
import { secretsIn } from "../state/secretsIn";
import { terminateFlags } from "../config/terminateFlags";
import type { Connection } from "../config/connection";
import { connectionFor, connectionForExisting } from "../config/connection";

/*
 * The door of the dynamic provider: this file alone knows that protocol (reference: the provider process of
 * @pulumi/pulumi) and its traps. It converts and decides nothing.
 */

/** What `configure` is given: the stack's config by full key. */
interface ConfigureRequest {
  config: { get(key: string): string | undefined };
}

export interface Handler {
  configure(request: ConfigureRequest): void;
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes?: boolean; replaces?: string[]; deleteBeforeReplace?: boolean }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  read(id: string, properties: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
}

export interface HandlerParts {
  engine: Engine;
  clock: Clock;
  aws: (connection: Connection) => Aws;
}

export function createHandler({ engine, clock, aws }: HandlerParts): Handler {
  setMaxListeners(0, engine.stop); // one for each call that is under way: a hundred products are no leak
  let config: StackConfig = {};
  let unusable: Error | undefined;
  /** The inputs of the last step, which check is shown and diff is not. */
  const oldInputs = new Map<string, Arguments>();
  /** What the names in the program stand for, which check has looked up and diff tells. */
  const meanings = new Map<string, Meaning>();
  const names = newNamesInRun();
  /** The resources that are only previewed: the program tells so, which check is shown and diff is not. */
  const previewed = new Set<string>();
  const previews = newPreviews();
  const inState = new SeenProducts();
  /** Checks that could not be made, said once a run. */
  const skipped = newSkipped();

  /** The resource's row, on which no secret is written: AWS quotes parameters in its messages. */
  const rowOf = (urn: string, secrets: readonly string[]): Row => {
    const row = engine.row(urn);
    return {
      progress: (text) => row.progress(redactForPeople(text, secrets)),
      note: (text) => row.note(redactForPeople(text, secrets)),
      warn: (text) => row.warn(redactForPeople(text, secrets)),
    };
  };
  const open = (
    connection: Connection,
    inputs: Inputs,
    timeout: number,
    secrets = secretsIn(inputs),
  ): OperationContext => ({
    aws: aws(connection),
    clock,
    stop: engine.stop,
    deadline: clock.now() + timeout,
    settings: runSettings(config),
    ...rowOf(inputs.__urn, secrets),
  });
  const guarded = async <T>(
    secretsOf: (State | Inputs | undefined)[],
    work: () => Promise<T>,
  ): Promise<T> => {
    try {
      if (unusable) throw unusable;
      return await work();
    } catch (error) {
      throw toThrown(error, secretsOf);
    } finally {
      await engine.heard();
    }
  };

  return {
    // Not awaited by the provider process for resources that come meanwhile, so it only reads.
    configure({ config: stack }) {
      try {
        config = readStackConfig((key) => stack.get(key));
      } catch (error) {
        unusable = error as Error; // thrown here, it would stop only the first resource
      }
    },

    check: (olds, news) => {
      const before = readOldInputs(olds);
      const urn = String(news.__urn);
      return guarded([asInputs(news)], async () => {
        if (before) oldInputs.set(urn, before);
        else oldInputs.delete(urn);
        if (news.__dryRun === true) previewed.add(urn);
        else previewed.delete(urn);
        if (before) inState.noteResource(urn);
        if (news.__createFirst === true) inState.noteCreatesFirst(urn);
        const { inputs, failures, meaning } = await check(news, before, {
          config,
          open: (checked) => open(connectionFor(checked, config), checked, CHECK_TIMEOUT),
          skipped,
          inState,
          names,
        });
        meanings.set(urn, meaning);
        const secrets = secretsIn(inputs);
        return {
          inputs: toInputProperties(inputs),
          failures: failures.map((reason) => ({ property: "", reason: redactForPeople(reason, secrets) })),
        };
      });
    },

    diff: (id, olds, news) => {
      const [state, inputs] = [fromProperties(olds), asInputs(news)];
      return guarded([state, inputs], async () => {
        const row = rowOf(inputs.__urn, [...secretsIn(state), ...secretsIn(inputs)]);
        const product = displayName(id, state.observed);
        const shared = inState.claim(id, product, inputs.__urn, state.inputs.__urn);
        if (shared && inState.isNew(id)) throw shared;
        if (shared) row.warn(shared.message);
        const { reason, expected, ...verdict } = diff(state, inputs, oldInputs.get(inputs.__urn));
        if (reason) row[expected ? "note" : "warn"](`${product} ${reason}`);
        const moved = movedName(state, inputs, meanings.get(inputs.__urn) ?? {}, verdict);
        if (moved) row.warn(`${product}: ${moved}`);
        // In a refresh, which checks nothing first, no update is planned.
        const planned = oldInputs.has(inputs.__urn) && verdict.changes !== false && !verdict.replaces;
        if (planned && config.validation !== "off") {
          const context = open(connectionForExisting(state, config, inputs), inputs, CHECK_TIMEOUT);
          const reverted = await describeReverted(context, id, state, inputs);
          if (reverted) row.warn(reverted);
          const removed = await describeRemovedInstances(context, id, state, inputs);
          if (removed) row.warn(`${product}: ${removed}`);
        }
        if (config.plans && oldInputs.has(inputs.__urn) && previewed.has(inputs.__urn)) {
          refuseReplacement(id, state, verdict, config.plans);
          if (planned) {
            const context = open(connectionForExisting(state, config, inputs), inputs, config.plans.timeout, [
              ...secretsIn(state),
              ...secretsIn(inputs),
            ]);
            await previewUpdate(context, id, state, inputs, config.plans, previews);
          }
        }
        return verdict;
      });
    },

    create: (properties) => {
      const inputs = asInputs(properties);
      return guarded([inputs], async () => {
        const context = open(connectionFor(inputs, config), inputs, operationTimeout(inputs, "create"));
        const { id, state } = await createProduct(context, inputs, inState, (left) =>
          terminateFlags(left.id, left.state, config),
        );
        return { id, outs: toProperties(state) };
      });
    },

    update: (id, olds, news) => {
      const inputs = asInputs(news);
      const state = fromProperties(olds);
      return guarded([state, inputs], async () => {
        inState.noteProduct(id);
        const context = open(
          connectionForExisting(state, config, inputs),
          inputs,
          operationTimeout(inputs, "update"),
          [...secretsIn(state), ...secretsIn(inputs)],
        );
        return { outs: toProperties(await changeProduct(context, id, state, inputs), state) };
      });
    },

    read: (id, properties) => {
      const stored = isStored(properties);
      const state = fromProperties(properties);
      return guarded([state], async () => {
        inState.noteProduct(id);
        const context = open(connectionForExisting(state, config), state.inputs, READ_TIMEOUT);
        const { __import: imported } = state.inputs;
        const now =
          !stored && imported === id
            ? (await importProduct({ ...context, note: () => undefined }, id, state.inputs)).state
            : await readProduct(context, id, state, stored);
        return now
          ? {
              id,
              props: toProperties(now, stored ? state : undefined),
              inputs: toInputProperties(now.inputs),
            }
          : {};
      });
    },

    delete: (id, properties) => {
      const state = fromProperties(properties);
      return guarded([state], async () => {
        inState.noteProduct(id);
        const context = open(
          connectionForExisting(state, config),
          state.inputs,
          operationTimeout(state.inputs, "delete"),
        );
        await deleteProduct(context, id, state, terminateFlags(id, state, config), inState);
      });
    },
  };
}
