/*
 * The door of the dynamic provider: this file alone knows that protocol (reference: the provider process of
 * @pulumi/pulumi) and its traps. It converts and decides nothing. Its subpath, the name `handler` and the names of
 * the methods are a permanent contract: the text in every state calls them.
 */
import { setMaxListeners } from "node:events";
import type { Aws } from "../aws/clients";
import { check } from "../check/index";
import { newNamesInRun } from "../check/namesInRun";
import type { Meaning } from "../product/meaning";
import { movedName } from "../product/meaning";
import { newSkipped } from "../check/shared/skipped";
import type { Clock } from "../base/clock";
import { inShell } from "../base/printable";
import type { StackConfig } from "../config/stackConfig";
import { readStackConfig, DEFAULT_SETTINGS } from "../config/stackConfig";
import { milliseconds } from "../base/duration";
import type { Engine, Row } from "./connection";
import type { Problem } from "../base/errors";
import { problem } from "../base/errors";
import { Seen } from "../product/managedProducts";
import type { Arguments, Inputs, Timeouts } from "../state/inputs";
import { asInputs } from "../state/inputs";
import { create } from "../lifecycle/create";
import { diff } from "../lifecycle/diff";
import { named } from "../product/failure";
import { handOver } from "../lifecycle/setOwner";
import { lookUp, refresh } from "../lifecycle/refresh";
import { terminate } from "../lifecycle/terminate";
import { update } from "../lifecycle/update";
import type { Run } from "../aws/operationContext";
import { describeReverted } from "../product/revertedOutside";
import { said } from "./said";
import type { State } from "../state/state";
import { partialFailure, plainError } from "./thrownErrors";
import type { Properties } from "../state/values";
import { argumentsOfOtherProvider } from "../state/otherProviders";
import { fromProperties, isStored, secretsIn, toInputProperties, toProperties } from "../state/properties";
import { PartialFailure } from "../state/partialFailure";
import { terminateFlags } from "../config/terminateFlags";
import type { Connection } from "../config/connection";
import { connectionFor, connectionForExisting } from "../config/connection";

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

/** How long looking something up for check may take, ms; a check that cannot be made is left out. */
const CHECK_TIMEOUT = 60_000;

const READ_TIMEOUT = 10 * 60_000;

/** What CloudFormation allows its own resource type for provisioned products. */
const OPERATION_TIMEOUT = 12 * 3_600_000;

