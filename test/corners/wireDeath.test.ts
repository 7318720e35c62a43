import assert from "node:assert/strict";
import { bucket, useProvider } from "../wire/support";

describe("the death of the engine", () => {
  const bench = useProvider({ process: {} });

  it("right after the first call ends the process as well", async () => {
    const web = bench.resource();
    const { provider } = bench;
    const checked = web.check(bucket()).catch(() => undefined);
    provider.engine.close();
    assert.deepEqual(await provider.exited, { code: 1, signal: null });
    await checked;
  });
});
