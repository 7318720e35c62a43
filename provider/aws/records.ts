import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import { duration } from "../base/duration";
import { nameOf, problem } from "../base/errors";
import { callToRead, throwIfStopped } from "./calls";
import type { OperationContext } from "./operationContext";
import { CLOCK_SKEW, RECORD_LAG } from "./delays";
import { pages } from "./pages";

/** An operation that has ended. */
export interface Ended {
  record: RecordDetail;
  /** The outputs of the record; a failed one has none. */
  outputs: Record<string, string>;
  succeeded: boolean;
  /** It had already ended when it was first looked at: perhaps the answer to an old token. */
  atFirstLook: boolean;
}

/** The first look comes soon, ms; products of a single parameter exist. */
const SHORTEST_INTERVAL = 250;
const LONGEST_INTERVAL = 30_000;

/** How long to wait before the next look at an operation of this age, ms: a sixth of it, within bounds. */
export function pauseBetweenLooks(age: number, random = Math.random()): number {
  return Math.min(Math.max(age / 6, SHORTEST_INTERVAL), LONGEST_INTERVAL) * (0.8 + 0.4 * random);
}

/**
 * Follows an operation to its real end: SUCCEEDED or FAILED on the record that the operation returned, never the
 * status of the product, which changes at another moment (rule 1). Unknown statuses are waited out.
 *
 * @throws Problem `interrupted` or `timeout` while it is still running; else what AWS answered to a look.
 */
export async function followRecord(
  context: OperationContext,
  recordId: string,
  doing: string,
): Promise<Ended> {
  const begun = context.clock.now();
  for (let first = true; ; first = false) {
    const age = context.clock.now() - begun;
    const { record, outputs } = await lookAtRecord(context, recordId, age);
    const status = record.Status;
    if (hasEnded(record)) {
      context.progress(`${doing}: ${describeStatus(status)} (${recordId})`);
      return { record, outputs, succeeded: status === "SUCCEEDED", atFirstLook: first };
    }
    context.progress(`${doing}: ${describeStatus(status)} (${recordId})`);
    const pause = pauseBetweenLooks(age);
    if (context.clock.now() + pause > context.deadline) {
      throw problem(
        "timeout",
        `${doing}: record ${recordId} is ${describeStatus(status)} after ${duration(age)}.`,
      );
    }
    await context.clock.sleep(pause, context.stop);
    throwIfStopped(context);
  }
}

/** Has the operation of this record ended? Unknown statuses count as under way. */
export const hasEnded = ({ Status }: RecordDetail): boolean => Status === "SUCCEEDED" || Status === "FAILED";

const describeStatus = (status: string | undefined): string =>
  status === "IN_PROGRESS_IN_ERROR"
    ? "failed, AWS is cleaning up"
    : (status ?? "accepted").toLowerCase().replaceAll("_", " ");

async function lookAtRecord(
  context: OperationContext,
  recordId: string,
  age: number,
): ReturnType<typeof describeRecord> {
  try {
    return await describeRecord(context, recordId);
  } catch (error) {
    if (nameOf(error) === "ResourceNotFoundException" && age < RECORD_LAG) return { record: {}, outputs: {} };
    throw error;
  }
}

/** AWS's time, ms since the epoch: the only one to hold AWS's timestamps against. */
const awsNow = (context: OperationContext): number => context.clock.now() + context.aws.clockOffset();

/** Of a product or a record, by AWS's clock, ms; never negative. */
export const ageOf = (
  context: OperationContext,
  { CreatedTime }: { CreatedTime?: Date | undefined },
): number => Math.max(awsNow(context) - (CreatedTime?.getTime() ?? 0), 0);

/**
 * Is the record that AWS has just answered the answer to an earlier run, which had sent the same token? It is, when it
 * is older than this run's attempts.
 *
 * @param begun when this run first sent the token, by this machine's clock
 */
export const isOld = (context: OperationContext, record: RecordDetail, begun: number): boolean =>
  record.CreatedTime !== undefined && ageOf(context, record) > context.clock.now() - begun + CLOCK_SKEW;

/** A record as it is now, with all its outputs. */
export async function describeRecord(
  context: OperationContext,
  recordId: string,
): Promise<{ record: RecordDetail; outputs: Record<string, string> }> {
  const outputs: Record<string, string> = {};
  let record: RecordDetail | undefined;
  const ask = (from: { PageToken?: string }) =>
    callToRead(context, (client, options) => client.describeRecord({ Id: recordId, ...from }, options));
  for await (const answer of pages(ask)) {
    record ??= answer.RecordDetail ?? {};
    for (const { OutputKey, OutputValue } of answer.RecordOutputs ?? []) {
      if (OutputKey !== undefined) outputs[OutputKey] = OutputValue ?? "";
    }
  }
  return { record: record ?? {}, outputs };
}
