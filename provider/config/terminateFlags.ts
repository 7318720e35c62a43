import { problem } from "../base/errors";
import type { State } from "../state/state";
import type { StackConfig } from "./stackConfig";

export interface TerminateFlags {
  retainPhysicalResources: boolean;
  ignoreErrors: boolean;
  /** Where each flag that is on was set, for the row: `ignoreErrors (from SERVICECATALOG_IGNORE_ERRORS)`. */
  sources: string[];
}

const ENVIRONMENT = {
  retainPhysicalResources: "SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES",
  ignoreErrors: "SERVICECATALOG_IGNORE_ERRORS",
} as const;

/**
 * How a product is to be terminated. The environment counts at destroy time without an `up` before it: each
 * variable is a comma list of `pp-` ids, product names or URNs, or `*`; `true` is refused because it would reach
 * every product of a stack by a habit of typing.
 */
export function terminateFlags(
  id: string,
  state: State,
  config: StackConfig,
  env: NodeJS.ProcessEnv = process.env,
): TerminateFlags {
  const sources: string[] = [];
  const decide = (key: keyof typeof ENVIRONMENT): boolean => {
    if (namedInEnvironment(ENVIRONMENT[key], env, [id, state.observed.name, state.inputs.__urn])) {
      sources.push(`${key} (from ${ENVIRONMENT[key]})`);
      return true;
    }
    const argument = state.inputs[key];
    const on = argument ?? config[key] ?? false;
    if (on) sources.push(`${key} (from ${argument === undefined ? "stack config" : "the program"})`);
    return on;
  };
  return {
    retainPhysicalResources: decide("retainPhysicalResources"),
    ignoreErrors: decide("ignoreErrors"),
    sources,
  };
}

function namedInEnvironment(variable: string, env: NodeJS.ProcessEnv, names: readonly unknown[]): boolean {
  const value = env[variable]?.trim() ?? "";
  if (/^(true|1|yes|on)$/i.test(value)) {
    throw problem(
      "environment",
      `${variable}=${value} does not say which products it is for. Nothing was terminated.`,
      `Set ${variable} to a comma list of pp- ids, product names or URNs, or to * for all of them.`,
    );
  }
  const listed = value.split(",").map((item) => item.trim());
  return listed.includes("*") || names.some((name) => typeof name === "string" && listed.includes(name));
}
