import type { Catalog } from "../catalog/catalog";

export const masked = "••••";

/** Shorter values occur everywhere by chance, so they are masked only where they stand alone. */
const tellingLength = 4;
const longestText = 10_000;

/** Keeps the values of NoEcho parameters off the page, wherever they turn up. */
export class Mask {
  private readonly secretKeys = new Set<string>();
  private readonly knownKeys = new Set<string>();
  /** The short ones. */
  private readonly alone = new Set<string>();
  /** The others by how they begin, the longest first. */
  private readonly byBeginning = new Map<string, string[]>();

  /** @param given values of parameters that occur anywhere, by their keys */
  constructor(catalog: Catalog, given: Iterable<readonly [string, string]>) {
    const secrets = new Set<string>();
    for (const parameter of catalog.products.flatMap(({ versions }) =>
      versions.flatMap(({ template }) => [...template.parameters.values()]),
    )) {
      this.knownKeys.add(parameter.key);
      if (!parameter.noEcho) continue;
      this.secretKeys.add(parameter.key);
      secrets.add(parameter.default ?? "");
    }
    for (const [key, value] of given) if (this.isSecret(key)) secrets.add(value);
    secrets.delete("");
    for (const secret of [...secrets].sort((one, other) => other.length - one.length)) {
      if (secret.length < tellingLength) this.alone.add(secret);
      else {
        const beginning = secret.slice(0, tellingLength);
        const others = this.byBeginning.get(beginning);
        if (others) others.push(secret);
        else this.byBeginning.set(beginning, [secret]);
      }
    }
  }

  /** A key that no template knows may be a misspelt one, with the secret as its value. */
  isSecret(key: string): boolean {
    return this.secretKeys.has(key) || !this.knownKeys.has(key);
  }

  parameter(key: string, value: string): string {
    return this.isSecret(key) ? masked : this.text(value);
  }

  /** What is hidden may be parts of several secrets that overlap. Of what is too long for the page its length is shown. */
  text(text: string): string {
    if (text.length > longestText) return `(${text.length} characters)`;
    if (this.alone.has(text)) return masked;
    let shown = "";
    let hiddenUntil = 0;
    for (let at = 0; at < text.length; at++) {
      const secret = this.byBeginning
        .get(text.slice(at, at + tellingLength))
        ?.find((each) => text.startsWith(each, at));
      if (secret !== undefined) {
        if (at >= hiddenUntil) shown += masked;
        hiddenUntil = Math.max(hiddenUntil, at + secret.length);
      }
      if (at >= hiddenUntil) shown += text[at] ?? "";
    }
    return shown;
  }

  /** The input of a call, with every text in it masked. */
  input(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.input(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        this.text(name),
        name === "ProvisioningParameters" ? this.parameters(member) : this.input(member),
      ]),
    );
  }

  private parameters(list: unknown): unknown {
    if (!Array.isArray(list)) return masked;
    return list.map((item: unknown) => {
      if (!isObject(item) || typeof item["Key"] !== "string") return masked;
      const { Key, Value, ...more } = item;
      // What is neither text nor absent is a mistake of the caller, yet can hold the secret all the same.
      const shown = typeof Value === "string" ? this.parameter(Key, Value) : masked;
      const others = this.input(more) as object;
      return { Key: this.text(Key), ...(Value === undefined ? {} : { Value: shown }), ...others };
    });
  }
}

/** The parameters in the input of a call, as far as it has any. */
export function parametersIn(input: unknown): [string, string][] {
  const list = isObject(input) ? input["ProvisioningParameters"] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown): [string, string][] =>
    isObject(item) && typeof item["Key"] === "string" && typeof item["Value"] === "string"
      ? [[item["Key"], item["Value"]]]
      : [],
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
