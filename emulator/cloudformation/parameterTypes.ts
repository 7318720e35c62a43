import type { ParameterDeclaration } from "./template";

export const isListType = (type: string) => type === "CommaDelimitedList" || /(^|<)List</.test(type);

/** The elements of a list parameter; the empty text is one empty element. (observed) */
export const listElements = (value: string) => value.split(",").map((element) => element.trim());

/** What `Ref` of a parameter gives. */
export const parameterValue = ({ type }: ParameterDeclaration, value: string): string | string[] =>
  isListType(type) ? listElements(value) : value;
