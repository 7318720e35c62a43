import { derivedName, identityOf } from "../state/identity";
import { SCHEMA } from "../state/inputs";
import type { Properties } from "../state/values";

/**
 * What the class of the first door adds to the arguments, made of the URN (`urn:pulumi:stack::project::type::name`). The
 * engine tells a plugin no organization, so the identity is derived without one.
 */
export function hiddenInputs(urn: string): Properties {
  const [prefix = "", project = "", , ...name] = urn.split("::");
  const identity = identityOf("", project, prefix.replace(/^urn:pulumi:/, ""), urn);
  return {
    __schema: SCHEMA,
    __urn: urn,
    __identity: identity,
    __derivedName: derivedName(name.join("::"), identity),
  };
}
