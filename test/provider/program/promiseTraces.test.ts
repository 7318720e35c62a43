import assert from "node:assert/strict";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";
import { skipPromiseTraces } from "../../../provider/program/promiseTraces";

/** Internal to the SDK: it is in no declaration. */
const { debuggablePromise } = debuggable as unknown as {
  debuggablePromise: (promise: Promise<unknown>, context: string) => Promise<unknown>;
};

type Format = (error: Error, frames: NodeJS.CallSite[]) => unknown;
const traces: { prepareStackTrace?: Format | undefined } = Error;

/** The trace that the SDK keeps with a promise. */
const traceOfPromise = (): string | undefined => {
  const promise = Promise.resolve();
  void debuggablePromise(promise, "a property");
  return (promise as { _debugStackTrace?: string })._debugStackTrace;
};

describe("stack traces of the SDK's promises", () => {
  const usual = traces.prepareStackTrace;
  const mapped: Format = (error) => `mapped ${error.message}`;
  beforeEach(() => (traces.prepareStackTrace = mapped));
  afterEach(() => {
    traces.prepareStackTrace = usual;
    delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
  });

  it("are left out while a product is constructed, and no others", () => {
    assert.equal(traceOfPromise(), "mapped ", "what the SDK does by itself");
    const restore = skipPromiseTraces();
    assert.equal(traceOfPromise(), "");
    assert.equal(new Error("of the program").stack, "mapped of the program");
    restore();
    assert.equal(traceOfPromise(), "mapped ");
    assert.equal(traces.prepareStackTrace, mapped);
  });

  it("are not followed to the program, others say where the error was made", () => {
    traces.prepareStackTrace = (_, frames) => frames.map((frame) => frame.getFunctionName());
    const fail = () => new Error("of the program").stack as unknown as string[];
    assert.ok(fail().length > 1);
    const restore = skipPromiseTraces();
    assert.deepEqual(fail(), ["fail"]);
    restore();
    assert.ok(fail().length > 1);
  });

  it("are there for who looks for leaks", () => {
    process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "1";
    const restore = skipPromiseTraces();
    assert.equal(traceOfPromise(), "mapped ");
    restore();
  });

  it("are left to Node where nobody maps them", () => {
    traces.prepareStackTrace = undefined;
    const restore = skipPromiseTraces();
    assert.equal(traces.prepareStackTrace, undefined);
    restore();
  });

  it("are those of whoever has begun to map them meanwhile", () => {
    const restore = skipPromiseTraces();
    const other: Format = () => "other";
    traces.prepareStackTrace = other;
    restore();
    assert.equal(traces.prepareStackTrace, other);
  });
});
