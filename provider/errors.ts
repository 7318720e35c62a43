import type { State } from "./state";

/**
 * Every kind of error that a user can meet, by its stable code. The texts that are joined under a code differ by
 * what is known; what a kind means does not.
 */
export const ERRORS = {
  config: "A setting of the stack cannot be used.",
  environment: "An environment variable cannot be used.",
  arguments: "The arguments of a resource contradict each other.",
  account: "The credentials belong to another account than the product, or to one that is not allowed.",
  "name-taken": "Another provisioned product has the name.",
  "create-failed": "AWS could not provision the product.",
  "update-failed": "AWS could not update the product.",
  "terminate-failed": "AWS could not terminate the product.",
  busy: "Somebody else's operation is running on the product.",
  "not-updatable": "The product is in a state that admits no update.",
  "not-found": "The provisioned product does not exist.",
  interrupted: "The run was stopped while an operation was running.",
  timeout: "An operation takes longer than its timeout.",
  "call-failed": "AWS refused a call, or did not answer it.",
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** An error for people: what happened, what is the state now, what to do next. */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Joins the parts of a message, one a line; the first line is what the resource's row shows. */
export function problem(code: ErrorCode, ...lines: (string | undefined | false)[]): Problem {
  return new Problem(code, lines.filter((line) => typeof line === "string" && line !== "").join("\n"));
}

/** Create or update did not succeed, but the product exists: it is kept in state as `state` says. */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";
  constructor(
    readonly id: string,
    readonly state: State,
    readonly reason: Problem,
  ) {
    super(reason.message, { cause: reason });
  }
}

/** The message of whatever was thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message || thrown.name : String(thrown);

/** `error.name`: what AWS really sends is often not modelled, so classes of the SDK are never matched. */
export const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : "");

/** An AWS error as it is quoted in messages: `ValidationException: Can't terminate ...`. */
export const quote = (thrown: unknown): string => {
  const [name, message] = [nameOf(thrown), messageOf(thrown)];
  return name && name !== "Error" && name !== message ? `${name}: ${message}` : message;
};

/** What went wrong, in a message of ours: a problem speaks for itself, an AWS error is quoted. */
export const reasonOf = (error: unknown): string =>
  error instanceof Problem ? messageOf(error) : quote(error);

/** The code of a problem; `otherwise` for what AWS answered. */
export const codeOf = (error: unknown, otherwise: ErrorCode = "call-failed"): ErrorCode =>
  error instanceof Problem ? error.code : otherwise;
