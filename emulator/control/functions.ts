import { formatPath, findProblem, type Member, type Members } from "../base/schema";
import { SetupError } from "../base/setupError";

/*
 * The functions of the public object. What a function takes stands at its method, once: the check of its arguments and
 * its HTTP face (`POST /emulator/<name>`) come from there.
 */

type Method<This, Args extends unknown[], Result> = (this: This, ...args: Args) => Result;

interface ControlFunction {
  /** The arguments by name, in their order. */
  readonly takes: Members;
  readonly call: (target: object, args: readonly unknown[]) => unknown;
}

const functions = new Map<string, ControlFunction>();

/** The names of all functions, such as `products` and `outside.terminate`; the emulator's own first. */
export const functionNames = (): readonly string[] => {
  const isOwn = (name: string) => !name.includes(".");
  const names = [...functions.keys()];
  return [...names.filter(isOwn), ...names.filter((name) => !isOwn(name))];
};

/** What stands behind a name; undefined if there is no such function. */
export const functionNamed = (name: string): ControlFunction | undefined => functions.get(name);

/**
 * Marks a method as a function that only reads.
 *
 * @param name as users call it, after `emulator.`
 * @param takes its arguments by name, in their order; others are refused with a SetupError before it does anything
 */
export function query(name: string, takes: Members) {
  return <This extends object, Args extends unknown[], Result>(
    method: Method<This, Args, Result>,
  ): Method<This, Args, Result> =>
    register(name, takes, function (...args) {
      checkArguments(name, takes, args);
      return method.apply(this, args);
    });
}

/** Marks a method as a function after which the state is written down; else as `query`. */
export function command(name: string, takes: Members) {
  return <This extends { readonly changed: () => void }, Args extends unknown[], Result>(
    method: Method<This, Args, Result>,
  ): Method<This, Args, Result> =>
    register(name, takes, function (...args) {
      checkArguments(name, takes, args);
      const result = method.apply(this, args);
      this.changed();
      return result;
    });
}

/** Marks a method that is awaited: wrong arguments are a rejection, as everything else that goes wrong there. */
export function awaited(name: string, takes: Members) {
  return <This extends object, Args extends unknown[], Result>(
    method: Method<This, Args, Promise<Result>>,
  ): Method<This, Args, Promise<Result>> =>
    register(name, takes, async function (...args) {
      checkArguments(name, takes, args);
      return method.apply(this, args);
    });
}

function register<This extends object, Args extends unknown[], Result>(
  name: string,
  takes: Members,
  method: Method<This, Args, Result>,
): Method<This, Args, Result> {
  functions.set(name, { takes, call: (target, args) => method.apply(target as This, args as Args) });
  return method;
}

function checkArguments(name: string, takes: Members, args: readonly unknown[]): void {
  const names = Object.keys(takes);
  const signature = `${name}(${names.join(", ")})`;
  if (args.length > names.length)
    throw new SetupError(
      `${signature} takes ${names.length === 1 ? "one argument" : `${names.length} arguments`}, not ${args.length}`,
    );
  const given = Object.fromEntries(names.map((each, index) => [each, args[index]]));
  checkValue(`${signature}:`, { members: takes }, given);
}

/** @throws SetupError that names the property when a value is not what is expected */
export function checkValue(who: string, expected: Member, given: unknown): void {
  const problem = findProblem(expected, given);
  if (!problem) return;
  const instead = "given" in problem && problem.path.length > 0 ? `, not ${shown(problem.given)}` : "";
  throw new SetupError([who, formatPath(problem.path), problem.reason].filter(Boolean).join(" ") + instead);
}

function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  // NaN and Infinity are null in JSON.
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "nothing");
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
