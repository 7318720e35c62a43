import type { Emulator } from "../../../emulator";
import { awsFor } from "../../../provider/aws/clients";
import type { Checked } from "../../../provider/check";
import { check } from "../../../provider/check";
import { newNamesInRun, type NamesInRun } from "../../../provider/check/namesInRun";
import { newSkipped, type Skipped } from "../../../provider/check/shared/skipped";
import { systemClock } from "../../../provider/base/clock";
import type { StackConfig } from "../../../provider/config/stackConfig";
import { SeenProducts, type ManagedProducts } from "../../../provider/product/managedProducts";
import type { Inputs } from "../../../provider/state/inputs";
import type { OperationContext } from "../../../provider/aws/operationContext";
import { DEFAULT_SETTINGS } from "../../../provider/config/stackConfig";
import type { Properties } from "../../../provider/state/values";
import type { Launch } from "../../../provider/aws/catalog";
import type { Checking } from "../../../provider/check/shared/checking";
import { IDENTITY, someInputs, testRun, type Answers, type TestRun } from "../support";

export interface Circumstances {
  olds?: Partial<Inputs>;
  config?: StackConfig;
  /** Default true. */
  dryRun?: boolean;
  inState?: ManagedProducts;
  names?: NamesInRun;
  skipped?: Skipped;
}

const hidden = {
  __urn: "urn:test",
  __identity: IDENTITY,
  __derivedName: "web-01234567",
  __schema: 1,
  __provider: "",
};

const checkWith = (
  news: Properties,
  { olds, config = {}, dryRun = true, ...rest }: Circumstances,
  context: OperationContext,
) =>
  check({ ...hidden, ...news, ...(dryRun && { __dryRun: true }) }, olds, {
    config,
    open: () => context,
    skipped: newSkipped(),
    inState: new SeenProducts(),
    names: newNamesInRun(),
    ...rest,
  });

/** Checks against answers of a test's own. */
export const checkOf = (
  news: Properties,
  context: TestRun,
  circumstances: Circumstances = {},
): Promise<Checked> => checkWith(news, circumstances, context);

/** What one check works with, and everything that it says: `fail path: reason`, `skip …`, `warn …`, `note …`. */
export function oneCheck({
  inputs = {},
  answers = {},
  ...more
}: Partial<Omit<Checking, "inputs" | "context">> & { inputs?: Partial<Inputs>; answers?: Answers } = {}) {
  const said: string[] = [];
  const say = (kind: string) => (path: string, text: string) => void said.push(`${kind} ${path}: ${text}`);
  const context = testRun(answers);
  const checking: Checking = {
    context,
    inputs: someInputs(inputs),
    olds: undefined,
    replaces: false,
    namesake: undefined,
    dryRun: true,
    fail: say("fail"),
    skip: say("skip"),
    warn: say("warn"),
    note: say("note"),
    ...more,
  };
  return { checking, said, context };
}

/** How a version is launched that says nothing but this. */
export const launchOf = (more: Partial<Launch> = {}): Launch => ({
  parameters: [],
  constraints: [],
  instructions: {},
  tagOptions: [],
  stackSetAccounts: [],
  stackSetRegions: [],
  outputs: [],
  ...more,
});

/** Checks against an emulator. */
export function checkIn(
  emulator: Emulator,
  news: Properties,
  circumstances: Circumstances = {},
): Promise<Checked> {
  Object.assign(process.env, emulator.env); // credentials
  const connection = { region: "us-east-1", endpoints: { servicecatalog: emulator.url } };
  return checkWith(news, circumstances, {
    aws: awsFor(connection),
    clock: systemClock,
    stop: new AbortController().signal,
    deadline: Date.now() + 5_000,
    settings: DEFAULT_SETTINGS,
    progress: () => undefined,
    note: () => undefined,
    warn: () => undefined,
  });
}
