import { Problem } from "../base/errors";
import { glance } from "./calls";
import type { Run } from "./operationContext";

/** What AWS shows in place of the value of a NoEcho parameter. */
export const MASKED = /^\*{4,}$/;

/**
 * The parameters that a stack runs with (`cloudformation:DescribeStacks`), which Service Catalog never shows. Values of
 * NoEcho parameters are left out: CloudFormation masks them. One call.
 *
 * @param stackArn the whole ARN, by which a stack is found after it was deleted as well.
 * @returns undefined when the stack may not be read, is not there, or CloudFormation cannot be reached.
 * @throws Problem `interrupted` when the run was stopped.
 */
export async function stackParameters(
  run: Run,
  stackArn: string,
): Promise<Record<string, string> | undefined> {
  try {
    const answer = await glance(run, async () => {
      const client = await run.aws.cloudFormation();
      return client.describeStacks({ StackName: stackArn }, { abortSignal: run.stop });
    });
    const stack = answer.Stacks?.[0];
    if (stack === undefined) return undefined;
    return Object.fromEntries(
      (stack.Parameters ?? []).flatMap(({ ParameterKey: key, ParameterValue: value = "" }) =>
        key === undefined || MASKED.test(value) ? [] : [[key, value]],
      ),
    );
  } catch (error) {
    if (error instanceof Problem && error.code !== "timeout") throw error;
    return undefined;
  }
}
