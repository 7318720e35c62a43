import { isDeepStrictEqual } from "node:util";

/** How the engine writes a value that only becomes known during `up`. It can stand at any depth of the inputs. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export type Properties = Record<string, unknown>;

export const isUnknown = (value: unknown): boolean => value === UNKNOWN;

/** Does the unknown marker stand anywhere inside? */
export function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasUnknown);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Absent, in every way in which a value can be absent on its way through the engine. */
export const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

export const equal = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b);

/** The same text for equal values, whatever the order of their keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isRecord(part)
      ? Object.fromEntries(
          Object.keys(part)
            .sort()
            .map((key) => [key, part[key]]),
        )
      : part,
  );
}

/**
 * A copy that the engine can take: no `undefined`, no Date, no class instance. The dynamic provider protocol
 * answers such values with "Unexpected struct type.", in create after the product exists, which loses it.
 */
export const toPlainJson = (value: Properties): Properties => JSON.parse(JSON.stringify(value)) as Properties;

/** What stands under a key that others have chosen: a parameter may be called `constructor`, which each object has. */
export const ownValue = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Members that may be absent are optional, and those that are there have a value. */
type Present<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** `object` without the members that are absent. */
export function withoutAbsent<T extends object>(object: T): Present<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isAbsent(value))) as Present<T>;
}
