import assert from "node:assert/strict";
import { createProduct } from "../../../provider/lifecycle/create";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { lifeToken, token } from "../../../provider/state/identity";
import type { Inputs } from "../../../provider/state/inputs";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { NO_FLAGS, awsError, IDENTITY, someInputs, testRun, type Answers, type TestRun } from "../support";
import { FAULTS, type Fault } from "./faults";

const TAKEN = awsError("InvalidParametersException", "A stack named web already exists.");
const expired = () => awsError("ExpiredTokenException", "expired");
const lost = () => awsError("Error", "socket hang up", { code: "ECONNRESET" });

interface Life {
  /** What DescribeRecord says, one after the other; the last one stays. */
  statuses?: string[];
  /** What the product is before anything is asked. */
  exists?: { token: string; age: number; more?: object };
  /** Replaces answers. */
  answers?: Answers;
}

/** A run against an AWS in which one product can be provisioned, by name and token as AWS does it. */
function play({ statuses = ["IN_PROGRESS", "SUCCEEDED"], exists, answers = {} }: Life = {}): TestRun {
  const left = [...statuses];
  const product: { token?: string; created: number } = { created: 0 };
  if (exists) product.token = exists.token;
  const record = (Status: string, created: number) => ({
    RecordId: "rec-1",
    ProvisionedProductId: "pp-1",
    RecordType: "PROVISION_PRODUCT",
    ProductId: "prod-1",
    ProvisioningArtifactId: "pa-1",
    Status,
    CreatedTime: new Date(created),
  });
  const context: TestRun = testRun({
    provisionProduct: ({ ProvisionToken }) => {
      if (product.token !== undefined && product.token !== ProvisionToken) return TAKEN;
      if (product.token === undefined)
        Object.assign(product, { token: ProvisionToken, created: context.clock.now() });
      return { RecordDetail: record("CREATED", product.created) };
    },
    describeRecord: () => ({
      RecordDetail: record((left.length > 1 ? left.shift() : left[0]) ?? "", product.created),
    }),
    describeProvisionedProduct: () =>
      product.token === undefined
        ? awsError("ResourceNotFoundException")
        : {
            ProvisionedProductDetail: {
              Id: "pp-1",
              Name: "web",
              Arn: "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-1",
              Status: left.length > 1 ? "UNDER_CHANGE" : left[0] === "FAILED" ? "ERROR" : "AVAILABLE",
              Type: "CFN_STACK",
              LastRecordId: "rec-1",
              LastProvisioningRecordId: "rec-1",
              IdempotencyToken: product.token,
              CreatedTime: new Date(product.created),
              ...exists?.more,
            },
          },
    describeStackEvents: { StackEvents: [] },
    searchProvisionedProducts: {
      ProvisionedProducts: [{ UserArn: "arn:aws:iam::123456789012:user/somebody" }],
    },
    updateProvisionedProductProperties: { RecordId: "rec-2", Status: "SUCCEEDED" },
    ...answers,
  });
  product.created = context.clock.now() - (exists?.age ?? 0);
  return context;
}

const create = (context: TestRun, inputs: Inputs = someInputs(), seen = new SeenProducts()) =>
  createProduct(context, inputs, seen, () => NO_FLAGS);

/** As `create`, for what is expected to fail. */
async function failure(context: TestRun, inputs?: Inputs): Promise<Error> {
  try {
    await create(context, inputs);
  } catch (error) {
    return error as Error;
  }
  throw new Error("should have failed");
}

const operations = (context: TestRun) => context.aws.calls.map(({ operation }) => operation);

