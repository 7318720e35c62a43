import {
  anyText,
  choice,
  flag,
  isMs,
  isNumber,
  isObject,
  isText,
  oneOf,
  placeOf,
  problemOf,
  required,
  text,
  texts,
  type Check,
  type Member,
  type Members,
} from "../base/schema";
import type { Emulator, EmulatorOptions } from "./emulator";
import { positions } from "../truth/guesses";
import { operations } from "../operations";
import { cloudFormationOperations } from "../operations/cloudformation";
import { profiles } from "../service/policies";
import { stsOperations } from "../operations/sts";
import { defaultDurations } from "../state/schedule";
import { weatherKinds } from "../faults/callFaults";
import { SetupError } from "../base/setupError";

/** The names of an object's functions, with what stands before them. */
type FunctionsOf<T, Before extends string = ""> = {
  [Name in keyof T & string]: T[Name] extends (...args: never[]) => unknown ? `${Before}${Name}` : never;
}[keyof T & string];

/** All that a test may ask of an emulator; `close` is left to whoever started it. */
export type FunctionName =
  | Exclude<FunctionsOf<Emulator>, "close">
  | FunctionsOf<Emulator["outside"], "outside.">
  | FunctionsOf<Emulator["engine"], "engine.">;

const ms: Member = { check: isMs };
const above0: Member = { check: isNumber((rate) => rate > 0 && rate < Infinity, "a number above 0") };
/** "For always" is an infinite number of times. */
const count: Member = {
  check: isNumber((times) => times === Infinity || (Number.isInteger(times) && times >= 0), "a whole number"),
};
const share: Member = { check: isNumber((part) => part >= 0 && part <= 1, "a number from 0 to 1") };
const textByName: Member = { values: anyText };
/** Something simple, or else an object that says more. */
const simpleOr = (simple: Check, members: Members): Member => ({
  as: (value) => (typeof value === "object" ? { members } : { check: simple }),
});

const guesses: Members = Object.fromEntries(
  Object.entries(positions).map(([name, position]) => [
    name,
    typeof position === "function" ? { check: position } : choice(...position),
  ]),
);

const options: Readonly<Record<keyof EmulatorOptions, Member>> = {
  // Looked into by those who read them.
  catalog: {
    check: (value) => (isText(value) && isObject(value) ? "must be a folder or a catalog" : undefined),
  },
  state: {
    check: (value) => (isText(value) && isObject(value) ? "must be a file or a snapshot" : undefined),
  },
  port: {
    check: isNumber((port) => Number.isInteger(port) && port >= 0 && port < 65536, "a port, 0 to 65535"),
  },
  clock: choice("real", "virtual"),
  speed: above0,
  durations: { members: Object.fromEntries(Object.keys(defaultDurations).map((name) => [name, ms])) },
  statusOrder: choice("record-first", "product-first", "random"),
  seed: { check: isNumber((seed) => seed >= 0 && seed < Infinity, "a number, 0 or more") },
  guesses: { members: guesses },
  profile: simpleOr(oneOf(...profiles), {
    actions: required(texts),
    level: choice("User", "Role", "Account"),
  }),
  verbose: flag,
  log: { check: (value) => (typeof value === "function" ? undefined : "must be a function") },
};

const operation = required(
  choice("*", ...operations.keys(), ...cloudFormationOperations.keys(), ...stsOperations),
);
const where: Member = { members: { account: text, region: text } };
const idOrName = required(text);
const end = required(choice("SUCCEEDED", "FAILED"));

/** The arguments of each function, in their order. */
const functions: Readonly<Record<FunctionName, Members>> = {
  calls: { filter: { members: { operation: anyText, mutating: flag } } },
  clearCalls: {},
  products: { where },
  stacks: { where },
  records: { where },
  fail: {
    productNameOrId: idOrName,
    what: required({
      members: {
        operation: required(choice("create", "update", "terminate")),
        kind: choice("validation", "resource", "rollback"),
        times: count,
        message: anyText,
        resources: texts,
        reason: anyText,
      },
    }),
  },
  weather: {
    operation,
    kind: required(choice(...weatherKinds)),
    count: simpleOr(count.check ?? isMs, { share: required(share) }),
  },
  latency: { operation, ms: required(simpleOr(isMs, { min: required(ms), max: required(ms) })) },
  clearWeather: {},
  rateLimit: { callsPerSecond: above0 },
  now: {},
  advance: { ms: required(ms) },
  snapshot: {},
  reset: {},
  "outside.terminate": { idOrName },
  "outside.setVersion": { idOrName, versionIdOrName: required(text) },
  "outside.setParameters": { idOrName, parameters: required(textByName) },
  "outside.setTags": { idOrName, tags: required(textByName) },
  "outside.beginOperation": {
    idOrName,
    type: required(choice("UPDATE_PROVISIONED_PRODUCT", "TERMINATE_PROVISIONED_PRODUCT")),
    options: { members: { user: text } },
  },
  "outside.finishOperation": { recordId: required(text), end },
  "outside.rotatePaths": {},
  "outside.associate": { portfolio: required(text), ms },
  "outside.controlTowerIsBusy": { busy: required(flag) },
  "outside.createStack": {
    stack: required({
      members: {
        name: required(text),
        product: required(text),
        version: required(text),
        parameters: textByName,
      },
    }),
  },
  "engine.waiting": {},
  "engine.answer": {
    work: required(text),
    status: end,
    details: { members: { outputs: textByName, failureReason: anyText, identified: flag } },
  },
};

export const functionNames = Object.keys(functions) as readonly FunctionName[];

/** Refuses options that nobody could mean. */
export const checkOptions = (given: unknown): void =>
  check("createEmulator(options):", { members: options }, given);

/** The functions of an object, each of which refuses arguments that it cannot use before it does anything. */
export function withChecks<T extends object>(object: T, before: "" | "outside." | "engine." = ""): T {
  const checked = Object.entries(object).map(([member, work]: [string, unknown]) => {
    const name = functionNames.find((each) => each === before + member);
    if (name === undefined || typeof work !== "function") return [member, work];
    return [
      member,
      (...args: unknown[]): unknown => {
        checkArguments(name, args);
        return (work as (...args: unknown[]) => unknown)(...args);
      },
    ];
  });
  return Object.fromEntries(checked) as T;
}

function checkArguments(name: FunctionName, args: readonly unknown[]): void {
  const names = Object.keys(functions[name]);
  const signature = `${name}(${names.join(", ")})`;
  if (args.length > names.length) throw new SetupError(`${signature} takes no ${args.length} arguments`);
  const given = Object.fromEntries(names.map((each, index) => [each, args[index]]));
  check(`${signature}:`, { members: functions[name] }, given);
}

function check(who: string, expected: Member, given: unknown): void {
  const problem = problemOf(expected, given);
  if (!problem) return;
  const instead = "given" in problem && problem.path.length > 0 ? `, not ${shown(problem.given)}` : "";
  throw new SetupError([who, placeOf(problem.path), problem.reason].filter(Boolean).join(" ") + instead);
}

function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  // NaN and Infinity are null in JSON.
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "nothing");
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
