import type { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import type { Aws, CallOptions } from "./clients";
import type { Priority } from "./budget";
import { budgetOf } from "./budget";
import { duration } from "../base/duration";
import { messageOf, nameOf, problem, quote } from "../base/errors";
import type { OperationContext } from "./operationContext";
import { PROPAGATION } from "./delays";

/*
 * One call to AWS, repeated as long as it may help. The SDK gives up after three attempts, about three seconds; at ten
 * calls a second, fifty products would then lose most of their operations. It is told to make one attempt, since what
 * it repeats by itself goes on after the run is stopped. Every call that changes something carries its own token, so
 * that repeating it does not do it twice. Each attempt of a call to Service Catalog has its turn in the connection's
 * budget.
 */

const THROTTLED =
  /^(Throttl\w*|TooManyRequests\w*|RequestLimitExceeded|RequestThrottled\w*|LimitExceededException|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete|EC2Throttled\w*|ProvisionedThroughputExceeded\w*)$/;
const UNREACHABLE =
  /^(TimeoutError|RequestTimeout\w*|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|InternalFailure|InternalServer\w*|ServiceUnavailable\w*|ServerError)$/;

const metadataOf = (error: unknown) =>
  (error as { $metadata?: { httpStatusCode?: number; clockSkewCorrected?: boolean } }).$metadata ?? {};
const statusOf = (error: unknown): number => metadataOf(error).httpStatusCode ?? 0;

const namesOf = (error: unknown): string[] => [nameOf(error), String((error as { code?: unknown }).code)];

const isThrottled = (error: unknown): boolean =>
  statusOf(error) === 429 || namesOf(error).some((name) => THROTTLED.test(name));

/** Nothing came back at all. */
const isUnreachable = (error: unknown): boolean =>
  statusOf(error) === 0 && namesOf(error).some((name) => UNREACHABLE.test(name));

/** AWS takes no signature of another time than its own, give or take some minutes. */
const isClockSkewError = (error: unknown): boolean =>
  /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)$/.test(nameOf(error)) ||
  /Signature (expired|not yet current)/.test(messageOf(error));

/** Why a call may succeed when it is repeated; undefined when it will not. */
export function transientReason(error: unknown): string | undefined {
  const [names, status] = [namesOf(error), statusOf(error)];
  if (isThrottled(error)) return "AWS limits the rate of calls";
  if (status >= 500) return `AWS answered with an internal error (${status})`;
  if (names.some((name) => UNREACHABLE.test(name)) || /socket hang up/.test(messageOf(error))) {
    return `AWS did not answer (${messageOf(error)})`;
  }
  // What the SDK throws for a body that is not JSON: a proxy's page, or an answer that was cut off.
  if (error instanceof SyntaxError) return "the answer was unreadable";
  // The signature bore a time that AWS does not take; the next one bears AWS's.
  if (metadataOf(error).clockSkewCorrected && isClockSkewError(error)) return "this machine's clock is wrong";
  return undefined;
}

/** What was never sent: nobody was there to take it. */
const NOT_SENT = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** May AWS have taken a call that ended so? Not if it has refused it, and not if the call did not reach it. */
function mayBeTaken(error: unknown): boolean {
  if (error instanceof TypeError) return true; // an answer that the SDK cannot read
  const status = statusOf(error);
  if (status >= 400 && status < 500) return false;
  const reason = transientReason(error);
  return reason !== undefined && !isThrottled(error) && !namesOf(error).some((name) => NOT_SENT.test(name));
}

/** The errors of changes of which the answer to an attempt was lost. */
const unanswered = new WeakSet<object>();

/**
 * Whether AWS has taken the change that ended with this error is not known: the answer to an attempt was lost, whatever
 * became of the attempts after it.
 */
export const isUnanswered = (error: unknown): boolean => unanswered.has(error as object);

/** An error of ours that stands for one of those. */
export function markUnanswered<T extends Error>(error: T): T {
  unanswered.add(error);
  return error;
}

/** Why a create may succeed a little later: a fresh association or role has not spread yet. */
function propagationReason(error: unknown): string | undefined {
  if (/No launch paths found/.test(messageOf(error)))
    return "no launch path yet, as right after an association";
  if (/profile does not exist/.test(messageOf(error))) return "the launch role is not visible yet";
  return undefined;
}

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 20_000;

type Send<T> = (client: ServiceCatalog, options: CallOptions) => Promise<T>;

/** Ends an operation that the user, or the death of the engine, has stopped. */
export function throwIfStopped(context: OperationContext): void {
  if (context.stop.aborted) throw problem("interrupted", "The run was stopped.");
}

