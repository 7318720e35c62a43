import { Problem, quote, formatProblem } from "../base/errors";
import { redactForPeople } from "./said";
import type { Inputs } from "../state/inputs";
import type { State } from "../state/state";
import { toProperties } from "../state/properties";
import { inputsOf, secretsIn } from "../state/secretsIn";
import { PartialFailure } from "../state/partialFailure";

/*
 * What the provider process is given when something went wrong: real Errors, without a secret in them. Anything else
 * that is thrown would hang the engine.
 */

/**
 * What is thrown for an error of ours or of AWS.
 *
 * @param sources states and inputs whose secrets the message must not show; a state among them is that before
 */
export function toThrown(error: unknown, sources: readonly (State | Inputs | undefined)[]): Error {
  const before = sources.find((source): source is State => source !== undefined && "observed" in source);
  return error instanceof PartialFailure
    ? partialFailure(error, sources, before)
    : plainError(error, sources.flatMap(secretsIn));
}

/**
 * The engine shows `reasons` and keeps `properties`; without the provider's text nothing could be destroyed later. State
 * keeps what ran before, and has to know all the same what is secret of what is under way: a refresh may find it.
 */
function partialFailure(
  failure: PartialFailure,
  sources: readonly (State | Inputs | undefined)[],
  before?: State,
): Error {
  const secrets = sources.flatMap(secretsIn);
  const reason = withCode(failure.reason, secrets);
  const kept = secretsIn(failure.state);
  const paths = [failure.state, ...sources].flatMap((source) => inputsOf(source)?.__secrets ?? []);
  const inputs: Inputs = { ...failure.state.inputs };
  if (paths.length > 0) inputs.__secrets = [...new Set(paths)].sort();
  const secretMessage = secrets.some((value) => !kept.includes(value));
  return Object.assign(new Error(reason), {
    id: failure.id,
    properties: toProperties({ ...failure.state, inputs, secretMessage }, before, secrets),
    reasons: [reason],
  });
}

/** The code comes last: at the end of the first line it would cut a secret of several lines in two. */
const withCode = ({ code, message }: Problem, secrets: readonly string[]): string =>
  formatProblem({ code, message: redactForPeople(message, secrets) });

/** By this the line is known that the provider process prints besides the error it answers with. */
const PRINTED = "\u200b";

function plainError(error: unknown, secrets: readonly string[]): Error {
  const plain = new Error(
    error instanceof Problem ? withCode(error, secrets) : redactForPeople(quote(error), secrets),
  );
  plain.stack = PRINTED;
  return plain;
}

/** An error is shown once, on its resource: the copy with a stack, on the stack's row, is dropped. */
export function silenceSecondPrint(): void {
  const print = console.error.bind(console);
  console.error = (...args: unknown[]) => {
    if (!(typeof args[0] === "string" && args[0].endsWith(PRINTED))) print(...args);
  };
}
