import type { Properties } from "../state/values";
import { isRecord, UNKNOWN } from "../state/values";
import type { Failures } from "./shared/checking";

/** What `@pulumi/pulumi` makes of an output in a template string, and of one in JSON.stringify. */
const MADE_TEXT = /Calling \[to(String|JSON)\] on an \[Output<T>\] is not supported/;

const INSTEAD = {
  String:
    "contains an output that was converted to a string. Use pulumi.interpolate`…` instead of a template string, or apply",
  JSON: "contains an output that was converted to JSON. Use pulumi.jsonStringify(…) instead of JSON.stringify(…), or apply",
};

/** What users call the inputs that are not arguments. */
const NAMES: Record<string, string> = {
  __urn: "the resource's name",
  __import: "import",
  __timeouts: "customTimeouts",
  __connection: "provider",
};

/**
 * The inputs without any text that shows how an output was made one: that is reported, and counts as unknown. AWS
 * would take it for a value.
 */
export function withoutMadeText(news: Properties, failures: Failures): Properties {
  return Object.fromEntries(
    Object.entries(news).map(([key, value]) =>
      key.startsWith("__") && !(key in NAMES)
        ? [key, value]
        : [key, replaced(value, NAMES[key] ?? key, failures)],
    ),
  );
}

function replaced(value: unknown, path: string, failures: Failures): unknown {
  if (typeof value === "string") {
    const fault = faultOf(value);
    if (fault === undefined) return value;
    failures.push(`${path}: ${fault}`);
    return UNKNOWN;
  }
  if (Array.isArray(value)) return value.map((item, index) => replaced(item, `${path}[${index}]`, failures));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const fault = faultOf(key);
      if (fault === undefined) return [[key, replaced(item, `${path}.${key}`, failures)]];
      failures.push(`${path}: a key ${fault}`);
      return [];
    }),
  );
}

function faultOf(text: string): string | undefined {
  const method = MADE_TEXT.exec(text)?.[1];
  return method && INSTEAD[method as keyof typeof INSTEAD];
}
