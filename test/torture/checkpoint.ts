import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../support/providerProcess";

/* What the engine stores, and how it marks and compares secrets. */

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isSecret = (value: unknown): value is { value: unknown } => isObject(value) && SIGNATURE in value;
export const secret = (value: unknown) => (isSecret(value) ? value : { [SIGNATURE]: SECRET, value });

/** What is handed to a provider that takes no secrets: all in clear. */
export function clear(value: Properties): Properties {
  const open = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(open);
    if (!isObject(part)) return part;
    if (isSecret(part)) return open(part.value);
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, open(item)]));
  };
  return open(value) as Properties;
}

/** Every text in it that is not marked as secret, each with its path. */
export function openTexts(value: unknown, path = ""): { path: string; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null || isSecret(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    openTexts(item, path === "" ? key : `${path}.${key}`),
  );
}

/** Marks what has the name of something secret, as the engine does with all that comes back. */
export function marked(answer: Properties, like: Properties): Properties {
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => {
      const model = like[key];
      if (isSecret(model)) return [key, secret(value)];
      return [key, isObject(value) && !isSecret(value) && isObject(model) ? marked(value, model) : value];
    }),
  );
}

/** The keys in which inputs differ; a value that is secret only now counts. */
export const differing = (a: Properties, b: Properties): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isDeepStrictEqual(a[key], b[key]));

/** A resource in state. */
export interface Stored {
  urn: string;
  id: string;
  inputs: Properties;
  outputs: Properties;
  initErrors: string[];
  taint: boolean;
}

/** State, by logical name, in the order of creation. */
export type Checkpoint = Map<string, Stored>;
