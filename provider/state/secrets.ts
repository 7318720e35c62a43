import type { Properties } from "./values";
import { isRecord } from "./values";

/*
 * The engine hands secrets over in clear text and marks what comes back only where an input of the same name was
 * secret. So everything secret is wrapped here, by path, in all that leaves: outputs, partial failures, refreshed
 * inputs. A path is the name of an argument, or `provisioningParameters.<key>`, `tags.<key>`, `outputs.<key>`.
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
export function wrapSecrets(properties: Properties, paths: readonly string[]): Properties {
  const wrapped = { ...properties };
  for (const path of paths) {
    const dot = path.indexOf(".");
    const [top, key] = dot < 0 ? [path, undefined] : [path.slice(0, dot), path.slice(dot + 1)];
    const value = wrapped[top];
    if (value === undefined || value === null) continue;
    if (key === undefined) wrapped[top] = secret(value);
    else if (isRecord(value) && !isSecret(value) && key in value) {
      wrapped[top] = { ...value, [key]: secret(value[key]) };
    }
  }
  return wrapped;
}

/** The secret texts that stand at `paths`, longest first. */
export function secretValues(properties: Properties, paths: readonly string[]): string[] {
  const found = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === "string") forms(value).forEach((form) => found.add(form));
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  for (const path of paths) {
    const dot = path.indexOf(".");
    const top = properties[dot < 0 ? path : path.slice(0, dot)];
    collect(dot < 0 || !isRecord(top) ? top : top[path.slice(dot + 1)]);
  }
  return [...found].sort((a, b) => b.length - a.length);
}

/** A secret as it may come back: CloudFormation trims it, and templates take lists apart. */
const forms = (value: string): string[] => {
  const elements = value.split(",").map((element) => element.trim());
  return [value, value.trim(), ...elements.filter(({ length }) => length >= SHORTEST_PART)].filter(Boolean);
};

/** Shorter secrets are looked for as whole values only: "1" is part of nearly every text. */
const SHORTEST_PART = 4;

/** Is `text` a secret, or does it contain one? */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return secrets.some((value) => text === value || (value.length >= SHORTEST_PART && text.includes(value)));
}

/** `text` with every secret in it replaced: AWS quotes parameter values in its error messages. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (out, value) => (value.length >= SHORTEST_PART ? out.split(value).join("[secret]") : out),
    text,
  );
}
