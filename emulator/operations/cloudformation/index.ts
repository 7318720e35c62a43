import { ServiceError } from "../../protocol/errors";
import { checkStackAction } from "../../service/policies";
import { queryAnswer, type QueryAnswer } from "../../protocol/query";
import type { Service } from "../../service/service";
import { describeStackEvents } from "./describeStackEvents";
import { describeStackResources } from "./describeStackResources";
import { describeStacks } from "./describeStacks";
import { getTemplateSummary } from "./getTemplateSummary";
import type { Caller } from "../../service/caller";

export const cloudFormationNamespace = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

export const cloudFormationOperations = new Map(
  [describeStacks, describeStackEvents, describeStackResources, getTemplateSummary].map((operation) => [
    operation.name,
    operation,
  ]),
);

/** CloudFormation, as far as users of Service Catalog read it; it changes stacks only for Service Catalog. */
export function answerCloudFormation(
  service: Service,
  form: URLSearchParams,
  caller: Caller,
  requestId: string,
): QueryAnswer {
  const action = form.get("Action") ?? "";
  const operation = cloudFormationOperations.get(action);
  if (!operation)
    throw new ServiceError(
      "InvalidAction",
      `Could not find operation ${action} for version ${form.get("Version") ?? ""}`,
    );
  checkStackAction(caller, action, form.get("StackName") ?? undefined);
  const result = operation.run({ service, accountRegion: service.accountRegion(caller), caller }, form);
  return queryAnswer(cloudFormationNamespace, action, requestId, result);
}
