import { guessedText, invalidParameters } from "./errors";
import { recordDetail } from "./responses";
import type { Context } from "./operations/operation";
import type { OperationRecord } from "./world";
import { canonical } from "./wire";

/**
 * "Same token, same response": does the work once and answers repetitions with its record, also when that has
 * ended or its product is gone. A repetition with other content is refused. (documented, the rest guessed)
 * @param scope what the token belongs to: the operation, or one termination of one product
 */
export function once(
  { service, world }: Context,
  scope: string,
  token: string,
  input: object,
  work: () => OperationRecord,
): { RecordDetail: unknown } {
  const key = `${scope}/${token}`;
  const content = canonical(input);
  const used = world.tokens.get(key);
  if (used) {
    if (used.content !== content && service.guesses.tokenWithOtherContent === "error")
      throw guessedText(
        invalidParameters(`The idempotency token ${token} was used before with other parameters.`),
      );
    return service.guesses.repeatedToken === "first-answer" || used.recordId === undefined
      ? { RecordDetail: used.answer }
      : { RecordDetail: recordDetail(world.record(used.recordId)) };
  }
  const record = work();
  const answer = recordDetail(record);
  world.tokens.set(key, { content, recordId: record.id, answer });
  return { RecordDetail: answer };
}
