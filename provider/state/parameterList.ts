import { isRecord } from "./values";

/** Why a list of `{ key, value }`, the notation of `@pulumi/aws`, is no set of parameters; undefined when it is one. */
export function faultOfList(entries: readonly unknown[]): string | undefined {
  const seen = new Set<string>();
  for (const entry of entries) {
    const key = isRecord(entry) ? entry.key : undefined;
    if (typeof key !== "string") return "an entry of the list has no key";
    if (seen.has(key)) return `${key} is given twice`;
    seen.add(key);
  }
  return undefined;
}