export function createHandler({ engine, clock, aws }: HandlerParts): Handler {
  setMaxListeners(0, engine.stop); // one for each call that is under way: a hundred products are no leak
  let config: StackConfig = {};
  let unusable: Error | undefined;
  /** The inputs of the last step, which check is shown and diff is not. */
  const oldInputs = new Map<string, Arguments>();
  /** What the names in the program stand for, which check has looked up and diff tells. */
  const meanings = new Map<string, Meaning>();
  const names = newNamesInRun();
  const inState = new Seen();
  /** Checks that could not be made, said once a run. */
  const skipped = newSkipped();

  /** The resource's row, on which no secret is written: AWS quotes parameters in its messages. */
  const rowOf = (urn: string, secrets: readonly string[]): Row => {
    const row = engine.row(urn);
    return {
      progress: (text) => row.progress(said(text, secrets)),
      note: (text) => row.note(said(text, secrets)),
      warn: (text) => row.warn(said(text, secrets)),
    };
  };
  const open = (
    connection: Connection,
    inputs: Inputs,
    timeout: number,
    secrets = secretsIn(inputs),
  ): Run => ({
    aws: aws(connection),
    clock,
    stop: engine.stop,
    deadline: clock.now() + timeout,
    settings: {
      waitForOthers: config.waitForOthers ?? DEFAULT_SETTINGS.waitForOthers,
      parameterDrift: config.parameterDrift ?? DEFAULT_SETTINGS.parameterDrift,
    },
    ...rowOf(inputs.__urn, secrets),
  });
  const timeoutOf = (inputs: Inputs, operation: keyof Timeouts): number => {
    const given = inputs.__timeouts?.[operation];
    return given === undefined ? OPERATION_TIMEOUT : milliseconds(given);
  };

  const guarded = async <T>(
    secretsOf: (State | Inputs | undefined)[],
    work: () => Promise<T>,
  ): Promise<T> => {
    try {
      if (unusable) throw unusable;
      return await work();
    } catch (error) {
      const secrets = secretsOf.flatMap(secretsIn);
      const before = secretsOf.find(
        (source): source is State => source !== undefined && "observed" in source,
      );
      throw error instanceof PartialFailure
        ? partialFailure(error, secrets, before)
        : plainError(error, secrets);
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
      const before =
        Object.keys(olds).length === 0
          ? undefined
          : olds.__schema === undefined
            ? argumentsOfOtherProvider(olds)
            : (olds as Partial<Inputs>);
      const urn = String(news.__urn);
      return guarded([asInputs(news)], async () => {
        if (before) oldInputs.set(urn, before);
        else oldInputs.delete(urn);
        if (before) inState.resource(urn);
        if (news.__createFirst === true) inState.createsFirst(urn);
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
          failures: failures.map((reason) => ({ property: "", reason: said(reason, secrets) })),
        };
      });
    },

    diff: (id, olds, news) => {
      const [state, inputs] = [fromProperties(olds), asInputs(news)];
      return guarded([state, inputs], async () => {
        const row = rowOf(inputs.__urn, [...secretsIn(state), ...secretsIn(inputs)]);
        // The engine may create a resource before it shows the one that has the product already.
        const other = inState.otherHolder(id, inputs.__urn);
        const shared = other === undefined ? undefined : heldTwice(named(id, state.observed), other);
        if (shared && inState.isNew(id)) throw shared;
        if (shared) row.warn(shared.message);
        else inState.held(id, inputs.__urn, state.inputs.__urn);
        const { reason, ...verdict } = diff(state, inputs, oldInputs.get(inputs.__urn));
        if (reason) row.warn(`${named(id, state.observed)} ${reason}`);
        const moved = movedName(state, inputs, meanings.get(inputs.__urn) ?? {}, verdict);
        if (moved) row.warn(`${named(id, state.observed)}: ${moved}`);
        if (verdict.changes !== false && !verdict.replaces && config.validation !== "off") {
          const run = open(connectionForExisting(state, config, inputs), inputs, CHECK_TIMEOUT);
          const reverted = await describeReverted(run, id, state, inputs);
          if (reverted) row.warn(reverted);
        }
        return verdict;
      });
    },

    create: (properties) => {
      const inputs = asInputs(properties);
      return guarded([inputs], async () => {
        const run = open(connectionFor(inputs, config), inputs, timeoutOf(inputs, "create"));
        const { id, state } = await create(run, inputs, inState).catch((error: unknown) => {
          if (error instanceof PartialFailure) inState.made(error.id, inputs.__urn);
          throw error;
        });
        inState.made(id, inputs.__urn);
        return { id, outs: toProperties(state) };
      });
    },

    update: (id, olds, news) => {
      const inputs = asInputs(news);
      const state = underUrn(fromProperties(olds), inputs.__urn);
      return guarded([state, inputs], async () => {
        inState.product(id);
        const run = open(connectionForExisting(state, config, inputs), inputs, timeoutOf(inputs, "update"), [
          ...secretsIn(state),
          ...secretsIn(inputs),
        ]);
        const updated = await update(run, id, state, inputs);
        return { outs: toProperties(await handOver(run, id, updated, state.inputs.owner), state) };
      });
    },

    read: (id, properties) => {
      const stored = isStored(properties);
      const state = fromProperties(properties);
      return guarded([state], async () => {
        inState.product(id);
        const run = open(connectionForExisting(state, config), state.inputs, READ_TIMEOUT);
        const now = stored ? await refresh(run, id, state) : await lookUp(run, id, state.inputs);
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
        inState.product(id);
        const run = open(
          connectionForExisting(state, config),
          state.inputs,
          timeoutOf(state.inputs, "delete"),
        );
        const reason = inState.reasonToKeep(id, state.inputs.__urn);
        if (reason !== undefined) run.warn(`${named(id, state.observed)} is not terminated: ${reason}.`);
        else await terminate(run, id, state, terminateFlags(id, state, config));
      });
    },
  };
}

const heldTwice = (product: string, other: string): Problem =>
  problem(
    "already-managed",
    `${product} is that of ${other} as well.`,
    `Take one of the two resources out of state, which changes nothing in AWS: pulumi state delete ${inShell(other)}`,
  );

/** Also an update that fails must leave a state whose URN destroy can go by: the resource may have been renamed. */
const underUrn = (state: State, urn: string): State => ({
  ...state,
  inputs: { ...state.inputs, __urn: urn },
});
