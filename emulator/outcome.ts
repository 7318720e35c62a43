import { stackArn, stackNameOf } from "./arns";
import type { LaunchPath, Version } from "./catalog/catalog";
import { resolveParameters, type GivenParameter } from "./cloudformation/parameters";
import { evaluateTemplate, type Evaluation, type StackOutput } from "./cloudformation/stack";
import { CloudFormationError, type Dictionary } from "./cloudformation/value";
import type { Fault } from "./faults";
import type { Guesses } from "./guesses";
import type { Outcome, ProvisionedProduct, Stack, StackResource, Tag, World } from "./world";

/** What an accepted provision or update asks for. */
export interface Wanted {
  readonly version: Version;
  readonly path: LaunchPath;
  readonly parameters: readonly GivenParameter[];
  /** The tags of the product after a success. */
  readonly tags: readonly Tag[];
}

type Uuid = () => string;

/** How a provisioning will end. Makes the stack unless CloudFormation refuses to. */
export function outcomeOfCreate(
  world: World,
  product: ProvisionedProduct,
  wanted: Wanted,
  fault: Fault | undefined,
  uuid: Uuid,
): Outcome {
  const name = stackNameOf(world.scope, product.id);
  const stack: Stack = {
    name,
    arn: stackArn(world.scope, name, uuid()),
    provisionedProductId: product.id,
    status: "CREATE_IN_PROGRESS",
    parameters: {},
    outputs: [],
    resources: [],
  };
  const planned = attempt(() => {
    if (fault?.kind === "validation")
      throw new CloudFormationError(fault.message ?? "Injected validation failure");
    return evaluate(world, product, stack, wanted, undefined, "template-default");
  });
  // Refused before there is a stack: the product exists without one. (observed)
  if (planned instanceof CloudFormationError) return refused("ERROR", planned, uuid, []);

  product.stack = stack;
  world.stacks.push(stack);
  stack.parameters = planned.parameters;
  const resources = planned.resources.map((resource) => ({ ...resource, status: "CREATE_COMPLETE" }));
  if (fault) {
    const failed = failing(fault, resources);
    return {
      status: "FAILED",
      productStatus: "ERROR",
      message: fault.message ?? resourceMessage(failed, "create"),
      outputs: [],
      stack: {
        during: "CREATE_IN_PROGRESS",
        remedy: "ROLLBACK_IN_PROGRESS",
        after: "ROLLBACK_COMPLETE",
        resources: resources.map((resource) => ({
          ...resource,
          status: failed.includes(resource.logicalId) ? "CREATE_FAILED" : "DELETE_COMPLETE",
        })),
      },
    };
  }
  return {
    status: "SUCCEEDED",
    productStatus: "AVAILABLE",
    outputs: withStackArn(stack, planned.outputs),
    stack: { during: stack.status, after: "CREATE_COMPLETE", resources, outputs: planned.outputs },
  };
}

/** How an update will end. CloudFormation's "no updates are to be performed" counts as success. (observed) */
export function outcomeOfUpdate(
  world: World,
  product: ProvisionedProduct,
  wanted: Wanted,
  fault: Fault | undefined,
  guesses: Guesses,
  uuid: Uuid,
): Outcome {
  const { stack } = product;
  const failedOutputs = guesses.outputsOfFailedRecord === "stack-arn" && stack ? withStackArn(stack, []) : [];
  const statusAfterFailure = product.status === "ERROR" ? "ERROR" : "TAINTED";
  const planned = attempt(() => {
    if (!stack)
      throw new CloudFormationError(`Stack [${stackNameOf(world.scope, product.id)}] does not exist`);
    if (["DELETE_FAILED", "ROLLBACK_COMPLETE", "DELETE_COMPLETE"].includes(stack.status))
      throw new CloudFormationError(`Stack:${stack.arn} is in ${stack.status} state and can not be updated.`);
    if (fault?.kind === "validation")
      throw new CloudFormationError(fault.message ?? "Injected validation failure");
    return { stack, ...evaluate(world, product, stack, wanted, stack.parameters, guesses.omittedParameter) };
  });
  if (planned instanceof CloudFormationError)
    return refused(statusAfterFailure, planned, uuid, failedOutputs);

  const resources = planned.resources.map((resource) => ({
    ...resource,
    status: planned.stack.resources.some(({ logicalId }) => logicalId === resource.logicalId)
      ? "UPDATE_COMPLETE"
      : "CREATE_COMPLETE",
  }));
  if (fault) {
    return {
      status: "FAILED",
      productStatus: statusAfterFailure,
      message: fault.message ?? resourceMessage(failing(fault, resources), "update"),
      outputs: failedOutputs,
      stack: {
        during: "UPDATE_IN_PROGRESS",
        remedy: "UPDATE_ROLLBACK_IN_PROGRESS",
        after: "UPDATE_ROLLBACK_COMPLETE",
        resources: planned.stack.resources,
      },
    };
  }
  return {
    status: "SUCCEEDED",
    productStatus: "AVAILABLE",
    outputs: withStackArn(planned.stack, planned.outputs),
    tags: wanted.tags,
    stack: {
      during: "UPDATE_IN_PROGRESS",
      after: "UPDATE_COMPLETE",
      resources,
      parameters: planned.parameters,
      outputs: planned.outputs,
    },
  };
}

