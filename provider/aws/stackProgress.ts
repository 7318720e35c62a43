import type { StackEvent } from "@aws-sdk/client-cloudformation";
import { isAccessDenied } from "../base/errors";
import type { Aws } from "./clients";
import { ofLastOperation, stackName } from "./stackEvents";

/** How long an answer is waited for, ms: nothing depends on it. */
const TIMEOUT = 5_000;

/** Who may not read events is not asked again. */
const denied = new WeakSet<Aws>();

/**
 * How far the operation on a product's stack is, from its events (`cloudformation:DescribeStackEvents`):
 * `7 resources are done, Database (AWS::RDS::DBInstance) and 2 others are under way`. One call, which is not repeated
 * and not one to Service Catalog. Undefined where there is nothing to say, or the caller may not read it.
 */
export async function readStackProgress(
  aws: Aws,
  productId: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  if (denied.has(aws)) return undefined;
  try {
    const StackName = stackName(await aws.accountId(), productId);
    const client = await aws.cloudFormation();
    const options = { abortSignal, requestTimeout: TIMEOUT };
    const { StackEvents: events = [] } = await client.describeStackEvents({ StackName }, options);
    return describeProgress(ofLastOperation(events));
  } catch (error) {
    if (isAccessDenied(error)) denied.add(aws);
    return undefined;
  }
}

/** @param events newest first */
function describeProgress(events: StackEvent[]): string | undefined {
  const latest = new Map<string, StackEvent>();
  for (const event of events) {
    const { LogicalResourceId: name = "" } = event;
    if (!latest.has(name)) latest.set(name, event);
  }
  const resources = [...latest.values()];
  const done = resources.filter(({ ResourceStatus }) => /_COMPLETE$/.test(ResourceStatus ?? "")).length;
  const running = resources.filter(({ ResourceStatus }) => /_IN_PROGRESS$/.test(ResourceStatus ?? ""));
  const texts = [
    done > 0 && `${done} ${done === 1 ? "resource is" : "resources are"} done`,
    running.length > 0 && `${nameRunning(running)} under way`,
  ];
  return texts.filter(Boolean).join(", ") || undefined;
}

/** What has begun first is what the others wait for. @param running newest first, at least one */
function nameRunning(running: StackEvent[]): string {
  const { LogicalResourceId, ResourceType } = running.at(-1) ?? {};
  const first = `${LogicalResourceId} (${ResourceType})`;
  const others = running.length - 1;
  if (others === 0) return `${first} is`;
  return `${first} and ${others === 1 ? "another one" : `${others} others`} are`;
}
