/** As much of a CloudFormation parameter type as decides which constraints apply. */
export interface ParameterType {
  /** Comma separated, each element checked by itself. */
  list: boolean;
  number: boolean;
}

/**
 * `AWS::SSM::Parameter::Value<…>` is a scalar whatever it resolves to: the value that is given, and checked, is the
 * key of an SSM parameter.
 */
export function parameterType(name: string | undefined): ParameterType {
  return {
    list: name === "CommaDelimitedList" || (name ?? "").startsWith("List<"),
    number: name === "Number" || name === "List<Number>",
  };
}

/** What else Unicode counts as a space is left to AWS, which is not known to leave it out. */
export const withoutSpaces = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");

/** The elements of a list parameter: split at commas, spaces around them left out. An empty text is one empty element. */
export const elements = (text: string): string[] => text.split(",").map(withoutSpaces);