/**
 * A call that only reads.
 *
 * @throws Problem `interrupted` or `timeout` from the run; else what AWS answered, as it is.
 */
export const callToRead = <T>(
  context: OperationContext,
  send: Send<T>,
  priority: Priority = "read",
): Promise<T> =>
  repeatCall(
    context,
    inTurn(context, priority, async () =>
      send(await context.aws.serviceCatalog(), { abortSignal: context.stop }),
    ),
    transientReason,
  );

/**
 * A search whose answer is only a hint: it is repeated only where AWS limits the rate of calls.
 *
 * @throws Problem `interrupted` from the run; else what AWS answered, as it is.
 */
export const callForHint = <T>(context: OperationContext, send: Send<T>): Promise<T> =>
  repeatCall(
    context,
    inTurn(context, "sweep", async () =>
      send(await context.aws.serviceCatalog(), { abortSignal: context.stop }),
    ),
    (error) => (isThrottled(error) ? transientReason(error) : undefined),
  );

/** How long an optional call is repeated, ms, unless AWS limits the rate of calls. */
const OPTIONAL_CALL_LIMIT = 60_000;

/**
 * A call without whose answer the run can do, to any service. An endpoint that is out of reach, as behind a firewall,
 * must not hold up what does not need it: it is not asked again, and one that fails not for long.
 *
 * @throws Problem `interrupted` or `timeout` from the run; else what AWS answered, as it is.
 */
export function callOptional<T>(context: OperationContext, ask: () => Promise<T>): Promise<T> {
  const until = context.clock.now() + OPTIONAL_CALL_LIMIT;
  return repeatCall(context, ask, (error) => {
    const mayHelp = isThrottled(error) || (!isUnreachable(error) && context.clock.now() < until);
    return mayHelp ? transientReason(error) : undefined;
  });
}

const changes = new WeakMap<Aws, number>();

/** How many changes this process has begun over a connection: what was read before may be old. */
export const changesSent = (aws: Aws): number => changes.get(aws) ?? 0;

/**
 * A call that changes something. It is never sent once the run is stopped, and never cut off while AWS works on
 * it: its answer holds the id that must get into state. Of an error that it ends with `isUnanswered` tells whether the
 * change may have happened all the same.
 *
 * @throws Problem `interrupted` or `timeout` from the run; else what AWS answered last, as it is.
 */
export async function callToChange<T>(context: OperationContext, send: Send<T>): Promise<T> {
  const begun = context.clock.now();
  let lost = false;
  changes.set(context.aws, changesSent(context.aws) + 1);
  try {
    return await repeatCall(
      context,
      inTurn(context, "change", async () => {
        const client = await context.aws.serviceCatalog();
        throwIfStopped(context);
        try {
          return await send(client, { stop: context.stop });
        } catch (error) {
          lost ||= mayBeTaken(error);
          throw error;
        }
      }),
      (error) =>
        transientReason(error) ??
        (context.clock.now() - begun < PROPAGATION ? propagationReason(error) : undefined),
    );
  } catch (error) {
    throw lost && error instanceof Error ? markUnanswered(error) : error;
  }
}

/** The account of the caller, asked for with the patience of every other call. */
export const callerAccount = (context: OperationContext): Promise<string> =>
  repeatCall(context, () => context.aws.accountId(), transientReason);

/** Who calls, as an ARN, asked for with the patience of every other call. */
export const callerArn = (context: OperationContext): Promise<string> =>
  repeatCall(context, () => context.aws.callerArn(), transientReason);

/** An attempt that waits for its turn first, and tells the budget how it ended. */
const inTurn =
  <T>(context: OperationContext, priority: Priority, attempt: () => Promise<T>) =>
  async (): Promise<T> => {
    const budget = budgetOf(context.aws);
    const admitted = await budget.admit(context, priority);
    try {
      return await attempt();
    } catch (error) {
      if (isThrottled(error)) budget.refused(admitted, context.clock.now());
      throw error;
    }
  };

async function repeatCall<T>(
  context: OperationContext,
  send: () => Promise<T>,
  reasonToRepeat: (error: unknown) => string | undefined,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      throwIfStopped(context);
      const reason = reasonToRepeat(error);
      if (reason === undefined) throw error;
      const pause = Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE) * (0.5 + Math.random() / 2);
      if (context.clock.now() + pause > context.deadline) {
        throw problem("timeout", `AWS did not answer within the timeout: ${quote(error)}`);
      }
      context.progress(`${reason}; asking again in ${duration(pause)}`);
      await context.clock.sleep(pause, context.stop);
      throwIfStopped(context);
    }
  }
}
