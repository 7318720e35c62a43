import type { Value } from "../syntax/value";
import type { Inventory } from "./inventory";

/** All that the functions of a template may know. */
export interface EvaluationContext {
  /** The value of a parameter, pseudo parameter or resource; undefined if there is no such name. */
  ref(name: string): Value | undefined;
  /** @param asList wanted where a list has to be, as of an attribute nobody knows the type of */
  attribute(resource: string, attribute: string, asList?: boolean): Value | undefined;
  condition(name: string): boolean;
  mapping(name: string, first: string, second: string): Value | undefined;
  readonly region: string;
  parameterType(name: string): string | undefined;
  /** What other stacks export, for Fn::ImportValue. */
  readonly exports?: ReadonlyMap<string, Readonly<Record<string, string>>> | undefined;
  /** Where what is evaluated stands, for errors. */
  readonly block?: "Resources" | "Outputs";
  /** There in rules only, as are the functions that need it. */
  readonly inventory?: Inventory;
}

export type IntrinsicFunction = (argument: Value, context: EvaluationContext) => Evaluated;

export type Evaluated = Value | undefined;
