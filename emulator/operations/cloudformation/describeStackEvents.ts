import { moment, pageOf, requiredStack, type StackOperation } from "./operation";

/** Newest first; only what has happened by now. */
export const describeStackEvents: StackOperation = {
  name: "DescribeStackEvents",
  run(context, form) {
    const stack = requiredStack(context, form);
    const now = context.service.clock.now();
    const events = stack.events
      .filter(({ at }) => at <= now)
      // Stable, so that what happens in one moment keeps its order.
      .sort((a, b) => a.at - b.at)
      .reverse();
    const { page, NextToken } = pageOf(events, form);
    return {
      StackEvents: page.map((event) => ({
        StackId: stack.arn,
        EventId: event.id,
        StackName: stack.name,
        LogicalResourceId: event.logicalId,
        PhysicalResourceId: event.physicalId,
        ResourceType: event.type,
        Timestamp: moment(event.at),
        ResourceStatus: event.status,
        ResourceStatusReason: event.reason,
      })),
      NextToken,
    };
  },
};
