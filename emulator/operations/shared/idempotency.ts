import { guessedText, invalidParameters } from "../../protocol/errors";
import { recordDetail } from "./responses";
import type { TokenUse } from "../../state/accountRegion";
import { canonical } from "../../protocol/json";
import type { Context } from "../../service/context";
import type { OperationRecord } from "../../state/record";

/**
 * "Same token, same response": does the work once and answers repetitions with its record, also when that has
 * ended or its product is gone. A repetition with other content is refused. (documented, the rest guessed)
 * @param scope what the token belongs to: the operation, or one termination of one product
 */
export function once(
  context: Context,
  scope: string,
  token: string,
  input: object,
  work: () => OperationRecord,
): { RecordDetail: unknown } {
  const { service, accountRegion } = context;
  const { key, content, used } = useOf(context, scope, token, input);
  if (used) {
    return service.guesses.repeatedToken === "first-answer" || used.recordId === undefined
      ? { RecordDetail: used.answer }
      : { RecordDetail: recordDetail(accountRegion.record(used.recordId)) };
  }
  const record = work();
  const answer = recordDetail(record);
  accountRegion.tokens.set(key, { content, recordId: record.id, answer });
  return { RecordDetail: answer };
}

/** As `once`, of an operation that has no record: a repetition gets the answer again. */
export function answeredOnce(
  context: Context,
  scope: string,
  token: string,
  input: object,
  work: () => object,
): object {
  const { key, content, used } = useOf(context, scope, token, input);
  if (used) return used.answer as object;
  const answer = work();
  context.accountRegion.tokens.set(key, { content, recordId: undefined, answer });
  return answer;
}

function useOf(
  { service, accountRegion }: Context,
  scope: string,
  token: string,
  input: object,
): { key: string; content: string; used: TokenUse | undefined } {
  const key = `${scope}/${token}`;
  const content = canonical(input);
  const used = accountRegion.tokens.get(key);
  if (used && used.content !== content && service.guesses.tokenWithOtherContent === "error")
    throw guessedText(
      invalidParameters(`The idempotency token ${token} was used before with other parameters.`),
    );
  return { key, content, used };
}
