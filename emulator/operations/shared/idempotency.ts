import { createHash } from "node:crypto";
import { guessedText, invalidParameters } from "../../protocol/errors";
import { canonical } from "../../protocol/json";
import type { Context } from "../../service/context";
import type { OperationRecord } from "../../state/record";
import { recordDetail } from "./responses";

/** A request with an idempotency token. */
export interface TokenRequest {
  /** What the token belongs to: the operation, or one termination of one product. */
  readonly scope: string;
  readonly token: string;
  readonly input: object;
}

/**
 * "Same token, same response": does the work once and answers a repetition with the first answer. A repetition with
 * other content is refused, see the guess `tokenWithOtherContent`. (documented, the rest guessed)
 */
export const answerOnce = (context: Context, request: TokenRequest, work: () => object): object =>
  once(context, request, () => ({ answer: work(), recordId: undefined }));

/**
 * As `answerOnce`, of an operation that has a record. A repetition is answered with the record as it is by now, also
 * when that has ended or its product is gone, see the guess `repeatedToken`.
 */
export function recordOnce(
  context: Context,
  request: TokenRequest,
  work: () => OperationRecord,
  answerOf: (record: OperationRecord) => object = (record) => ({ RecordDetail: recordDetail(record) }),
): object {
  const begin = () => {
    const record = work();
    return { answer: answerOf(record), recordId: record.id };
  };
  return once(context, request, begin, (id) => answerOf(context.accountRegion.record(id)));
}

function once(
  { service, accountRegion }: Context,
  { scope, token, input }: TokenRequest,
  work: () => { readonly answer: object; readonly recordId: string | undefined },
  answerNow?: (recordId: string) => object,
): object {
  const { guesses } = service;
  const key = `${scope}/${token}`;
  // Neither as long as what was sent, nor with its secrets.
  const content = createHash("sha256").update(canonical(input)).digest("hex");
  const used = accountRegion.tokens.get(key);
  if (!used) {
    const done = work();
    accountRegion.tokens.set(key, { content, ...done });
    return done.answer;
  }
  if (used.content !== content && guesses.tokenWithOtherContent === "error")
    throw guessedText(
      invalidParameters(`The idempotency token ${token} was used before with other parameters.`),
    );
  const isAnsweredAnew = guesses.repeatedToken === "record-now" && used.recordId !== undefined;
  return isAnsweredAnew && answerNow ? answerNow(used.recordId) : (used.answer as object);
}
