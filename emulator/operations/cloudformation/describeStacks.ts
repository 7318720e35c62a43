import { recordTags } from "../../provisioning/tags";
import { isResolved, type Inventory } from "../../cloudformation/evaluation/inventory";
import type { Tree } from "../../protocol/query";
import {
  findStack,
  moment,
  pageOf,
  templateOf,
  validationError,
  visibleStacks,
  type StackOperation,
} from "./operation";
import type { Context } from "../../service/context";
import type { ParameterDeclaration } from "../../cloudformation/syntax/template";
import type { Stack } from "../../state/stack";

/** Without a name all stacks that are not deleted, newest first. */
export const describeStacks: StackOperation = {
  name: "DescribeStacks",
  run(context, form) {
    const name = form.get("StackName");
    if (name === null) {
      const living = visibleStacks(context).filter(({ status }) => status !== "DELETE_COMPLETE");
      const { page, NextToken } = pageOf(living.reverse(), form);
      return { Stacks: page.map((stack) => stackTree(context, stack)), NextToken };
    }
    const stack = findStack(context, name);
    if (!stack) throw validationError(`Stack with id ${name} does not exist`);
    return { Stacks: [stackTree(context, stack)] };
  },
};

/** The value of a NoEcho parameter is never shown. (recorded) */
const hidden = "****";

function stackTree({ service, accountRegion }: Context, stack: Stack): Tree {
  const template = templateOf(service, stack.template);
  const product = accountRegion.products.get(stack.provisionedProductId);
  const automatic = recordTags(service, accountRegion, stack.template, product?.userArn ?? "");
  return {
    StackId: stack.arn,
    StackName: stack.name,
    Description: template?.description,
    Parameters: Object.entries(stack.parameters).map(([key, value]) => ({
      ParameterKey: key,
      ParameterValue: template?.parameters.get(key)?.noEcho ? hidden : value,
      ResolvedValue: resolvedValue(service.catalog.inventory, template?.parameters.get(key), value),
    })),
    CreationTime: moment(stack.created),
    LastUpdatedTime: stack.updated === undefined ? undefined : moment(stack.updated),
    DeletionTime:
      stack.status === "DELETE_COMPLETE" && stack.updated !== undefined ? moment(stack.updated) : undefined,
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: "false",
    NotificationARNs: stack.notificationArns,
    Capabilities: ["CAPABILITY_NAMED_IAM"],
    Outputs: stack.outputs.map(({ key, value, description }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
    })),
    Tags: [...automatic, ...stack.tags].map(({ Key, Value }) => ({ Key, Value })),
    EnableTerminationProtection: "false",
    DriftInformation: { StackDriftStatus: "NOT_CHECKED" },
  };
}

/** Of a parameter that names one of SSM: what is stored there. */
const resolvedValue = (inventory: Inventory, parameter: ParameterDeclaration | undefined, name: string) =>
  parameter && isResolved(parameter) && !parameter.noEcho
    ? inventory.get("AWS::SSM::Parameter")?.get(name)?.["value"]
    : undefined;
