import assert from "node:assert/strict";
import type { Row } from "../../../provider/engine/connection";
import type { Inputs } from "../../../provider/state/inputs";
import type { Properties } from "../../../provider/state/values";
import { awsError, fakeAws, SleepingClock, someInputs, someState, type Answers } from "../support";
import { toProperties } from "../../../provider/state/properties";
import { createHandler } from "../../../provider/engine/createHandler";

interface Failure extends Error {
  id?: string;
  properties?: Properties;
  reasons?: string[];
}

function handlerOn(answers: Answers, config: Record<string, string> = {}) {
  const clock = new SleepingClock();
  const aws = fakeAws(answers);
  const said: string[] = [];
  const stopper = new AbortController();
  const row = (): Row => ({
    progress: (text) => void said.push(`progress: ${text}`),
    note: (text) => void said.push(`note: ${text}`),
    warn: (text) => void said.push(`warn: ${text}`),
  });
  const handler = createHandler({
    engine: { stop: stopper.signal, heard: () => Promise.resolve(), row },
    clock,
    aws: () => aws,
  });
  handler.configure({ config: { get: (key) => config[key] } });
  return { handler, clock, aws, said, stopper };
}

const record = (more: object = {}) => ({
  RecordId: "rec-1",
  ProvisionedProductId: "pp-1",
  RecordType: "PROVISION_PRODUCT",
  Status: "SUCCEEDED",
  ...more,
});

const detail = (more: object = {}) => ({
  Id: "pp-1",
  Name: "web",
  Arn: "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-1",
  Status: "AVAILABLE",
  CreatedTime: new Date(new SleepingClock().begun),
  LastRecordId: "rec-1",
  LastProvisioningRecordId: "rec-1",
  LastSuccessfulProvisioningRecordId: "rec-1",
  ...more,
});

/** An AWS in which everything succeeds at once. */
const fine = (more: Answers = {}): Answers => ({
  provisionProduct: { RecordDetail: record({ Status: "CREATED" }) },
  updateProvisionedProduct: { RecordDetail: record({ Status: "CREATED" }) },
  describeRecord: { RecordDetail: record() },
  describeProvisionedProduct: (): object => ({ ProvisionedProductDetail: detail() }),
  describeProvisioningParameters: { ProvisioningArtifactParameters: [] },
  ...more,
});

/** Inputs as they come back from the engine. */
const properties = (more: Partial<Inputs> = {}): Properties => ({ ...someInputs(more) });

async function thrown(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    return error as Failure;
  }
  throw new Error("nothing was thrown");
}

describe("the handler", () => {
  it("gives every operation its own timeout, 12 hours unless the program says otherwise", async () => {
    for (const [__timeouts, hours] of [
      [undefined, 12],
      [{ create: "1h", update: "2h" }, 1],
    ] as const) {
      const running = { RecordDetail: record({ Status: "IN_PROGRESS" }) };
      const { handler, clock } = handlerOn(fine({ describeRecord: running }));
      const error = await thrown(handler.create(properties(__timeouts ? { __timeouts } : {})));
      assert.equal(error.id, "pp-1");
      const waited = (clock.now() - clock.begun) / 3_600_000;
      // The last look at the product is bounded by three seconds that also pass on this clock.
      assert.ok(waited > hours - 0.02 && waited < hours + 0.01, `${waited} h`);
    }
  });

  for (const [what, error] of [
    ["a hang, which the client ends as a timeout", awsError("TimeoutError")],
    ["a reset connection", awsError("Error", "read ECONNRESET", { code: "ECONNRESET" })],
    ["throttling for minutes", awsError("ThrottlingException")],
  ] as const) {
    it(`gets through ${what}, with the same token every time`, async () => {
      let left = 12;
      const { handler, aws } = handlerOn(
        fine({
          provisionProduct: () => (left-- > 0 ? error : { RecordDetail: record({ Status: "CREATED" }) }),
        }),
      );
      assert.equal((await handler.create(properties())).id, "pp-1");
      const tokens = aws.named("provisionProduct").map(({ ProvisionToken }) => ProvisionToken);
      assert.equal(tokens.length, 13);
      assert.equal(new Set(tokens).size, 1);
    });
  }

  it("throws nothing but Errors, whatever is thrown below", async () => {
    const { handler } = handlerOn(
      fine({
        describeProvisionedProduct: () => {
          // eslint-disable-next-line @typescript-eslint/only-throw-error
          throw "a text";
        },
      }),
    );
    const error = await thrown(handler.read("pp-1", toProperties(someState())));
    assert.ok(error instanceof Error);
    assert.match(error.message, /a text/);
  });

  it("takes secrets out of errors, reasons and the row", async () => {
    const inputs = properties({
      provisioningParameters: { Password: "hunter2" },
      __secrets: ["provisioningParameters.Password"],
    });
    const refused = handlerOn(
      fine({ provisionProduct: awsError("InvalidParametersException", "hunter2 is bad") }),
    );
    assert.match((await thrown(refused.handler.create(inputs))).message, /\[secret\] is bad/);

    const failed = record({ Status: "FAILED", RecordErrors: [{ Code: "1", Description: "hunter2 is bad" }] });
    const partial = handlerOn(fine({ describeRecord: { RecordDetail: failed } }));
    const error = await thrown(partial.handler.create(inputs));
    assert.match(error.reasons?.join() ?? "", /\[secret\] is bad/);
    assert.doesNotMatch(error.message, /hunter2/);

    const tainted = someState({
      inputs: inputs,
      observed: { status: "TAINTED", statusMessage: "hunter2 is bad" },
    });
    const row = handlerOn(fine());
    const clear = { provisioningParameters: { Password: "hunter2" }, statusMessage: "hunter2 is bad" };
    await row.handler.diff("pp-1", { ...toProperties(tainted), ...clear }, inputs);
    assert.match(row.said.join(), /warn: .*\[secret\] is bad/);
  });

  it("says what is wrong with the stack's config on every resource, not only on the first", async () => {
    const { handler } = handlerOn(fine(), { "servicecatalog:ignoreErrors": "maybe" });
    for (let resource = 0; resource < 2; resource++) {
      assert.match(
        (await thrown(handler.check({}, properties()))).message,
        /servicecatalog:ignoreErrors is "maybe"/,
      );
    }
  });

  it("keeps the product in state when its fate cannot be seen after AWS has begun", async () => {
    const denied = awsError("AccessDeniedException", "no");
    const { handler } = handlerOn(fine({ describeRecord: denied, describeProvisionedProduct: denied }));
    const error = await thrown(handler.create(properties({ region: "eu-west-1" })));
    assert.equal(error.id, "pp-1");
    assert.deepEqual(error.reasons?.length, 1);
    assert.match(
      error.reasons?.[0] ?? "",
      /still being provisioned: AccessDeniedException: no \[call-failed\]\n/,
    );
    assert.equal(error.properties?.["__provider"], "text");
    assert.equal(error.properties?.["region"], "eu-west-1", "destroy has to look there");
    assert.equal(error.properties?.["productId"], "prod-1");
  });

  it("hands only what the engine can take to it", async () => {
    const { handler } = handlerOn(
      fine({
        describeProvisionedProduct: {
          ProvisionedProductDetail: { ...detail(), CreatedTime: new Date(1_700_000_000_000) },
        },
      }),
    );
    const { outs } = await handler.create(properties());
    assert.deepEqual(outs, JSON.parse(JSON.stringify(outs)));
    assert.equal(outs.createdTime, "2023-11-14T22:13:20.000Z");
    assert.ok(!Object.isFrozen(outs));
  });
});

