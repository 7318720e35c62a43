import type { Call } from "../control/calls";
import type { Catalog } from "../catalog/catalog";
import type { StackView } from "../state/views";

export const masked = "••••";

/** Shorter values occur everywhere by chance, so they are masked only where they stand alone. */
const tellingLength = 4;

/** Keeps the values of NoEcho parameters off the page, wherever they turn up. */
export class Mask {
  private readonly secretKeys = new Set<string>();
  private readonly knownKeys = new Set<string>();
  private readonly secrets: string[];

  constructor(catalog: Catalog, stacks: readonly StackView[], calls: readonly Call[]) {
    const secrets = new Set<string>();
    for (const parameter of catalog.products.flatMap(({ versions }) =>
      versions.flatMap(({ template }) => [...template.parameters.values()]),
    )) {
      this.knownKeys.add(parameter.key);
      if (!parameter.noEcho) continue;
      this.secretKeys.add(parameter.key);
      secrets.add(parameter.default ?? "");
    }
    const learn = ([key, value]: readonly [string, string]) => this.isSecret(key) && secrets.add(value);
    for (const { parameters } of stacks) Object.entries(parameters).forEach(learn);
    for (const { input } of calls) given(input).forEach(learn);
    secrets.delete("");
    // A secret may be part of another one, so the longest goes first.
    this.secrets = [...secrets].sort((one, other) => other.length - one.length);
  }

  /** A key that no template knows may be a misspelt one, with the secret as its value. */
  isSecret(key: string): boolean {
    return this.secretKeys.has(key) || !this.knownKeys.has(key);
  }

  parameter(key: string, value: string): string {
    return this.isSecret(key) ? masked : this.text(value);
  }

  text(text: string): string {
    return this.secrets.reduce(
      (shown, secret) =>
        secret.length >= tellingLength ? shown.replaceAll(secret, masked) : shown === secret ? masked : shown,
      text,
    );
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
function given(input: unknown): [string, string][] {
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
