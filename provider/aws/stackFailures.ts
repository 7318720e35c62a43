import { Problem } from "../base/errors";
import { callOptional } from "./calls";
import type { OperationContext } from "./operationContext";
import { ofLastOperation, ROLLBACK_FAILED, stackName } from "./stackEvents";
import type { Observed } from "../state/observed";

/** The stack of a product: its ARN, or the name that AWS gives it, when no operation has shown the ARN yet. */
export function stackOf(id: string, { type, stackArn, accountId }: Observed): string | undefined {
  if (stackArn !== null) return stackArn;
  return accountId !== null && (type === null || type === "CFN_STACK") ? stackName(accountId, id) : undefined;
}

/** More than these are not read by anybody. */
const MOST = 10;

/**
 * Why the last operation on a stack failed, one line a resource, from its events (`cloudformation:DescribeStackEvents`):
 * `Bucket (AWS::S3::Bucket): The bucket you tried to delete is not empty`; and a line for the stack where its rollback
 * has failed too. Nothing when the caller may not read them, or the stack is gone: what Service Catalog says stands by itself.
 *
 * @throws Problem `interrupted` when the run was stopped.
 */
export async function readStackFailures(
  context: OperationContext,
  stack: string | undefined,
): Promise<string[]> {
  if (stack === undefined) return [];
  try {
    const { StackEvents: events = [] } = await callOptional(context, async () => {
      const client = await context.aws.cloudFormation();
      return client.describeStackEvents({ StackName: stack }, { abortSignal: context.stop });
    });
    return ofLastOperation(events)
      .filter(
        ({ ResourceStatus, ResourceStatusReason }) =>
          /_FAILED$/.test(ResourceStatus ?? "") && !/cancelled/i.test(ResourceStatusReason ?? ""),
      )
      .map(
        ({ LogicalResourceId, ResourceType, ResourceStatus, ResourceStatusReason }) =>
          `${LogicalResourceId} (${ResourceType}): ${reasonOf(ResourceStatus, ResourceStatusReason)}`,
      )
      .slice(0, MOST);
  } catch (error) {
    if (error instanceof Problem && error.code === "interrupted") throw error;
    return [];
  }
}

const reasonOf = (status = "", reason = status): string =>
  status === ROLLBACK_FAILED && reason !== status ? `${status}: ${reason}` : reason;
