import assert from "node:assert/strict";
import { readStackParametersOfMany } from "../../../provider/aws/stackPages";
import { awsError, testRun } from "../support";

const arnOf = (n: number) => `arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-${n}/uuid`;

/** So many stacks, newest first and three a page; each runs with the number of its last change. */
function stacks(count: number, listed?: object | (() => object | undefined)) {
  const versions = new Map<string, number>();
  const describe = (arn: string) => ({
    StackId: arn,
    Parameters: [
      { ParameterKey: "Version", ParameterValue: String(versions.get(arn) ?? 0) },
      { ParameterKey: "Password", ParameterValue: "****" },
    ],
  });
  const all = Array.from({ length: count }, (_, n) => arnOf(count - 1 - n));
  const given: unknown[] = [];
  const run = testRun({
    describeStacks: ({ StackName, NextToken = "0" }, options) => {
      given.push(options);
      if (typeof StackName === "string") return { Stacks: [describe(StackName)] };
      const instead: unknown = typeof listed === "function" ? listed() : listed;
      if (instead !== undefined) return instead;
      const end = Number(NextToken) + 3;
      return {
        Stacks: all.slice(Number(NextToken), end).map(describe),
        ...(end < count && { NextToken: String(end) }),
      };
    },
  });
  return {
    run,
    /** How each call went out. */
    given,
    change: (n: number) => versions.set(arnOf(n), (versions.get(arnOf(n)) ?? 0) + 1),
    read: (n: number) => readStackParametersOfMany(run, arnOf(n)),
    /** Calls for one stack, and for pages. */
    calls: () => {
      const calls = run.aws.named("describeStacks");
      const single = calls.filter(({ StackName }) => StackName !== undefined).length;
      return [single, calls.length - single];
    },
  };
}

const shown = { Version: "0" };

describe("the parameters of many stacks", () => {
  it("are read one by one for three, from the fourth on in pages, each as soon as its page is there", async () => {
    const many = stacks(12);
    for (let n = 11; n >= 0; n--) assert.deepEqual(await many.read(n), shown);
    assert.deepEqual(many.calls(), [3, 4]);
  });

  it("are read in pages that all share who ask at the same time", async () => {
    const many = stacks(30);
    const found = await Promise.all(Array.from({ length: 30 }, (_, n) => many.read(n)));
    assert.ok(found.every((parameters) => parameters?.["Version"] === "0"));
    assert.deepEqual(many.calls(), [3, 9], "the three that asked first have a page of their own");
  });

  it("never cost more pages than there are askers, in an account with many more stacks", async () => {
    const many = stacks(300);
    for (let n = 0; n < 20; n++) assert.deepEqual(await many.read(n), shown);
    const [single = 0, pages = 0] = many.calls();
    assert.ok(single <= 20 && pages <= 20, `${single} + ${pages}`);
  });

  it("are asked for by calls that end with the run of whoever asks, and soon", async () => {
    const many = stacks(6);
    for (const n of [0, 0, 0, 5]) await many.read(n);
    const other = testRun({});
    await readStackParametersOfMany({ ...many.run, stop: other.stop }, arnOf(1));
    const requestTimeout = 10_000;
    assert.deepEqual(many.given.slice(3), [
      { abortSignal: many.run.stop, requestTimeout },
      { abortSignal: other.stop, requestTimeout },
    ]);
    assert.deepEqual(many.run.aws.named("describeStacks").slice(3), [{}, { NextToken: "3" }]);
  });

  it("are read from the first page on once the list is old, and not before", async () => {
    const many = stacks(6);
    for (const n of [0, 0, 0, 5, 1]) await many.read(n);
    assert.deepEqual(many.calls(), [3, 2]);
    many.run.clock.advance(30_000);
    assert.deepEqual(await many.read(4), shown, "a page is believed for half a minute");
    assert.deepEqual(await many.read(77), shown);
    assert.deepEqual(many.calls(), [4, 2]);
    many.run.clock.advance(1);
    many.change(3);
    assert.deepEqual(await many.read(3), { Version: "1" });
    assert.deepEqual(many.calls(), [4, 3]);
  });

  it("are asked for singly where no page shows the stack: a deleted one is found by its ARN", async () => {
    const many = stacks(3);
    for (const n of [0, 1, 2]) await many.read(n);
    assert.deepEqual(await many.read(77), shown);
    assert.deepEqual(many.calls(), [4, 1]);
  });

  it("are read anew by who asks again, and when a page is old", async () => {
    const many = stacks(6);
    for (const n of [0, 0, 0, 5]) await many.read(n);
    many.change(5);
    assert.deepEqual(await many.read(5), { Version: "1" });
    many.change(4);
    many.run.clock.advance(31_000);
    assert.deepEqual(await many.read(4), { Version: "1" });
  });

  for (const [what, answer] of [
    ["denied", awsError("AccessDenied", "no", { $fault: "client" })],
    ["out of reach", awsError("TimeoutError")],
    ["unreadable", new SyntaxError("Unexpected token '<'")],
    ["failing", awsError("ServiceUnavailable", "later", { $metadata: { httpStatusCode: 503 } })],
    ["without stacks", { Stacks: undefined }],
    ["with stacks that tell nothing", { Stacks: [{}] }],
  ] as const)
    it(`are read one by one where the list is ${what}`, async () => {
      const many = stacks(3, answer);
      for (let n = 0; n < 50; n++) assert.deepEqual(await many.read(n), shown);
      assert.equal(many.calls()[0], 50);
    });

  it("are read in pages again, long after these have failed", async () => {
    let failures = 1;
    const many = stacks(6, () => (failures-- > 0 ? awsError("TimeoutError") : undefined));
    for (let time = 0; time < 15; time++) await many.read(5);
    assert.deepEqual(many.calls(), [15, 1]);
    await many.read(5);
    assert.deepEqual(many.calls(), [15, 2]);
  });

  it("are those of the stack where the list shows some that are not known", async () => {
    const many = stacks(3, { Stacks: [{ StackId: arnOf(1), Parameters: [] }, { Parameters: [] }] });
    for (const n of [0, 0, 0]) await many.read(n);
    assert.deepEqual(await many.read(1), {});
    assert.deepEqual(await many.read(2), shown);
  });
});
