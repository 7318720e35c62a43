/*
 * What constructing a resource costs: the SDK of Pulumi takes a stack trace for each of the four promises of each property
 * and keeps it in case that one is never resolved, which it shows to those who set PULUMI_DEBUG_PROMISE_LEAKS. Where it maps
 * traces to TypeScript, as it does in every project that does not turn that off, two hundred of them for a product
 * take longer than everything else that happens to it in a preview. Even those that nobody formats cost as much as all the
 * rest, frame by frame. So meanwhile a trace has one frame, which tells whose it is.
 */

const TRACED = "debuggablePromise";

type Format = (error: Error, frames: NodeJS.CallSite[]) => unknown;

/** Leaves these traces out, and cuts all others to where the error was made, until what it returns is called. */
export function skipPromiseTraces(): () => void {
  const traces: { prepareStackTrace?: Format; stackTraceLimit: number } = Error;
  const { prepareStackTrace: usual, stackTraceLimit } = traces;
  if (!usual || process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) return () => undefined;
  const quick: Format = (error, frames) =>
    frames[0]?.getFunctionName() === TRACED ? "" : usual(error, frames);
  traces.prepareStackTrace = quick;
  traces.stackTraceLimit = 1;
  return () => {
    traces.stackTraceLimit = stackTraceLimit;
    if (traces.prepareStackTrace === quick) traces.prepareStackTrace = usual;
  };
}
