import assert from "node:assert/strict";
import { createProduct } from "../../../provider/lifecycle/create";
import { SeenProducts } from "../../../provider/product/managedProducts";
import type { Inputs } from "../../../provider/state/inputs";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { NO_FLAGS, awsError, someInputs, testRun, type TestRun } from "../support";
import { FAULTS } from "./faults";

interface Life {
  /** How the record ends; it is IN_PROGRESS at the first look, unless that comes late. */
  ends?: "SUCCEEDED" | "FAILED";
  late?: boolean;
  /** AWS shows the product only this many looks after it was provisioned. */
  unseen?: number;
  collides?: boolean;
}

/** An AWS in which a product is provisioned; from its so-manieth call on nothing works, whatever is asked. */
function play(life: Life, from = Infinity, fault?: (context: TestRun) => unknown): TestRun {
  let [calls, looks, unseen] = [0, 0, life.unseen ?? 0];
  const ask = (answer: unknown): unknown => (++calls > from && fault ? fault(context) : answer);
  const answering =
    (answer: (input: Record<string, unknown>) => unknown) => (input: Record<string, unknown>) =>
      ask(answer(input));
  const statuses = [...(life.late ? [] : ["IN_PROGRESS"]), life.ends ?? "SUCCEEDED"];
  const record = (Status: string | undefined) => ({
    RecordId: "rec-1",
    ProvisionedProductId: "pp-1",
    RecordType: "PROVISION_PRODUCT",
    Status,
    CreatedTime: new Date(context.clock.begun),
    ...(life.collides && { RecordErrors: [{ Description: "Another execution is in progress" }] }),
  });
  const context: TestRun = testRun(
    {
      provisionProduct: answering(() => ({ RecordDetail: record("CREATED") })),
      describeRecord: answering(() => ({ RecordDetail: record(statuses[looks++] ?? statuses.at(-1)) })),
      describeProvisionedProduct: answering(() =>
        unseen-- > 0
          ? awsError("ResourceNotFoundException")
          : {
              ProvisionedProductDetail: {
                Id: "pp-1",
                Name: "web",
                Status: life.ends === "FAILED" ? "ERROR" : "AVAILABLE",
                Type: "CFN_STACK",
                LastRecordId: "rec-1",
                LastProvisioningRecordId: "rec-1",
              },
            },
      ),
      describeStackEvents: answering(() => ({ StackEvents: [] })),
      updateProvisionedProductProperties: answering(() => ({ RecordId: "rec-2", Status: "SUCCEEDED" })),
    },
    { timeout: 120_000 },
  );
  // Whose credentials these are, and where they lead, may be the one thing that nobody says.
  const asking = <T>(answer: T) =>
    new Promise<T>((resolve, reject) => {
      const given = ask(answer);
      if (given instanceof Error) reject(given);
      else resolve(given as T);
    });
  Object.assign(context.aws, {
    accountId: () => asking("123456789012"),
    callerArn: () => asking("arn:aws:iam::123456789012:user/somebody"),
    region: () => asking("eu-west-1"),
  });
  return context;
}

describe("when nothing works any more after AWS has begun to provision", () => {
  const lives: [string, Life, Partial<Inputs>][] = [
    ["a plain life", {}, {}],
    ["a first look that comes late", { late: true }, {}],
    ["a product that is shown late", { late: true, unseen: 1 }, {}],
    ["a failed one", { ends: "FAILED" }, {}],
    ["a failed one, seen late", { ends: "FAILED", late: true }, {}],
    ["a collision", { ends: "FAILED", collides: true }, {}],
    ["a change of owner", {}, { owner: "arn:aws:iam::123456789012:role/team" }],
  ];
  for (const [what, life, more] of lives)
    it(`the product is in state: ${what}, from every call on, in every way`, async () => {
      const create = (context: TestRun) =>
        createProduct(context, someInputs(more), new SeenProducts(), () => NO_FLAGS).catch(
          (error: unknown) => error,
        );
      const plain = play(life);
      await create(plain);
      const calls = plain.aws.calls.length;
      assert.ok(calls > 2);
      for (let from = 1; from < calls; from++)
        for (const [way, fault] of FAULTS) {
          const context = play(life, from, fault);
          const outcome = await create(context);
          const where = `call ${from} (${plain.aws.calls[from]?.operation}) ${way}: ${String(outcome)}`;
          assert.equal((outcome as { id?: string }).id, "pp-1", where);
          assert.ok(!(outcome instanceof Error) || outcome instanceof PartialFailure, where);
          if (outcome instanceof PartialFailure) {
            assert.doesNotMatch(outcome.message, /Nothing was created/, where);
            assert.notEqual(outcome.message.trim(), "", where);
          }
          assert.equal(context.aws.named("provisionProduct").length, 1, where);
        }
    });
});
