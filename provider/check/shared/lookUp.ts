import { nameOf, Problem, reasonOf } from "../../base/errors";
import { canonical } from "../../state/values";
import type { Checking } from "./checking";

/** What came of asking: an answer, a refusal by AWS that says something about the product, or nothing. */
export interface LookedUp<T> {
  answer?: T;
  refusal?: Error;
}

/** What is asked for does not exist, is ambiguous, or is written as nothing of its kind can be. */
const REFUSED = /^(ResourceNotFound|InvalidParameters|Validation)/;

/** What cannot be asked in this run is not asked again for each of a thousand resources. */
const unavailable = new Map<string, string>();

/**
 * Asks AWS something that only a check needs. Not being able to is no error: the check at `path` is skipped.
 *
 * @throws Problem where the credentials belong to an account that is not allowed, and when the run was stopped.
 */
export async function lookUpInCatalog<T>(
  checking: Checking,
  path: string,
  what: string,
  ask: () => Promise<T>,
): Promise<LookedUp<T>> {
  const connection = canonical(checking.context.aws.connection);
  const known = unavailable.get(connection) ?? unavailable.get(`${what} ${connection}`);
  if (known !== undefined) {
    checking.skip(path, known);
    return {};
  }
  try {
    return { answer: await ask() };
  } catch (error) {
    if (error instanceof Problem && error.code !== "timeout") throw error;
    if (REFUSED.test(nameOf(error))) return { refusal: error as Error };
    const why = reasonOf(error);
    unavailable.set(answered(error) ? `${what} ${connection}` : connection, why);
    checking.skip(path, why);
    return {};
  }
}

/** Did AWS answer to this very call? Otherwise no other call will fare better: no credentials, no connection. */
const answered = (error: unknown): boolean =>
  error instanceof Error &&
  "$fault" in error &&
  !/Expired|Token|Signature|UnrecognizedClient/.test(error.name);
