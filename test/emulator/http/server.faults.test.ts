import assert from "node:assert/strict";
import sinon from "sinon";
import { listen } from "../../../emulator/http/server";
import type { Surroundings } from "../../../emulator/http/answer";

/** An emulator of which everything breaks that is asked for anything. */
const broken = {
  get service(): never {
    throw new Error("broken");
  },
} as unknown as Surroundings;

describe("a fault of the emulator itself", () => {
  const said: unknown[] = [];
  beforeEach(() => {
    said.length = 0;
    sinon.stub(console, "error").callsFake((...words: unknown[]) => void said.push(...words));
  });
  afterEach(() => sinon.restore());

  const doors = {
    page: () => {
      throw new Error("broken page");
    },
    control: () => Promise.reject(new Error("broken control")),
  };

  it("is answered as what it is, at every door, and ends nothing", async () => {
    const { server, url } = await listen(broken, 0, doors);
    try {
      for (const [path, method, message] of [
        ["/", "POST", "broken"],
        ["/", "GET", "broken page"],
        ["/emulator/calls", "POST", "broken control"],
        ["/", "POST", "broken"],
      ] as const) {
        const response = await fetch(url + path, { method, ...(method === "POST" && { body: "{}" }) });
        assert.equal(response.status, 500);
        assert.deepEqual(await response.json(), { Message: `Error: ${message}`, __type: "EmulatorFault" });
      }
      assert.equal(said.length, 4, "who runs the emulator is told");
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("is none when the client breaks off, of whom nobody is told", async () => {
    let begun: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (begun = resolve));
    const control = async (message: AsyncIterable<unknown>) => {
      begun();
      for await (const chunk of message) void chunk;
    };
    const { server, url } = await listen(broken, 0, { ...doors, control });
    try {
      const stopper = new AbortController();
      const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode("[")) });
      const sending = fetch(`${url}/emulator/calls`, {
        method: "POST",
        body,
        duplex: "half",
        signal: stopper.signal,
      } as RequestInit);
      await arrived;
      stopper.abort();
      await assert.rejects(sending);
      assert.equal((await fetch(`${url}/`)).status, 500, "it goes on");
      assert.deepEqual(said.map(String), ["Error: broken page"]);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
