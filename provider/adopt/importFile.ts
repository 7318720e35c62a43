import { derivedName, identityOf } from "../state/identity";
import type { Inputs } from "../state/inputs";
import { SCHEMA } from "../state/inputs";
import { PROVIDER, TYPE } from "../program/contract";
import { isSecret, storedSecret } from "../state/secrets";
import type { Properties } from "../state/values";
import { isRecord } from "../state/values";
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
    inputs: asStored(toInputProperties({ ...inputs, __import: id })) as Properties,
    outputs: asStored(toProperties({ inputs, observed, hiddenValues: noEcho })) as Properties,
  };
}

/** In state and import files secrets look other than on their way to the engine. */
function asStored(value: unknown): unknown {
  if (isSecret(value)) return storedSecret((value as Properties).value);
  if (Array.isArray(value)) return value.map(asStored);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asStored(member)]));
}
