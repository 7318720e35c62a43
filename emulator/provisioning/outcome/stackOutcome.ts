import type { LaunchPath, Version } from "../../catalog/catalog";
import {
  resolveParameters,
  type GivenParameter,
  type ParameterValues,
} from "../../cloudformation/parameters/parameters";
import {
  evaluateTemplate,
  type Evaluation,
  type StackOutput,
} from "../../cloudformation/evaluation/evaluateTemplate";
import { CloudFormationError } from "../../cloudformation/syntax/value";
import type { Fault } from "../../faults/operationFaults";
import type { Service } from "../../service/service";
import { findRefusedTagsAndTopics } from "./tagsAndTopics";
import type { Tag } from "../../base/tag";
import type { Selection } from "../../state/selection";
import type { Place } from "../../service/context";
import type { ProvisionedProduct } from "../../state/provisionedProduct";
import type { Outcome } from "../../state/runningOperation";
import type { Stack } from "../../state/stack";

/** What an accepted provision or update asks for. */
export interface Wanted {
  /** Where a stack set shall be, as the request says. */
  readonly preferences?: Preferences;
  readonly selection: Selection;
  readonly version: Version;
  readonly path: LaunchPath;
  readonly parameters: readonly GivenParameter[];
  /** The tags of the product after a success. */
  readonly tags: readonly Tag[];
}

export interface Preferences {
  readonly StackSetAccounts?: readonly string[];
  readonly StackSetRegions?: readonly string[];
  readonly StackSetFailureToleranceCount?: number;
  readonly StackSetFailureTolerancePercentage?: number;
  readonly StackSetMaxConcurrencyCount?: number;
  readonly StackSetMaxConcurrencyPercentage?: number;
  readonly StackSetOperationType?: string;
}

/** What the stack would become, or an error as CloudFormation throws it. */
export function evaluateStack(
  { service, accountRegion }: Place,
  product: ProvisionedProduct,
  stack: Stack,
  { version: { template }, path, parameters, tags }: Wanted,
  previous: ParameterValues | undefined,
): Evaluation & { parameters: ParameterValues } {
  const reason = findRefusedTagsAndTopics(tags, stack.notificationArns);
  if (reason !== undefined) throw new CloudFormationError(reason);
  const values = resolveParameters(template, parameters, previous, service.guesses);
  const identity = {
    scope: accountRegion.scope,
    name: stack.name,
    arn: stack.arn,
    notificationArns: stack.notificationArns,
    inventory: service.catalog.inventory,
  };
  const rules = { ...template.rules, ...path.rules };
  const evaluation = evaluateTemplate(template, values, identity, rules);
  return { ...evaluation, parameters: values };
}

export function catchRefusal<T>(work: () => T): T | CloudFormationError {
  try {
    return work();
  } catch (error) {
    if (error instanceof CloudFormationError) return error;
    throw error;
  }
}

export const injectedMessage = (fault: Fault) => fault.message ?? "Injected validation failure";

export function refuseIfInjected(fault: Fault | undefined): void {
  if (fault?.kind === "validation") throw new CloudFormationError(injectedMessage(fault));
}

/** How a refusal by CloudFormation reads: two blanks after the name, the Java SDK's suffix. (recorded) */
export function refusedOutcome(
  productStatus: Outcome["productStatus"],
  error: CloudFormationError,
  { ids }: Service,
  outputs: readonly StackOutput[],
): Outcome {
  const suffix = `(Service: AmazonCloudFormation; Status Code: 400; Error Code: ValidationError; Request ID: ${ids.uuid()})`;
  const message = `AmazonCloudFormationException  ${error.message} ${suffix}`;
  return { status: "FAILED", productStatus, message, outputs };
}

export const failingResources = (
  fault: Fault,
  resources: readonly { readonly logicalId: string }[],
): string[] => fault.resources ?? resources.slice(0, 1).map(({ logicalId }) => logicalId);

/** With a blank at the end. (observed) */
export const resourceMessage = (resources: string[], verb: "create" | "update" | "delete") =>
  `The following resource(s) failed to ${verb}: [${resources.join(", ")}]. `;

/** The stack's ARN comes first in every list of outputs, its name in AWS's own spelling. (recorded) */
export const withStackArn = (stack: Stack, outputs: readonly StackOutput[]): StackOutput[] => [
  {
    key: "CloudformationStackARN",
    value: stack.arn,
    description: "The ARN of the launched Cloudformation Stack",
  },
  ...outputs,
];
