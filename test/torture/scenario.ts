import fc from "fast-check";
import type { Guesses } from "../../emulator";
import { positions } from "../../emulator/truth/guesses";

/*
 * A simulation as data: what the user writes and runs, what goes wrong, what others do. Data alone can be shrunk, printed and
 * run again.
 */

export type Slot = 0 | 1;
export const PARAMETERS = ["Purpose", "Days", "ApiKey", "Password"] as const;
export type Parameter = (typeof PARAMETERS)[number];

/** What the user changes in the program, or in the state, before a command. */
export type Edit =
  | { edit: "parameter"; slot: Slot; key: Parameter; value: number; secret: boolean }
  | { edit: "removeParameter"; slot: Slot; key: Parameter }
  | { edit: "version"; slot: Slot; version: "v1" | "v2" }
  | { edit: "tags"; slot: Slot; value: number }
  | { edit: "name"; slot: Slot; value: number }
  | { edit: "rename"; slot: Slot }
  | { edit: "timeouts"; slot: Slot; value: number }
  | { edit: "ignoreErrors"; slot: Slot; on: boolean }
  | { edit: "presence"; slot: Slot; there: boolean }
  | { edit: "taint"; slot: Slot }
  | { edit: "adopt"; slot: Slot; differs: boolean }
  | { edit: "squat"; slot: Slot };

/** What others do meanwhile: before the command, or when its so-manieth call has been answered. */
export interface Others {
  others: "setParameters" | "setVersion" | "setTags" | "terminate" | "begin";
  slot: Slot;
  value: number;
  during: number | null;
}

export const KINDS = [
  "throttle",
  "500",
  "503",
  "accessDenied",
  "expiredToken",
  "garbage",
  "hang",
  "resetBefore",
  "resetAfter",
] as const;

/** What calls meet on their way: from the so-manieth call of an operation on, so many of them. */
export interface Trouble {
  operation: string;
  from: number;
  times: number;
  kind: (typeof KINDS)[number];
}

/** How an operation ends that AWS has accepted. */
export interface Failure {
  operation: "create" | "update" | "terminate";
  kind: "validation" | "resource" | "rollback";
}

/** What ends a command before its time. */
export interface Stop {
  how: "cancel" | "cancelTwice" | "killProvider" | "killEngine";
  /** At its so-manieth call, before that call arrives or after it was carried out; or after so many milliseconds. */
  call: number;
  moment: "before" | "after" | "later";
}

export interface Step {
  wait: number;
  edits: Edit[];
  others: Others | null;
  command: "up" | "preview" | "refresh" | "upRefresh" | "destroy";
  /** Whose credentials and which configured region, once there is something in state. */
  place: "home" | "otherAccount" | "otherRegion";
  trouble: Trouble[];
  failure: Failure | null;
  stop: Stop | null;
}

export interface Scenario {
  /** Of everything that is random beside this. */
  chance: number;
  guesses: Partial<Guesses>;
  /** AWS's clock less the machine's, ms. */
  skew: number;
  type: "CFN_STACK" | "EXTERNAL";
  steps: Step[];
  ending: "up" | "refresh" | "destroy";
  /** Whether what runs in AWS ends before the user comes back for the ending. */
  rest: boolean;
}

const slot = fc.constantFrom<Slot>(0, 0, 0, 1);
const key = fc.constantFrom(...PARAMETERS);
const value = fc.nat({ max: 3 });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ edit: fc.constant("parameter" as const), slot, key, value, secret: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ edit: fc.constant("removeParameter" as const), slot, key }) },
  {
    weight: 2,
    arbitrary: fc.record({
      edit: fc.constant("version" as const),
      slot,
      version: fc.constantFrom("v1" as const, "v2" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ edit: fc.constant("tags" as const), slot, value }) },
  { weight: 1, arbitrary: fc.record({ edit: fc.constant("name" as const), slot, value }) },
  { weight: 2, arbitrary: fc.record({ edit: fc.constant("rename" as const), slot }) },
  { weight: 1, arbitrary: fc.record({ edit: fc.constant("timeouts" as const), slot, value }) },
  {
    weight: 1,
    arbitrary: fc.record({ edit: fc.constant("ignoreErrors" as const), slot, on: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ edit: fc.constant("presence" as const), slot, there: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ edit: fc.constant("taint" as const), slot }) },
  { weight: 1, arbitrary: fc.record({ edit: fc.constant("adopt" as const), slot, differs: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ edit: fc.constant("squat" as const), slot }) },
);

