import type { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { duration } from "../base/duration";
import { messageOf, nameOf, problem, quote } from "../base/errors";
import type { Run } from "./operationContext";

/*
 * One call to Service Catalog, repeated as long as it may help. The SDK gives up after three attempts, about three
 * seconds; at ten calls a second, fifty products would then lose most of their operations. Every call that changes
 * something carries its own token, so that repeating it does not do it twice.
 */

const THROTTLED =
  /^(Throttl\w*|TooManyRequests\w*|RequestLimitExceeded|RequestThrottled\w*|LimitExceededException|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete|EC2Throttled\w*|ProvisionedThroughputExceeded\w*)$/;
const UNREACHABLE =
  /^(TimeoutError|RequestTimeout\w*|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|InternalFailure|InternalServer\w*|ServiceUnavailable\w*|ServerError)$/;

const statusOf = (error: unknown): number =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;

function namesOf(error: unknown): string[] {
  const { code } = error as { code?: unknown };
  return [nameOf(error), typeof code === "string" ? code : ""];
}

const isThrottled = (error: unknown): boolean =>
  statusOf(error) === 429 || namesOf(error).some((name) => THROTTLED.test(name));

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
  return undefined;
}

/** Right after a principal or a role was set up, Service Catalog does not see it yet. How long that is believed, ms. */
const PROPAGATION = 90_000;

/** Why a create may succeed a little later: a fresh association or role has not spread yet. */
function propagationReason(error: unknown): string | undefined {
  if (/No launch paths found/.test(messageOf(error)))
    return "no launch path yet, as right after an association";
  if (/profile does not exist/.test(messageOf(error))) return "the launch role is not visible yet";
  return undefined;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 20_000;

type Send<T> = (client: ServiceCatalog, options: { abortSignal?: AbortSignal }) => Promise<T>;

/** Ends an operation that the user, or the death of the engine, has stopped. */
export function throwIfStopped(run: Run): void {
  if (run.stop.aborted) throw problem("interrupted", "The run was stopped.");
}

/**
 * A call that only reads.
 *
 * @throws Problem `interrupted` or `timeout` from the run; else what AWS answered, as it is.
 */
export const read = <T>(run: Run, send: Send<T>): Promise<T> =>
  repeat(run, async () => send(await run.aws.serviceCatalog(), { abortSignal: run.stop }), transientReason);

/**
 * A call without whose answer the run can do, to any service: repeated only while AWS limits the rate of calls. An
 * endpoint that is out of reach, as behind a firewall, must not hold up what does not need it.
 *
 * @throws Problem `interrupted` or `timeout` from the run; else what AWS answered, as it is.
 */
export const glance = <T>(run: Run, ask: () => Promise<T>): Promise<T> =>
  repeat(run, ask, (error) => (isThrottled(error) ? transientReason(error) : undefined));

/**
 * A call that changes something. It is never sent once the run is stopped, and never cut off while AWS works on
 * it: its answer holds the id that must get into state.
 */
export function change<T>(run: Run, send: Send<T>): Promise<T> {
  const begun = run.clock.now();
  return repeat(
    run,
    async () => {
      const client = await run.aws.serviceCatalog();
      throwIfStopped(run);
      return send(client, {});
    },
    (error) =>
      transientReason(error) ??
      (run.clock.now() - begun < PROPAGATION ? propagationReason(error) : undefined),
  );
}

async function repeat<T>(
  run: Run,
  send: () => Promise<T>,
  reasonToRepeat: (error: unknown) => string | undefined,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      throwIfStopped(run);
      const reason = reasonToRepeat(error);
      if (reason === undefined) throw error;
      const pause = Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE) * (0.5 + Math.random() / 2);
      if (run.clock.now() + pause > run.deadline) {
        throw problem("timeout", `AWS did not answer within the timeout: ${quote(error)}`);
      }
      run.progress(`${reason}; asking again in ${duration(pause)}`);
      await run.clock.sleep(pause, run.stop);
      throwIfStopped(run);
    }
  }
}
