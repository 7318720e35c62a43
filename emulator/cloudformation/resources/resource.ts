import type { Scope } from "../../base/arns";
import type { Value } from "../syntax/value";

/** A resource of a stack, as far as its references and attributes need it. */
export interface ResourceIdentity {
  readonly logicalId: string;
  readonly type: string;
  /** What the template calls it, or the name that AWS makes up: `<stack>-<logical id>-<letters>`. */
  readonly name: string;
  /** What `Ref` gives. */
  readonly physicalId: string;
  readonly scope: Scope;
}

/** Evaluates a property of a resource, `Endpoint.Port` inside of another; undefined if the template has none. */
export type Properties = (path: string) => Value | undefined;

/** A property that is a string and says something. */
export function stringOf(properties: Properties, path: string): string | undefined {
  const value = properties(path);
  return typeof value === "string" && value !== "" ? value : undefined;
}
