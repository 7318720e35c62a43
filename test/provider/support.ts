import type { CloudFormation } from "@aws-sdk/client-cloudformation";
import type { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import type { Aws, CallOptions } from "../../provider/aws/clients";
import type { Clock } from "../../provider/base/clock";
import type { Inputs } from "../../provider/state/inputs";
import type { OperationContext } from "../../provider/aws/operationContext";
import type { State } from "../../provider/state/state";
import type { TerminateFlags } from "../../provider/config/terminateFlags";
import { DEFAULT_SETTINGS } from "../../provider/config/stackConfig";
import type { Observed } from "../../provider/state/observed";
import type { Connection } from "../../provider/config/connection";

/** Time that passes only while something sleeps, or when a test says so. */
export class SleepingClock implements Clock {
  readonly begun = 1_700_000_000_000;
  /** How long each sleep was, ms. */
  readonly pauses: number[] = [];
  /** Called at the end of each sleep. */
  onWake: () => void = () => undefined;
  #now = this.begun;

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (!signal?.aborted) {
      this.pauses.push(ms);
      this.#now += ms;
      this.onWake();
    }
    return Promise.resolve();
  }

  every(): () => void {
    return () => undefined;
  }
}

/** By operation: an answer, or what makes it of input and options; an Error is thrown. */
export type Answers = Record<
  string,
  object | ((input: Record<string, unknown>, options?: CallOptions) => unknown)
>;

export interface FakeAws extends Aws {
  /** What was called, with what, in order. */
  readonly calls: { operation: string; input: Record<string, unknown> }[];
  named(operation: string): Record<string, unknown>[];
}

/** What a run has looked up is shared by all of its connection: no test is to find what another one has. */
let connections = 0;

/** An AWS that answers by operation (`describeRecord`), without a network. */
export function fakeAws(
  answers: Answers,
  {
    account = "123456789012",
    region = "eu-west-1",
    connection = { profile: `test-${++connections}` },
  }: { account?: string; region?: string; connection?: Connection } = {},
): FakeAws {
  const calls: FakeAws["calls"] = [];
  const client = new Proxy(
    {},
    {
      get: (_, operation: string) => {
        if (operation === "then") return undefined;
        return async (input: Record<string, unknown>, options?: CallOptions) => {
          calls.push({ operation, input });
          const answer = answers[operation];
          const given: unknown =
            typeof answer === "function"
              ? await (answer as (input: object, options?: CallOptions) => unknown)(input, options)
              : answer;
          if (given instanceof Error) throw given;
          if (given === undefined) throw new Error(`the test has no answer for ${operation}`);
          return given;
        };
      },
    },
  );
  return {
    connection,
    calls,
    named: (operation) => calls.filter((call) => call.operation === operation).map(({ input }) => input),
    serviceCatalog: () => Promise.resolve(client as ServiceCatalog),
    cloudFormation: () => Promise.resolve(client as CloudFormation),
    region: () => Promise.resolve(region),
    accountId: () => Promise.resolve(account),
    callerArn: () => Promise.resolve(`arn:aws:iam::${account}:user/somebody`),
    clockOffset: () => 0,
  };
}

/** An error as the SDK throws it. */
export const awsError = (name: string, message = name, more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });

export interface TestRun extends OperationContext {
  readonly clock: SleepingClock;
  readonly aws: FakeAws;
  /** What was shown on the row: `progress: …`, `note: …`, `warn: …`. */
  readonly row: string[];
  readonly stopper: AbortController;
}

export function testRun(
  answers: Answers,
  { timeout = 3_600_000, ...aws }: { timeout?: number; account?: string; connection?: Connection } = {},
): TestRun {
  const clock = new SleepingClock();
  const stopper = new AbortController();
  const row: string[] = [];
  return {
    aws: fakeAws(answers, aws),
    clock,
    stopper,
    stop: stopper.signal,
    deadline: clock.now() + timeout,
    settings: DEFAULT_SETTINGS,
    row,
    progress: (text) => void row.push(`progress: ${text}`),
    note: (text) => void row.push(`note: ${text}`),
    warn: (text) => void row.push(`warn: ${text}`),
  };
}

/** A terminate that retains and ignores nothing. */
export const NO_FLAGS: TerminateFlags = { retainPhysicalResources: false, ignoreErrors: false, sources: [] };

export const IDENTITY = "0123456789abcdef0123456789abcdef";

/** Checked inputs of a small resource. */
export const someInputs = (more: Partial<Inputs> = {}): Inputs => ({
  name: "web",
  productId: "prod-1",
  provisioningArtifactId: "pa-1",
  provisioningParameters: { Purpose: "logs" },
  __schema: 1,
  __provider: "text",
  __urn: "urn:pulumi:test::project::pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct::web",
  __identity: IDENTITY,
  __derivedName: "web-01234567",
  ...more,
});

/** A product that has been provisioned once and is AVAILABLE. */
export const someObserved = (more: Partial<Observed> = {}): Observed => ({
  arn: "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-1",
  name: "web",
  status: "AVAILABLE",
  statusMessage: null,
  type: "CFN_STACK",
  createdTime: "2026-01-01T00:00:00.000Z",
  launchRoleArn: null,
  lastRecordId: "rec-1",
  lastProvisioningRecordId: "rec-1",
  lastSuccessfulProvisioningRecordId: "rec-1",
  cloudwatchDashboardNames: [],
  productId: "prod-1",
  provisioningArtifactId: "pa-1",
  pathId: "lpv3-1",
  region: "eu-west-1",
  accountId: "123456789012",
  stackArn: null,
  outputs: {},
  ...more,
});

export const someState = (
  more: { inputs?: Partial<Inputs>; observed?: Partial<Observed> } & Omit<
    Partial<State>,
    "inputs" | "observed"
  > = {},
): State => ({
  ...more,
  inputs: someInputs(more.inputs),
  observed: someObserved(more.observed),
});
