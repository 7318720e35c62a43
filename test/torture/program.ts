import { derivedName, identityOf } from "../../provider/state/identity";
import type { Properties } from "../support/providerProcess";
import { secret } from "./checkpoint";
import { PARAMETERS, type Parameter, type Slot } from "./scenario";

/*
 * The user's program, and what the class makes of it. Secret values are known by their spelling wherever they turn up:
 * Hush, a digit, a word.
 */

const PLAIN: Readonly<Record<Parameter, readonly string[]>> = {
  Purpose: ["logs", "backup", "archive", "nothing"],
  Days: ["7", "30", "90", "365"],
  ApiKey: ["pub-alpha", "pub-beta", "pub-gamma", "nokey"],
  Password: ["Hush0kilo", "Hush1lima", "Hush2mike", "Hush3november"],
};
const SECRET = ["Hush4oscar", "Hush5papa", "Hush6quebec", "Hush7romeo"] as const;
export const SPELLING = /Hush\d[a-z]+/;

const TAGS: readonly Record<string, string>[] = [
  {},
  { team: "blue" },
  { team: "red" },
  { team: "blue", cost: "7" },
];
const TEXT = "the provider's text";
const TYPE = "pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct";

export const urnOf = (name: string): string => `urn:pulumi:test::project::${TYPE}::${name}`;

/** The value of a parameter, by number. NoEcho parameters hold secrets whether the program says so or not. */
export function valueOf(key: Parameter, value: number, secret: boolean): { text: string; secret: boolean } {
  // A number and a pattern leave no room for a secret.
  const canBeSecret = key === "ApiKey" || key === "Password";
  const pool = secret && key === "ApiKey" ? SECRET : PLAIN[key];
  return { text: pool[value % pool.length] ?? "", secret: secret && canBeSecret };
}

/** One resource of the program. */
export class Declared {
  there = false;
  name: string;
  readonly aliases: string[] = [];
  fixedName: string | undefined;
  version: "v1" | "v2" = "v1";
  readonly parameters = new Map<Parameter, { text: string; secret: boolean }>([
    ["Purpose", { text: "logs", secret: false }],
  ]);
  tags: Record<string, string> = {};
  timeout: string | undefined;
  ignoreErrors: boolean | undefined;
  import: string | undefined;
  #renamed = 0;

  constructor(
    readonly slot: Slot,
    readonly productName: string,
  ) {
    this.name = `web${slot}`;
  }

  /** Another logical name, with an alias for the old one. */
  rename(): void {
    this.aliases.push(this.name);
    this.name = `web${this.slot}-${++this.#renamed}`;
  }

  setTags(value: number): void {
    this.tags = TAGS[value] ?? {};
  }

  get urn(): string {
    return urnOf(this.name);
  }

  /** The name of its product. */
  get productsName(): string {
    return this.fixedName ?? derivedName(this.name, this.#identity);
  }

  get #identity(): string {
    return identityOf("organization", "project", "test", this.urn);
  }

  /** What AWS is to be told, as one text to compare. */
  get wish(): string {
    const { fixedName, version, parameters, tags, productName } = this;
    return JSON.stringify({
      fixedName,
      version,
      parameters: PARAMETERS.map((key) => [key, parameters.get(key)?.text]),
      tags,
      productName,
    });
  }

  /** The news of this resource, secrets marked. */
  inputs(dryRun: boolean): Properties {
    const secrets = [...this.parameters]
      .filter(([, { secret }]) => secret)
      .map(([key]) => `provisioningParameters.${key}`);
    return {
      productName: this.productName,
      provisioningArtifactName: this.version,
      provisioningParameters: Object.fromEntries(
        [...this.parameters].map(([key, { text, secret: isSecret }]) => {
          const value = key === "Days" ? Number(text) : text;
          return [key, isSecret ? secret(value) : value];
        }),
      ),
      ...(this.fixedName !== undefined && { name: this.fixedName }),
      ...(Object.keys(this.tags).length > 0 && { tags: this.tags }),
      ...(this.ignoreErrors !== undefined && { ignoreErrors: this.ignoreErrors }),
      ...(this.timeout !== undefined && { __timeouts: { update: this.timeout } }),
      ...(this.import !== undefined && { __import: this.import }),
      ...(secrets.length > 0 && { __secrets: secrets.sort() }),
      ...(dryRun && { __dryRun: true }),
      __provider: TEXT,
      __schema: 1,
      __urn: this.urn,
      __identity: this.#identity,
      __derivedName: derivedName(this.name, this.#identity),
    };
  }
}
