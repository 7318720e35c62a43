import type { Properties } from "./values";
import { isRecord } from "./values";

/*
 * The engine hands secrets over in clear text and marks what comes back only where an input of the same name was
 * secret. So everything secret is wrapped here, by path, in all that leaves: outputs, partial failures, refreshed
 * inputs. A path is the name of an argument, or the way to one of its members: `provisioningParameters.<key>`,
 * `tags.<key>`, `outputs.<key>`.
 */

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** The engine's wire form of a secret: stored encrypted, shown as `[secret]`, at any depth. */
export const secret = (value: unknown): unknown => (isSecret(value) ? value : { [SIGNATURE]: SECRET, value });

/** A secret as state and import files hold it before it is encrypted. */
export const storedSecret = (value: unknown): unknown => ({
  [SIGNATURE]: SECRET,
  plaintext: JSON.stringify(value),
});

export const isSecret = (value: unknown): boolean => isRecord(value) && value[SIGNATURE] === SECRET;

/** `properties` with the values at `paths` wrapped. Paths that lead nowhere are passed over. */
export const wrapSecrets = (properties: Properties, paths: readonly string[]): Properties =>
  paths.reduce((wrapped, path) => wrapAt(wrapped, path) as Properties, properties);

function wrapAt(value: NonNullable<unknown>, path: string): unknown {
  if (typeof value !== "object" || isSecret(value)) return value;
  const [key, rest] = step(value, path);
  const member = (value as Properties)[key];
  if (member === undefined || member === null) return value;
  const wrapped = rest === undefined ? secret(member) : wrapAt(member, rest);
  if (Array.isArray(value)) return value.map((item: unknown, at) => (String(at) === key ? wrapped : item));
  return { ...value, [key]: wrapped };
}

/** The next key on a way. One that holds dots is taken whole: names of tags may. */
function step(value: object, path: string): [key: string, rest?: string] {
  const dot = path.indexOf(".");
  return dot < 0 || Object.hasOwn(value, path) ? [path] : [path.slice(0, dot), path.slice(dot + 1)];
}

/** What stands at a path. */
export function valueAt(value: unknown, path: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const [key, rest] = step(value, path);
  const member = (value as Properties)[key];
  return rest === undefined ? member : valueAt(member, rest);
}

/** The secret texts that stand at `paths`, longest first. */
export function secretValues(properties: Properties, paths: readonly string[]): string[] {
  const found = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === "string") found.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  for (const path of paths) collect(valueAt(properties, path));
  found.delete("");
  return [...found].sort((a, b) => b.length - a.length);
}
