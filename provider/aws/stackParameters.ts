import type { Stack } from "@aws-sdk/client-cloudformation";
import { Problem } from "../base/errors";
import { callOptional } from "./calls";
import type { OperationContext } from "./operationContext";

/** What AWS shows in place of the value of a NoEcho parameter. */
export const MASKED = /^\*{4,}$/;

/** The parameters of a stack: those with their values, and the names of those whose values are hidden. */
export interface StackParameters {
  shown: Record<string, string>;
  hidden: string[];
}

/**
 * The parameters that a stack runs with (`cloudformation:DescribeStacks`), which Service Catalog never shows. Values of
 * NoEcho parameters are left out: CloudFormation masks them. One call.
 *
 * @param stackArn the whole ARN, by which a stack is found after it was deleted as well.
 * @returns undefined when the stack may not be read, is not there, or CloudFormation cannot be reached.
 * @throws Problem `interrupted` when the run was stopped.
 */
export const readStackParameters = async (
  context: OperationContext,
  stackArn: string,
): Promise<Record<string, string> | undefined> => (await describeStackParameters(context, stackArn))?.shown;

/** As stackParameters, with the names of what is hidden. */
export async function describeStackParameters(
  context: OperationContext,
  stackArn: string,
): Promise<StackParameters | undefined> {
  try {
    const answer = await callOptional(context, async () => {
      const client = await context.aws.cloudFormation();
      return client.describeStacks({ StackName: stackArn }, { abortSignal: context.stop });
    });
    const stack = answer.Stacks?.[0];
    return stack && parametersOf(stack);
  } catch (error) {
    if (error instanceof Problem && error.code !== "timeout") throw error;
    return undefined;
  }
}

/** The parameters of a stack as CloudFormation describes it. */
export function parametersOf({ Parameters }: Stack): StackParameters {
  const all =
    Parameters?.flatMap(({ ParameterKey: key, ParameterValue: value = "" }) =>
      key === undefined ? [] : [[key, value] as const],
    ) ?? [];
  return {
    shown: Object.fromEntries(all.filter(([, value]) => !MASKED.test(value))),
    hidden: all.flatMap(([key, value]) => (MASKED.test(value) ? [key] : [])),
  };
}
