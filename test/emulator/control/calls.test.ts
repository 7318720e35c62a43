import assert from "node:assert/strict";
import { describeCall, type Call } from "../../../emulator/control/calls";
import { createEmulator } from "../../../emulator/createEmulator";
import { bucketCatalog, post } from "../support";

const call = (more: Partial<Call>): Call => ({
  operation: "DescribeProduct",
  account: "123456789012",
  region: "us-east-1",
  input: {},
  status: 200,
  at: 0,
  attempt: 1,
  mutating: false,
  ...more,
});

describe("a call on a line", () => {
  it("is told by when, where, what, of which product, and how it ended", () => {
    const line = "00:00:00.000 123456789012/us-east-1";
    assert.equal(describeCall(call({ input: { Name: "web" } })), `${line} DescribeProduct web → 200`);
    assert.equal(describeCall(call({ status: 0, fault: "hang" })), `${line} DescribeProduct → hang`);
    assert.equal(describeCall(call({ status: 0 })), `${line} DescribeProduct → no answer`);
    assert.equal(
      describeCall(call({ operation: "", status: 400, error: "Bad", attempt: 3 })),
      `${line} (no operation) → 400 Bad (attempt 3)`,
    );
    assert.equal(describeCall(call({ input: null })), `${line} DescribeProduct → 200`);
  });

  const forged = "web → 200\n00:00:00.000 123456789012/us-east-1 TerminateProvisionedProduct web → 200";
  const acting = "\x1b]0;owned\x07\x1b[2K\rgone";
  for (const text of [forged, acting])
    it(`is one line that acts on no terminal, whatever was sent: ${JSON.stringify(text.slice(0, 12))}`, () => {
      for (const more of [
        { input: { Name: text } },
        { input: { ProvisionedProductId: text } },
        { operation: text },
        { account: text },
        { region: text },
        { error: text },
      ])
        assert.doesNotMatch(describeCall(call(more)), /[\p{Cc}\p{Zl}\p{Zp}]/u, JSON.stringify(more));
    });

  it("is so in the log of an emulator as well, in either protocol", async () => {
    const lines: string[] = [];
    const log = (line: string) => void lines.push(line);
    const emulator = await createEmulator({ catalog: bucketCatalog, verbose: true, log });
    await post(emulator, "DescribeProduct", { Name: forged });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    await fetch(emulator.url, {
      method: "POST",
      headers,
      body: new URLSearchParams({ Action: forged, Name: acting }),
    });
    await emulator.close();
    assert.equal(lines.length, 2);
    for (const line of lines) assert.doesNotMatch(line, /[\p{Cc}]/u);
  });
});
