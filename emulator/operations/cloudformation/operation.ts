import { ServiceError } from "../../protocol/errors";
import type { Tree } from "../../protocol/query";
import type { Service } from "../../service/service";
import type { Selection } from "../../state/selection";
import type { Context } from "../../service/context";
import type { Template } from "../../cloudformation/syntax/template";
import type { Stack } from "../../state/stack";

/** An operation of CloudFormation: reads a form, gives what stands in its result. */
export interface StackOperation {
  readonly name: string;
  run(context: Context, form: URLSearchParams): Tree;
}

export const validationError = (message: string) => new ServiceError("ValidationError", message);

/** Stacks that CloudFormation has begun to make, oldest first. */
export const visibleStacks = ({ service, accountRegion }: Context): Stack[] =>
  accountRegion.stacks.filter(({ kind, created }) => kind === "stack" && created <= service.clock.now());

/** By name only if it is not deleted, by ARN always. (documented) */
export function findStack(context: Context, nameOrArn: string): Stack | undefined {
  return [...visibleStacks(context)]
    .reverse()
    .find(
      ({ name, arn, status }) => arn === nameOrArn || (name === nameOrArn && status !== "DELETE_COMPLETE"),
    );
}

export function requiredStack(context: Context, form: URLSearchParams): Stack {
  const name = form.get("StackName");
  if (!name)
    throw validationError(
      "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    );
  const stack = findStack(context, name);
  if (!stack) throw validationError(`Stack [${name}] does not exist`);
  return stack;
}

export function templateOf({ catalog }: Service, { productId, versionId }: Selection): Template | undefined {
  const product = catalog.products.find(({ id }) => id === productId);
  return product?.versions.find(({ id }) => id === versionId)?.template;
}

export const moment = (ms: number): string => new Date(ms).toISOString();

const pageLength = 100;

/** A page of what CloudFormation lists, which is 100 long. */
export function pageOf<T>(
  items: readonly T[],
  form: URLSearchParams,
): { page: readonly T[]; NextToken: string | undefined } {
  const start = Number(Buffer.from(form.get("NextToken") ?? "", "base64").toString() || 0);
  if (!Number.isInteger(start)) throw validationError("Invalid NextToken");
  const end = start + pageLength;
  return {
    page: items.slice(start, end),
    NextToken: end < items.length ? Buffer.from(String(end)).toString("base64") : undefined,
  };
}