describe("whatever happens after AWS has begun to provision, the product is in state", () => {
  const lives: [string, Life, Partial<Inputs>][] = [
    ["a plain life", {}, {}],
    ["a first look that comes late", { statuses: ["SUCCEEDED"] }, {}],
    ["a failed one", { statuses: ["IN_PROGRESS", "FAILED"] }, {}],
    ["a failed one, seen late", { statuses: ["FAILED"] }, {}],
    ["a change of owner", {}, { owner: "arn:aws:iam::123456789012:role/team" }],
  ];
  const ways: Fault[] = [
    ...FAULTS,
    ["not found", () => awsError("ResourceNotFoundException")],
    ["empty", () => ({})],
  ];

  for (const [what, life, more] of lives) {
    it(`in ${what}: every later call in every way`, async () => {
      const plain = play(life);
      await create(plain, someInputs(more)).catch(() => undefined);
      const calls = operations(plain);
      assert.equal(calls[0], "provisionProduct");
      for (let index = 1; index < calls.length; index++) {
        for (const [way, fault] of ways) {
          const context = play(life);
          const from = calls.slice(0, index).filter((operation) => operation === calls[index]).length;
          const serviceCatalog = await context.aws.serviceCatalog();
          const client = new Proxy(serviceCatalog, {
            get: (target, operation) => {
              const asIt = Reflect.get(target, operation) as (input: object) => Promise<unknown>;
              if (operation !== calls[index]) return asIt;
              return async (input: object) => {
                const answer = await asIt(input).catch((error: unknown) => error);
                const broken = context.aws.named(operation).length > from ? fault(context) : answer;
                if (broken instanceof Error) throw broken;
                return broken;
              };
            },
          });
          const aws = Object.assign(context.aws, {
            serviceCatalog: () => Promise.resolve(client),
            cloudFormation: () => Promise.resolve(client as never),
          });
          const outcome = await create({ ...context, aws }, someInputs(more)).catch(
            (error: unknown) => error,
          );
          const id = (outcome as { id?: string }).id;
          assert.equal(id, "pp-1", `${calls[index]} (call ${index}) ${way}: ${String(outcome)}`);
          assert.ok(!(outcome instanceof Error) || outcome instanceof PartialFailure);
        }
      }
    });
  }

  it("and whose product it is is not asked, however late the first look comes", async () => {
    for (const life of [{}, { statuses: ["SUCCEEDED"] }, { statuses: ["FAILED"] }]) {
      const context = play(life);
      await create(context).catch(() => undefined);
      assert.deepEqual(context.aws.named("searchProvisionedProducts"), []);
      assert.deepEqual(
        context.row.filter((line) => !line.startsWith("progress")),
        [],
      );
    }
  });
});

describe("when the answer to ProvisionProduct is lost and its repeat is refused", () => {
  /** AWS takes the first call, whose answer is lost; what the next ones meet. */
  const losing = (then: (context: TestRun) => Error, more: Answers = {}): TestRun => {
    const context = play({ answers: more });
    let client: unknown;
    const real = context.aws.serviceCatalog.bind(context.aws);
    let sent = 0;
    const aws = Object.assign(context.aws, {
      serviceCatalog: async () =>
        (client ??= new Proxy(await real(), {
          get: (target, operation) => {
            const asIt = Reflect.get(target, operation) as (input: object) => Promise<unknown>;
            if (operation !== "provisionProduct") return asIt;
            return async (input: object) => {
              if (sent++ === 0) {
                await asIt(input);
                throw lost();
              }
              throw then(context);
            };
          },
        })) as never,
    });
    return { ...context, aws };
  };

  it("the product is found by its name and token, and followed to its end", async () => {
    for (const refusal of [expired(), awsError("AccessDeniedException"), TAKEN]) {
      const context = losing(() => refusal);
      const { id, state } = await create(context);
      assert.equal(id, "pp-1", refusal.name);
      assert.equal(state.observed.status, "AVAILABLE");
      assert.equal(context.aws.named("searchProvisionedProducts").length, refusal === TAKEN ? 1 : 0);
    }
  });

  it("and nothing may be seen, it says that it is not known, and what to do", async () => {
    const context = losing(expired, { describeProvisionedProduct: expired });
    const error = await failure(context);
    assert.ok(!(error instanceof PartialFailure));
    assert.match(error.message, /^Whether Service Catalog provisions web is not known: its answer was lost/);
    assert.match(
      error.message,
      /ExpiredTokenException: expired\nIt is not in state, so pulumi destroy does not/,
    );
    assert.doesNotMatch(error.message, /Nothing was created/);
  });

  it("by Ctrl-C, the product is in state with its record", async () => {
    const context = losing((context) => {
      context.stopper.abort();
      return expired();
    });
    const error = await failure(context);
    assert.ok(error instanceof PartialFailure);
    assert.equal(error.id, "pp-1");
    assert.equal(error.state.pending?.recordId, "rec-1");
  });

  it("a refusal without a lost answer says that nothing was created", async () => {
    const context = play({ answers: { provisionProduct: expired } });
    assert.match((await failure(context)).message, /ExpiredTokenException: expired\nNothing was created\./);
  });
});

