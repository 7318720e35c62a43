import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import { duration } from "../base/duration";
import { nameOf, problem } from "../base/errors";
import { callToRead, throwIfStopped } from "./calls";
import type { OperationContext } from "./operationContext";
import { CLOCK_SKEW, RECORD_LAG } from "./delays";
import { describeStatus, OperationRow } from "./operationRow";
import { pages } from "./pages";
import type { Follower } from "./watcher";
import { watcherOf } from "./watcher";
import type { Priority } from "./budget";

/** An operation that has ended. */
export interface Ended {
  record: RecordDetail;
  /** The outputs of the record; a failed one has none. */
  outputs: Record<string, string>;
  succeeded: boolean;
  /** It had already ended when it was first looked at: perhaps the answer to an old token. */
  atFirstLook: boolean;
}

/** The first looks come soon, ms; products of a single parameter exist. */
const SHORTEST_INTERVAL = 250;
const SHORT_INTERVAL = 1_000;
const LONGEST_INTERVAL = 30_000;
/** An end is seen late by half of this share of the operation's age, in the middle. */
const SHARE_OF_AGE = 0.06;

/** How long to wait before the next look at an operation of this age, ms: a share of it, within bounds. */
export function pauseBetweenLooks(age: number, random = Math.random()): number {
  const early = Math.min(Math.max(age / 3, SHORTEST_INTERVAL), SHORT_INTERVAL);
  return Math.min(Math.max(early, age * SHARE_OF_AGE), LONGEST_INTERVAL) * (0.8 + 0.4 * random);
}

/** The product is no longer under change and its record goes on: that ends within moments. */
const pauseBeforeEnd = (sinceHint: number): number => Math.min(Math.max(sinceHint, 700), LONGEST_INTERVAL);

/**
 * Follows an operation to its real end: SUCCEEDED or FAILED on the record that the operation returned, never the
 * status of the product, which changes at another moment. Unknown statuses are waited out. Where many records
 * are followed at once a search tells when to look.
 *
 * @throws Problem `interrupted` or `timeout` while it is still running; else what AWS answered to a look.
 */
export async function followRecord(
  context: OperationContext,
  recordId: string,
  doing: string,
): Promise<Ended> {
  const watcher = watcherOf(context.aws);
  const row = new OperationRow(context, doing, recordId, () => watcher.followed);
  const follower = watcher.follow(context, recordId, (id, type) => void row.showResources(id, type));
  let ended: Ended | undefined;
  try {
    if (follower.covered) {
      row.show(undefined);
      await follower.wait(0);
    }
    ended = await lookUntilEnded(context, follower, row, doing);
    return ended;
  } finally {
    row.close();
    follower.leave(ended !== undefined);
  }
}

async function lookUntilEnded(
  context: OperationContext,
  follower: Follower,
  row: OperationRow,
  doing: string,
): Promise<Ended> {
  const { recordId, begun } = follower;
  for (let first = true; ; first = false) {
    throwIfStopped(context);
    const age = context.clock.now() - begun;
    const { record, outputs } = await lookAtRecord(context, follower, age);
    const status = record.Status;
    row.show(status, record.CreatedTime && context.clock.now() - ageOf(context, record));
    if (hasEnded(record))
      return { record, outputs, succeeded: status === "SUCCEEDED", atFirstLook: first && !follower.seen };
    void row.showResources(record.ProvisionedProductId, record.ProvisionedProductType);
    const { hintedAt } = follower;
    const pause =
      hintedAt === undefined ? pauseBetweenLooks(age) : pauseBeforeEnd(context.clock.now() - hintedAt);
    if (context.clock.now() + pause > context.deadline) {
      throw problem(
        "timeout",
        `${doing}: record ${recordId} is ${describeStatus(status)} after ${duration(age)}.`,
      );
    }
    await follower.wait(pause);
  }
}

/** Has the operation of this record ended? Unknown statuses count as under way. */
export const hasEnded = ({ Status }: RecordDetail): boolean => Status === "SUCCEEDED" || Status === "FAILED";

/** A look at what has probably ended goes before those at what may go on. */
async function lookAtRecord(
  context: OperationContext,
  { recordId, isExpected }: Follower,
  age: number,
): ReturnType<typeof describeRecord> {
  try {
    return await describeRecord(context, recordId, isExpected ? "read" : "look");
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
  priority?: Priority,
): Promise<{ record: RecordDetail; outputs: Record<string, string> }> {
  const outputs: Record<string, string> = {};
  let record: RecordDetail | undefined;
  const ask = (from: { PageToken?: string }) =>
    callToRead(
      context,
      (client, options) => client.describeRecord({ Id: recordId, ...from }, options),
      priority,
    );
  for await (const answer of pages(ask)) {
    record ??= answer.RecordDetail ?? {};
    for (const { OutputKey, OutputValue } of answer.RecordOutputs ?? []) {
      if (OutputKey !== undefined) outputs[OutputKey] = OutputValue ?? "";
    }
  }
  return { record: record ?? {}, outputs };
}