const sometimes = <T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 10 - weight, arbitrary: fc.constant(null) },
    { weight, arbitrary },
  );

const others: fc.Arbitrary<Others> = fc.record({
  others: fc.constantFrom("setParameters", "setParameters", "setVersion", "setTags", "terminate", "begin"),
  slot,
  value,
  during: sometimes(3, fc.nat({ max: 8 })),
});

const OPERATIONS = [
  "*",
  "*",
  "ProvisionProduct",
  "ProvisionProduct",
  "UpdateProvisionedProduct",
  "UpdateProvisionedProduct",
  "TerminateProvisionedProduct",
  "DescribeRecord",
  "DescribeProvisionedProduct",
  "SearchProvisionedProducts",
  "DescribeProvisioningParameters",
  "DescribeProduct",
  "GetCallerIdentity",
  "DescribeStacks",
];

const trouble: fc.Arbitrary<Trouble> = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  from: fc.constantFrom(1, 1, 1, 2, 2, 3, 5, 8),
  times: fc.constantFrom(1, 1, 2, 3, 5, 1000),
  kind: fc.constantFrom(...KINDS),
});

const failure: fc.Arbitrary<Failure> = fc.record({
  operation: fc.constantFrom("create" as const, "update" as const, "terminate" as const),
  kind: fc.constantFrom("validation" as const, "resource" as const, "rollback" as const),
});

const stop: fc.Arbitrary<Stop> = fc.record({
  how: fc.constantFrom<Stop["how"]>("cancel", "cancel", "cancelTwice", "killProvider", "killEngine"),
  call: fc.integer({ min: 1, max: 14 }),
  moment: fc.constantFrom("before" as const, "after" as const, "later" as const),
});

const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.constantFrom(0, 0, 1_000, 10_000, 100_000, 100_000, 3_600_000),
  edits: fc.array(edit, { maxLength: 3 }),
  others: sometimes(1, others),
  command: fc.constantFrom<Step["command"]>(
    "up",
    "up",
    "up",
    "up",
    "up",
    "preview",
    "refresh",
    "upRefresh",
    "destroy",
  ),
  place: fc.constantFrom<Step["place"]>(
    "home",
    "home",
    "home",
    "home",
    "home",
    "home",
    "otherAccount",
    "otherRegion",
  ),
  trouble: fc.oneof(
    { withCrossShrink: true },
    { weight: 6, arbitrary: fc.constant<Trouble[]>([]) },
    { weight: 4, arbitrary: fc.array(trouble, { minLength: 1, maxLength: 2 }) },
  ),
  failure: sometimes(1, failure),
  stop: sometimes(4, stop),
});

/** Every switch: its default, or one of its positions. Those of milliseconds are drawn from what matters. */
const switches: [string, readonly unknown[]][] = [
  ...Object.entries(positions).flatMap(([name, all]): [string, readonly unknown[]][] =>
    Array.isArray(all) ? [[name, all]] : [],
  ),
  ["describeLag", [400, 3_000, 8_000]],
  ["searchLag", [1_000, 60_000]],
];
const guesses = fc
  .record(Object.fromEntries(switches.map(([name, all]) => [name, sometimes(2, fc.constantFrom(...all))])))
  .map(
    (drawn) =>
      Object.fromEntries(
        Object.entries(drawn).filter(([, position]) => position !== null),
      ) as Partial<Guesses>,
  );

/** Any scenario. Small numbers of everything come as often as big ones. */
export const scenarios: fc.Arbitrary<Scenario> = fc.noBias(
  fc.record({
    chance: fc.nat(),
    guesses,
    skew: fc.constantFrom(0, 0, 0, -600_000, -30_000, -3_000, 3_000, 30_000, 600_000),
    type: fc.constantFrom("CFN_STACK", "CFN_STACK", "CFN_STACK", "CFN_STACK", "EXTERNAL"),
    steps: fc.array(step, { minLength: 1, maxLength: 14, size: "max" }),
    ending: fc.constantFrom("up", "up", "refresh", "destroy"),
    rest: fc.boolean(),
  }),
);