describe("taking up a product of ours", () => {
  const taken = awsError("InvalidParametersException", "A stack named web already exists.");
  const ours = (clock: SleepingClock, age: number, more: object = {}) => ({
    ProvisionedProductDetail: detail({
      IdempotencyToken: `sc-${someInputs().__identity}-0000000000000000`,
      CreatedTime: new Date(clock.begun - age),
      ...more,
    }),
  });
  const HOUR = 3_600_000;

  it("is done for a day", async () => {
    const creator = { UserArn: "arn:aws:iam::123456789012:user/somebody" };
    const answers = fine({
      provisionProduct: taken,
      searchProvisionedProducts: { ProvisionedProducts: [creator] },
    });
    const { handler, clock, aws } = handlerOn(answers);
    answers.describeProvisionedProduct = ours(clock, 23 * HOUR);
    assert.equal((await handler.create(properties())).id, "pp-1");
    assert.equal(aws.named("updateProvisionedProduct").length, 1, "it was made by another program text");
  });

  for (const [what, age, more] of [
    ["older than a day", 25 * HOUR, {}],
    [
      "with another identity in its token",
      HOUR,
      { IdempotencyToken: `sc-${"f".repeat(32)}-0000000000000000` },
    ],
    ["with a token of nobody", HOUR, { IdempotencyToken: undefined }],
    ["to which something has happened since", HOUR, { LastRecordId: "rec-2" }],
  ] as const) {
    it(`is not done for one ${what}`, async () => {
      const answers = fine({ provisionProduct: taken, searchProvisionedProducts: {} });
      const { handler, clock, aws } = handlerOn(answers);
      answers.describeProvisionedProduct = ours(clock, age, more);
      assert.match(
        (await thrown(handler.create(properties()))).message,
        /taken by pp-1, AVAILABLE, created .* import: "pp-1"/s,
      );
      assert.deepEqual(aws.named("updateProvisionedProduct"), []);
    });
  }

  it("is not done for one that is in state", async () => {
    const answers = fine({ provisionProduct: taken, searchProvisionedProducts: {} });
    const { handler, clock } = handlerOn(answers);
    answers.describeProvisionedProduct = ours(clock, HOUR);
    await handler.diff("pp-1", toProperties(someState()), properties());
    assert.match((await thrown(handler.create(properties()))).message, /in this stack's state already/);
  });

  it("waits for a while when the name is taken by what cannot be seen", async () => {
    const missing = awsError("ResourceNotFoundException");
    const { handler, clock } = handlerOn(
      fine({ provisionProduct: taken, describeProvisionedProduct: missing }),
    );
    assert.match(
      (await thrown(handler.create(properties()))).message,
      /may not see by what, or it is just being removed/,
    );
    const waited = clock.now() - clock.begun;
    assert.ok(waited >= 30_000 && waited < 35_000, `${waited} ms`);
  });
});
