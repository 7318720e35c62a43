/**
 * A value in a template. Scalars stay the text they were written as, because that is how CloudFormation
 * treats them: `1.0` is not `1`, and a number in Metadata comes back as a string. (recorded)
 */
export type Value = string | Value[] | Dictionary;
export interface Dictionary {
  [key: string]: Value;
}

export const isDictionary = (value: Value | undefined): value is Dictionary =>
  typeof value === "object" && !Array.isArray(value);

export const dictionary = (value: Value | undefined): Dictionary => (isDictionary(value) ? value : {});

/** The named things in a section of a template. */
export const entriesOf = (template: Dictionary, section: string): [string, Dictionary][] =>
  Object.entries(dictionary(template[section])).map(([name, entry]) => [name, dictionary(entry)]);

export const unknownIn = (known: readonly string[], value: Dictionary) =>
  Object.keys(value).filter((name) => !known.includes(name));

export const text = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

/** Scalars as they are, everything else as JSON. */
export const flat = (value: Value): string => (typeof value === "string" ? value : JSON.stringify(value));

export const isTrue = (value: Value | undefined): boolean => value === "true" || value === "True";

/** CloudFormation refuses a template or a parameter; the text is the one it answers with. */
export class CloudFormationError extends Error {
  override readonly name = "CloudFormationError";
}

/** It has begun with the stack before it finds out, and rolls it back. */
export class StackFailure extends CloudFormationError {}
