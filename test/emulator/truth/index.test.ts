import assert from "node:assert/strict";
import { truth } from "../../../emulator/index";
import { defaultGuesses } from "../../../emulator/truth/guesses";

describe("the table of what is known", () => {
  it("has a row for every switch", () => {
    const switches = new Set(truth.map(({ guess }) => guess));
    const forgotten = Object.keys(defaultGuesses).filter(
      (guess) => !switches.has(guess as keyof typeof defaultGuesses),
    );
    assert.deepEqual(forgotten, []);
  });

  it("has a switch for every guess, and a source for everything", () => {
    for (const { behaviour, evidence, guess, source } of truth) {
      if (evidence === "guessed") assert.ok(guess && guess in defaultGuesses, behaviour);
      assert.notEqual(source, "", behaviour);
    }
    const rows = truth.map(({ behaviour }) => behaviour);
    assert.equal(new Set(rows).size, rows.length);
  });
});
