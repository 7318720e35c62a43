import assert from "node:assert/strict";
import { rowsOver } from "../../../provider/engine/connection";

const INFO = 1;
const WARNING = 2;

/** Rows over a log that answers when the test says so. */
function open() {
  const sent: [urn: string, text: string, severity: number, ephemeral: boolean][] = [];
  const answers: (() => void)[] = [];
  const rows = rowsOver((...message) => {
    sent.push(message);
    return new Promise((resolve) => void answers.push(resolve));
  });
  return { ...rows, sent, answers };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("the row of a resource", () => {
  it("has each kind of message as the engine takes it", () => {
    const { row, sent } = open();
    const one = row("urn:a");
    one.progress("working");
    one.note("by the way");
    one.warn("look");
    assert.deepEqual(sent, [
      ["urn:a", "working", INFO, true],
      ["urn:a", "by the way", INFO, false],
      ["urn:a", "look", WARNING, false],
    ]);
  });

  it("has a note and a warning once, each, and progress whenever it is another", () => {
    const { row, sent } = open();
    const one = row("urn:a");
    for (const text of ["a", "a", "b", "a"]) one.progress(text);
    one.note("n");
    row("urn:a").note("n");
    one.warn("n");
    row("urn:b").note("n");
    row("urn:b").progress("a");
    assert.deepEqual(
      sent.map(([urn, text]) => `${urn} ${text}`),
      ["urn:a a", "urn:a b", "urn:a a", "urn:a n", "urn:a n", "urn:b n", "urn:b a"],
    );
  });
});

describe("an operation that ends", () => {
  it("waits for what was said, however late the engine answers", async () => {
    const { row, heard, answers } = open();
    row("urn:a").note("one");
    row("urn:b").warn("two");
    let over = false;
    const waiting = heard().then(() => (over = true));
    await settle();
    assert.equal(over, false);
    answers[0]?.();
    await settle();
    assert.equal(over, false, "one of two");
    answers[1]?.();
    await waiting;
  });

  it("waits for nothing that has arrived", async () => {
    const { row, heard, answers } = open();
    await heard();
    row("urn:a").note("one");
    answers[0]?.();
    await settle();
    await heard();
  });
});
