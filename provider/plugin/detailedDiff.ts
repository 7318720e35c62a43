import type { Arguments } from "../state/inputs";
import { ARGUMENTS } from "../state/inputs";
import { equal, isAbsent, isRecord } from "../state/values";

export type ChangeKind = "add" | "delete" | "update";

/** The properties in which the inputs differ, those of records one by one, by the path that the engine shows. */
export function detailedDiff(before: Arguments, now: Arguments): Map<string, ChangeKind> {
  const changes = new Map<string, ChangeKind>();
  const compare = (path: string, a: unknown, b: unknown): void => {
    if (isAbsent(a) && isAbsent(b)) return;
    if (isAbsent(a)) return void changes.set(path, "add");
    if (isAbsent(b)) return void changes.set(path, "delete");
    if (!isRecord(a) || !isRecord(b)) return void (equal(a, b) || changes.set(path, "update"));
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
      compare(join(path, key), a[key], b[key]);
  };
  for (const argument of ARGUMENTS) compare(argument, before[argument], now[argument]);
  return changes;
}

const join = (path: string, key: string): string =>
  /^[A-Za-z_][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