describe("a product of ours that an earlier run has left", () => {
  // The fingerprint of the request of someInputs().
  let content = "";
  before(async () => {
    const context = play();
    await create(context);
    content = String(context.aws.named("provisionProduct")[0]?.["ProvisionToken"]).slice(-16);
  });

  const HOUR = 3_600_000;
  for (const [what, created, calls] of [
    ["with the token of a first life", () => token(IDENTITY, content), 1],
    ["with that of a later life", () => lifeToken(IDENTITY, content, "earlier"), 1],
  ] as const)
    it(`${what} is taken up, and nothing is sent but the one call`, async () => {
      const context = play({ exists: { token: created(), age: HOUR } });
      const { id } = await create(context);
      assert.equal(id, "pp-1");
      assert.equal(context.aws.named("provisionProduct").length, calls);
      assert.deepEqual(context.aws.named("updateProvisionedProduct"), []);
      assert.match(context.row.find((line) => line.startsWith("warn")) ?? "", /taking up pp-1, .* began 1 h/);
    });

  for (const offset of [-600_000, -30_000, -3_000, 3_000, 30_000, 600_000])
    it(`is known by AWS's time, whose clock is ${offset / 1000} s ahead`, async () => {
      const context = play({ exists: { token: token(IDENTITY, content), age: HOUR - offset } });
      const aws = Object.assign(context.aws, { clockOffset: () => offset });
      await create({ ...context, aws });
      assert.match(
        context.row.find((line) => line.startsWith("warn")) ?? "",
        /taking up pp-1, .* began 1 h ago/,
      );
    });

  it("is taken up a minute after it was begun", async () => {
    const context = play({ exists: { token: token(IDENTITY, content), age: 60_000 } });
    await create(context);
    assert.match(context.row.find((line) => line.startsWith("warn")) ?? "", /taking up pp-1, .* began 1 min/);
  });

  it("is not updated where it was begun with what the program says, whatever of it AWS shows", async () => {
    const record = { RecordId: "rec-1", RecordType: "PROVISION_PRODUCT", Status: "SUCCEEDED" };
    const { id } = await create(
      play({
        exists: { token: token(IDENTITY, content), age: HOUR },
        answers: { describeRecord: { RecordDetail: record } },
      }),
    );
    assert.equal(id, "pp-1");
  });

  it("is not said to be taken up where this run has made it", async () => {
    const context = play();
    await create(context);
    assert.deepEqual(
      context.row.filter((line) => !line.startsWith("progress")),
      [],
    );
  });

  it("is updated where only the tags have changed since", async () => {
    let updated = false;
    const context = play({
      exists: { token: token(IDENTITY, content), age: HOUR },
      answers: {
        describeProvisioningParameters: {},
        updateProvisionedProduct: () => {
          updated = true;
          return { RecordDetail: { RecordId: "rec-2" } };
        },
        describeRecord: ({ Id }) => ({
          RecordDetail: {
            RecordId: Id,
            RecordType: Id === "rec-1" ? "PROVISION_PRODUCT" : "UPDATE_PROVISIONED_PRODUCT",
            Status: "SUCCEEDED",
          },
        }),
        describeProvisionedProduct: () => ({
          ProvisionedProductDetail: {
            Id: "pp-1",
            Name: "web",
            Status: "AVAILABLE",
            Type: "CFN_STACK",
            LastRecordId: updated ? "rec-2" : "rec-1",
            LastProvisioningRecordId: updated ? "rec-2" : "rec-1",
            IdempotencyToken: token(IDENTITY, content),
            CreatedTime: new Date(context.clock.begun - HOUR),
          },
        }),
      },
    });
    const inputs = someInputs({ tags: { team: "blue" } });
    const { state } = await create(context, inputs);
    const [{ Tags, ProvisioningParameters } = {}] = context.aws.named("updateProvisionedProduct");
    assert.deepEqual(Tags, [{ Key: "team", Value: "blue" }]);
    assert.deepEqual(ProvisioningParameters, [{ Key: "Purpose", Value: "logs" }]);
    assert.deepEqual(state.inputs, inputs);
  });

  for (const [what, age, more] of [
    ["is a day old", 24 * HOUR, {}],
    ["was changed by something else than an update", HOUR, { LastRecordId: "rec-9" }],
  ] as const)
    it(`is not taken up where it ${what}`, async () => {
      const context = play({ exists: { token: token(IDENTITY, content), age, more } });
      assert.match(
        (await failure(context)).message,
        /^The name web is taken by pp-1, (.*\n)+Nothing was created\. This run did not create it/,
      );
    });

  it("is not taken up by who may not ask who made it, and the error says so", async () => {
    const denied = awsError("AccessDeniedException", "no");
    const context = play({
      exists: { token: token(IDENTITY, content), age: HOUR },
      answers: { searchProvisionedProducts: denied },
    });
    const { message } = await failure(context);
    assert.match(message, /^The name web is taken by pp-1/);
    assert.match(message, /the caller may not ask who made it \(servicecatalog:SearchProvisionedProducts: /);
  });

  it("is waited for while searches do not show it yet", async () => {
    let asked = 0;
    const creator = { UserArn: "arn:aws:iam::123456789012:user/somebody" };
    const context = play({
      exists: { token: token(IDENTITY, content), age: 30_000 },
      answers: { searchProvisionedProducts: () => ({ ProvisionedProducts: asked++ > 2 ? [creator] : [] }) },
    });
    assert.equal((await create(context)).id, "pp-1");
  });

  it("and that AWS stops showing while it is taken up is in state with nothing that the program says now", async () => {
    const context = play({
      exists: { token: `sc-${IDENTITY}-0000000000000000`, age: HOUR },
      statuses: ["IN_PROGRESS"],
    });
    context.clock.onWake = () => context.stopper.abort();
    const error = await failure(context);
    assert.ok(error instanceof PartialFailure);
    const known: Inputs = someInputs();
    delete known.provisioningParameters;
    assert.deepEqual(error.state.inputs, known);
    assert.equal(error.state.unverified, "rec-1");
    assert.deepEqual(error.state.pending, { recordId: "rec-1", fingerprint: "" });
    assert.equal(error.state.observed.lastRecordId, "rec-1");
  });
});

describe("a create that AWS refuses", () => {
  for (const [what, refusal, advice] of [
    [
      "for want of a launch path",
      "No launch paths found for resource: prod-1",
      "The caller needs an association with a portfolio that holds the product: IAM permissions alone are not enough.",
    ],
    ["for too many launch paths", "More than one launch path", "Choose one with pathId or pathName."],
  ] as const)
    it(`${what} says the way out`, async () => {
      const refused = awsError("ResourceNotFoundException", refusal);
      const { message } = await failure(play({ answers: { provisionProduct: refused } }));
      assert.equal(
        message,
        [
          `Service Catalog refused to provision web: ResourceNotFoundException: ${refusal}`,
          "Nothing was created.",
          advice,
        ].join("\n"),
      );
    });

  it("for a name that a product has which the caller may not see says so", async () => {
    const answers = {
      provisionProduct: TAKEN,
      describeProvisionedProduct: awsError("AccessDeniedException"),
    };
    assert.equal(
      (await failure(play({ answers }))).message,
      "The name web is taken by a product that the caller may not see, so it is somebody else's.\nNothing was created. Choose another name.",
    );
  });

  it("for a name that stays taken by nothing says so, after half a minute", async () => {
    const answers = {
      provisionProduct: TAKEN,
      describeProvisionedProduct: awsError("ResourceNotFoundException"),
    };
    const context = play({ answers });
    assert.match(
      (await failure(context)).message,
      /^The name web is taken, but the caller may not see by what, or it is just being removed\.\nNothing was created\./,
    );
    assert.ok(Math.abs(context.clock.now() - context.clock.begun - 30_000) <= 1_000);
  });
});

describe("a create that an onError hook asks for again", () => {
  it("terminates what has failed, and provisions anew", async () => {
    let gone = false;
    const context = play({ statuses: ["IN_PROGRESS", "FAILED"] });
    const seen = new SeenProducts();
    await assert.rejects(create(context, someInputs(), seen), PartialFailure);
    const again = play({
      answers: {
        describeProvisionedProduct: () =>
          gone
            ? {
                ProvisionedProductDetail: { Id: "pp-1", Status: "AVAILABLE", LastRecordId: "rec-1" },
              }
            : { ProvisionedProductDetail: { Id: "pp-1", Status: "ERROR", LastRecordId: "rec-1" } },
        terminateProvisionedProduct: () => {
          gone = true;
          return { RecordDetail: { RecordId: "rec-2" } };
        },
      },
    });
    const { id } = await create(again, someInputs(), seen);
    assert.equal(id, "pp-1");
    assert.deepEqual(
      operations(again).filter((operation) => !operation.startsWith("describe")),
      ["terminateProvisionedProduct", "provisionProduct"],
    );
  });
});
