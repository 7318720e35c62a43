import assert from "node:assert/strict";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { connectEngine } from "../../../provider/engine/connection";

describe("the engine, where it is not what was expected", () => {
  // Here there is no engine, and the main module is not that of the provider process.
  it("is silent, and lets everything go on", () => {
    const engine = connectEngine();
    const row = engine.row("urn");
    row.progress("a");
    row.note("b");
    row.warn("c");
    assert.equal(engine.stop.aborted, false);
  });

  it("is still heard when it cancels: the one message of type Empty", () => {
    const { stop } = connectEngine();
    Empty.deserializeBinary(new Uint8Array());
    assert.equal(stop.aborted, true);
  });
});
