import { derivedName, identityOf } from "../state/identity";
import type { Inputs } from "../state/inputs";
import { SCHEMA } from "../state/inputs";
import { PROVIDER, TYPE } from "../program/contract";
import { storedSecret } from "../state/secrets";
import type { Properties } from "../state/values";
import type { Found } from "./product";
import { toInputProperties, toProperties } from "../state/properties";

/** The stack whose state takes the products up. */
export interface Target {
  /** "organization" for a backend of one's own. */
  organization: string;
  project: string;
  stack: string;
}

export interface ImportEntry {
  type: string;
  name: string;
  id: string;
  inputs: Properties;
  outputs: Properties;
}

/**
 * A product as `pulumi import --file` takes it: inputs and outputs exactly as the class, check and create would have
 * left them, so that the engine has nothing to ask and nothing to change.
 */
export function importEntry(
  { id, observed, args, noEcho }: Found,
  name: string,
  { organization, project, stack }: Target,
  region: string | undefined,
): ImportEntry {
  const urn = `urn:pulumi:${stack}::${project}::${TYPE}::${name}`;
  const identity = identityOf(organization, project, stack, urn);
  const inputs: Inputs = {
    ...args,
    ...(region !== undefined && { region }),
    __schema: SCHEMA,
    __provider: PROVIDER,
    __urn: urn,
    __identity: identity,
    __derivedName: derivedName(name, identity),
  };
  return {
    type: TYPE,
    name,
    id,
    // With the id check sees a product that exists: previous values are no mistake then.
    inputs: toInputProperties({ ...inputs, __import: id }),
    outputs: withSecretOutputs(toProperties({ inputs, observed }), noEcho.length > 0 ? observed.outputs : {}),
  };
}

/**
 * Which outputs repeat a NoEcho parameter cannot be told without its value: all of them count as secret, until the
 * first update knows better.
 */
function withSecretOutputs(properties: Properties, outputs: Record<string, string>): Properties {
  const secret = Object.entries(outputs).filter(([key]) => key !== STACK);
  if (secret.length === 0) return properties;
  const stored = Object.fromEntries(secret.map(([key, value]) => [key, storedSecret(value)]));
  return { ...properties, outputs: { ...outputs, ...stored }, __secretOutputs: Object.keys(stored) };
}

/** The output that Service Catalog itself adds. */
const STACK = "CloudformationStackARN";