/** How a terminate will end. */
export function outcomeOfTerminate(
  product: ProvisionedProduct,
  flags: { readonly retain: boolean; readonly ignoreErrors: boolean },
  fault: Fault | undefined,
  uuid: Uuid,
): Outcome {
  const { stack } = product;
  const gone = { status: "SUCCEEDED", productStatus: "GONE", outputs: [] } as const;
  // Retain does not even try to delete, so nothing can fail. (documented)
  if (flags.retain) return gone;
  if (fault?.kind === "validation" || (stack === undefined && fault)) {
    if (flags.ignoreErrors) return gone;
    const error = new CloudFormationError(fault.message ?? "Injected validation failure");
    return refused("TAINTED", error, uuid, []);
  }
  if (!stack) return gone;
  const failed = fault ? failing(fault, stack.resources) : [];
  const resources = stack.resources.map((resource) => ({
    ...resource,
    status: failed.includes(resource.logicalId)
      ? "DELETE_FAILED"
      : resource.retained
        ? "DELETE_SKIPPED"
        : "DELETE_COMPLETE",
  }));
  const during = "DELETE_IN_PROGRESS";
  if (!fault) return { ...gone, stack: { during, after: "DELETE_COMPLETE", resources } };
  const change = { during, after: "DELETE_FAILED", resources };
  if (flags.ignoreErrors) return { ...gone, stack: change };
  return {
    status: "FAILED",
    productStatus: "TAINTED",
    message: fault.message ?? resourceMessage(failed, "delete"),
    outputs: [],
    stack: change,
  };
}

function evaluate(
  world: World,
  product: ProvisionedProduct,
  stack: Stack,
  { version: { template }, path, parameters }: Wanted,
  previous: Stack["parameters"] | undefined,
  omitted: Guesses["omittedParameter"],
): Evaluation & { parameters: Stack["parameters"] } {
  const values = resolveParameters(template, parameters, previous, omitted);
  const rules: Dictionary = { ...template.rules, ...path.rules };
  const identity = {
    scope: world.scope,
    provisionedProductId: product.id,
    arn: stack.arn,
    notificationArns: product.notificationArns,
  };
  return { ...evaluateTemplate(template, values, identity, rules), parameters: values };
}

function attempt<T>(work: () => T): T | CloudFormationError {
  try {
    return work();
  } catch (error) {
    if (error instanceof CloudFormationError) return error;
    throw error;
  }
}

/** The text of a refusal by CloudFormation: two spaces after the name, the Java SDK's suffix. (recorded) */
function refused(
  productStatus: Outcome["productStatus"],
  error: CloudFormationError,
  uuid: Uuid,
  outputs: readonly StackOutput[],
): Outcome {
  const suffix = `(Service: AmazonCloudFormation; Status Code: 400; Error Code: ValidationError; Request ID: ${uuid()})`;
  const message = `AmazonCloudFormationException  ${error.message} ${suffix}`;
  return { status: "FAILED", productStatus, message, outputs };
}

function failing(fault: Fault, resources: readonly StackResource[]): string[] {
  return fault.resources ?? resources.slice(0, 1).map(({ logicalId }) => logicalId);
}

/** With a blank at the end. (observed) */
const resourceMessage = (resources: string[], verb: "create" | "update" | "delete") =>
  `The following resource(s) failed to ${verb}: [${resources.join(", ")}]. `;

/** First in every list of outputs, its name in AWS's own spelling. (recorded) */
const withStackArn = (stack: Stack, outputs: readonly StackOutput[]): StackOutput[] => [
  {
    key: "CloudformationStackARN",
    value: stack.arn,
    description: "The ARN of the launched Cloudformation Stack",
  },
  ...outputs,
];
