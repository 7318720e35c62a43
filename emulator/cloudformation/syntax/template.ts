import type { TemplatePath } from "./readTemplateText";
import type { Dictionary, Value } from "./value";

/** What CloudFormation refuses in a template before it does anything with it, and in which words. */
export interface TemplateProblem {
  readonly path: TemplatePath;
  readonly reason: string;
  /** Nobody has seen these words. */
  readonly guessed?: true;
}

export interface ParameterDeclaration {
  readonly key: string;
  readonly type: string;
  readonly default: string | undefined;
  readonly description: string | undefined;
  readonly noEcho: boolean;
  readonly allowedValues: readonly string[];
  readonly allowedPattern: string | undefined;
  readonly constraintDescription: string | undefined;
  readonly minLength: string | undefined;
  readonly maxLength: string | undefined;
  readonly minValue: string | undefined;
  readonly maxValue: string | undefined;
}

export interface ResourceDeclaration {
  readonly type: string;
  readonly condition: string | undefined;
  readonly deletionPolicy: string | undefined;
  readonly dependsOn: readonly string[];
  readonly properties: Dictionary;
}

export interface OutputDeclaration {
  readonly value: Value;
  readonly description: string | undefined;
  readonly condition: string | undefined;
}

export interface Template {
  readonly version: string;
  readonly description: string | undefined;
  readonly metadata: Value | undefined;
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly rules: Dictionary;
  readonly mappings: Dictionary;
  readonly conditions: Dictionary;
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  /** The macros that have written resources of it, which nobody can know. */
  readonly macros: readonly string[];
  /** As it is written, if it has loops: which resources it has depends on its parameters. */
  readonly loops: Dictionary | undefined;
}
