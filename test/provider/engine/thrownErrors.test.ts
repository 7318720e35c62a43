import assert from "node:assert/strict";
import fc from "fast-check";
import { problem } from "../../../provider/base/errors";
import { toThrown } from "../../../provider/engine/thrownErrors";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { isSecret } from "../../../provider/state/secrets";
import { awsError, someInputs, someObserved, someState } from "../support";

const inputsWith = (secret: string) =>
  someInputs({ provisioningParameters: { Key: secret }, __secrets: ["provisioningParameters.Key"] });

/** What people read of an error that quotes the secret in one of the ways in which errors are thrown. */
const readings = (secret: string): string[] => {
  const quoted = `Value ${secret} is bad`;
  const partial = new PartialFailure(
    "pp-1",
    someState(),
    problem("update-failed", quoted, "State is as it was."),
  );
  return [
    problem("call-failed", quoted, "Nothing was created."),
    awsError("ValidationException", quoted),
    partial,
  ]
    .map((error) => toThrown(error, [inputsWith(secret)]) as Error & { reasons?: string[] })
    .flatMap(({ message, reasons = [] }) => [message, ...reasons]);
};

describe("an error that quotes a secret of several lines", () => {
  // No line of it is long enough to be recognised by itself: it has to be taken out before anything is put in between.
  for (const secret of ["ab1\ncd2\nef3", "{\n1,\n2\n}", "x\ny", "a\r\nb\r\nc"])
    it(`shows none of it: ${JSON.stringify(secret)}`, () => {
      for (const text of readings(secret)) {
        assert.match(text, /Value \[secret\] is bad/);
        assert.ok(!text.includes(secret));
      }
    });

  it("has its code at the end of the first line, whatever was taken out", () => {
    const [message] = readings("ab1\ncd2\nef3");
    assert.equal(message, "Value [secret] is bad [call-failed]\nNothing was created.");
  });

  it("shows none of it, whatever its lines are", () => {
    const lines = fc.array(fc.stringMatching(/^[QXZ0-9]{1,6}$/), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(lines, (parts) => {
        const secret = parts.join("\n");
        for (const text of readings(secret)) assert.match(text, /Value \[secret\] is bad/);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the state that a failed operation leaves", () => {
  const first = inputsWith("alpha7kilo");
  const other = inputsWith("bravo9lima");
  const outputs = { First: "<alpha7kilo>", Other: "<bravo9lima>", Open: "plain" };
  const left = (failed: ReturnType<typeof someState>, ...sources: Parameters<typeof toThrown>[1]) => {
    const failure = new PartialFailure("pp-1", failed, problem("update-failed", "no"));
    const { properties } = toThrown(failure, sources) as Error & { properties: Record<string, unknown> };
    return Object.entries(properties["outputs"] as object)
      .filter(([, value]) => !isSecret(value))
      .map(([key]) => key);
  };

  it("shows neither the secret that ran before nor the one that was under way", () => {
    const before = someState({ inputs: first });
    assert.deepEqual(left({ ...before, observed: someObserved({ outputs }) }, before, other), ["Open"]);
  });

  it("shows none of a create, whose secrets are in no state before", () => {
    const failed = someState({
      inputs: other,
      observed: { outputs: { Other: outputs.Other, Open: "plain" } },
    });
    assert.deepEqual(left(failed, other), ["Open"]);
  });

  it("shows nothing that is not known, where a run that was killed may have set secrets", () => {
    const failed = someState({ unverified: "rec-1", observed: { outputs } });
    assert.deepEqual(left(failed, other), []);
  });

  it("has the paths of all secrets, also of those that only the program names", () => {
    const failure = new PartialFailure("pp-1", someState(), problem("update-failed", "no"));
    const thrown = toThrown(failure, [someState(), other]) as Error & { properties: { __secrets: string[] } };
    assert.deepEqual(thrown.properties.__secrets, ["provisioningParameters.Key"]);
  });
});

describe("whatever else is thrown", () => {
  it("becomes an Error that says it", () => {
    for (const [thrown, message] of [
      ["a text", "a text"],
      [undefined, "undefined"],
      [{ a: 1 }, "[object Object]"],
      [new TypeError("odd"), "TypeError: odd"],
    ] as const)
      assert.equal(toThrown(thrown, []).message, message);
  });
});
