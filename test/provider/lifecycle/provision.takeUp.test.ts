import assert from "node:assert/strict";
import { provision } from "../../../provider/lifecycle/provision";
import { SeenProducts } from "../../../provider/product/managedProducts";
import type { Inputs } from "../../../provider/state/inputs";
import { PartialFailure } from "../../../provider/state/partialFailure";
import type { Provisioned } from "../../../provider/state/state";
import { awsError, IDENTITY, someInputs, testRun, type Answers, type TestRun } from "../support";

const TAKEN = awsError("InvalidParametersException", "A stack named web already exists.");
const gone = awsError("ResourceNotFoundException");
const stackArn = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-1/x";
const HOUR = 3_600_000;

async function play(answers: Answers, inputs: Inputs = someInputs(), timeout?: number) {
  const context: TestRun = testRun(answers, timeout === undefined ? {} : { timeout });
  const result = await provision(context, inputs, new SeenProducts()).catch(
    (error: unknown) => error as Error,
  );
  const error = result instanceof Error ? result : undefined;
  return {
    context,
    error,
    message: error?.message ?? "",
    made: error ? undefined : (result as Provisioned),
    sent: context.aws.named("provisionProduct"),
    updates: context.aws.named("updateProvisionedProduct"),
    warned: context.row.filter((text) => text.startsWith("warn")),
  };
}

describe("a product of ours that was updated since it was provisioned", () => {
  interface Life {
    /** The parameters of the stack. */
    real?: Record<string, string>;
    /** How that update has ended. */
    status?: string;
    answers?: Answers;
  }
  /** Its name is taken by it, as a run has left it that took it up and was killed. */
  const left = ({ real = { Purpose: "logs" }, status = "SUCCEEDED", answers = {} }: Life = {}): Answers => {
    let last = "rec-5";
    return {
      provisionProduct: TAKEN,
      describeProvisionedProduct: () => ({
        ProvisionedProductDetail: {
          Id: "pp-1",
          Name: "web",
          Status: status === "FAILED" && last === "rec-5" ? "TAINTED" : "AVAILABLE",
          Type: "CFN_STACK",
          LastRecordId: last,
          LastProvisioningRecordId: last,
          LastSuccessfulProvisioningRecordId: last === "rec-5" && status === "FAILED" ? "rec-1" : last,
          IdempotencyToken: `sc-${IDENTITY}-0000000000000000`,
          CreatedTime: new Date(1_700_000_000_000 - HOUR),
        },
      }),
      describeRecord: ({ Id }) => ({
        RecordDetail: {
          RecordId: Id,
          RecordType: Id === "rec-1" ? "PROVISION_PRODUCT" : "UPDATE_PROVISIONED_PRODUCT",
          Status: Id === "rec-5" ? status : "SUCCEEDED",
          ProductId: "prod-1",
          ProvisioningArtifactId: "pa-1",
          RecordTags: [],
        },
        RecordOutputs: [{ OutputKey: "CloudformationStackARN", OutputValue: stackArn }],
      }),
      searchProvisionedProducts: {
        ProvisionedProducts: [{ UserArn: "arn:aws:iam::123456789012:user/somebody" }],
      },
      describeStacks: {
        Stacks: [
          {
            Parameters: Object.entries(real).map(([key, value]) => ({
              ParameterKey: key,
              ParameterValue: value,
            })),
          },
        ],
      },
      describeProvisioningParameters: { ProvisioningArtifactParameters: [{ ParameterKey: "Purpose" }] },
      updateProvisionedProduct: () => ({ RecordDetail: { RecordId: (last = "rec-6") } }),
      ...answers,
    };
  };

  it("is taken up where it runs with what the program says, and nothing is sent", async () => {
    const { made, updates, warned } = await play(left());
    assert.equal(made?.id, "pp-1");
    assert.deepEqual(made.state.inputs, someInputs());
    assert.equal(made.state.observed.lastRecordId, "rec-5");
    assert.deepEqual(updates, []);
    assert.equal(warned.length, 1);
    assert.match(warned[0] ?? "", /^warn: web: taking up pp-1, which an earlier run began 1 h ago\.\n/);
  });

  for (const [what, life] of [
    ["where it runs with something else", { real: { Purpose: "theirs" } }],
    ["where what it runs with may not be read", { answers: { describeStacks: awsError("AccessDenied") } }],
  ] as const)
    it(`is somebody else's ${what}`, async () => {
      const { message, updates, warned } = await play(left(life));
      assert.match(message, /^The name web is taken by pp-1, AVAILABLE, created 1 h ago by /);
      assert.deepEqual([updates, warned], [[], []]);
    });

  it("whose update has failed is taken up, and updated: it runs with what it was provisioned with", async () => {
    const { made, updates, warned } = await play(left({ status: "FAILED" }));
    assert.equal(updates.length, 1);
    assert.equal(warned.length, 1);
    assert.equal(made?.state.observed.lastRecordId, "rec-6");
    assert.deepEqual(made.state.inputs, someInputs());
  });

  it("that goes meanwhile is no longer there to be taken up", async () => {
    let looks = 0;
    const answers = left();
    const shown = answers["describeProvisionedProduct"] as () => object;
    const { message } = await play({
      ...answers,
      describeProvisionedProduct: () => (looks++ < 1 ? shown() : gone),
    });
    assert.match(message, /^The name web is taken by pp-1/);
  });

  it("is known to have secrets that state cannot know, where the program has any among its parameters", async () => {
    const secret = someInputs({ __secrets: ["provisioningParameters.Purpose"] });
    const context = testRun(left());
    const inState = new SeenProducts();
    const { state } = await provision(context, secret, inState);
    assert.equal(
      context.aws.named("updateProvisionedProduct").length,
      1,
      "AWS does not show whose the update was",
    );
    assert.equal(state.pending, undefined);
    const other = await play(left(), someInputs({ __secrets: ["tags.a"] }));
    assert.deepEqual(other.updates, []);
  });
});

/** What AWS answers of products that are provisioned one after the other, each with a record of its own. */
const provisioned = (id: string, recordId: string, more: object = {}) => ({
  RecordDetail: { ProvisionedProductId: id, RecordId: recordId, Status: "CREATED", ...more },
});
const described = (Id: string, LastRecordId: string, more: object = {}) => ({
  ProvisionedProductDetail: {
    Id,
    Name: "web",
    Status: "AVAILABLE",
    Type: "CFN_STACK",
    LastRecordId,
    LastProvisioningRecordId: LastRecordId,
    ...more,
  },
});
const record = (Id: unknown, Status: string, RecordType = "PROVISION_PRODUCT") => ({
  RecordDetail: { RecordId: Id, RecordType, Status },
});

describe("a name that is just getting free", () => {
  it("is waited for, and taken with the same token", async () => {
    let isGone = false;
    let looks = 0;
    const { made, sent } = await play({
      provisionProduct: () => (isGone ? provisioned("pp-2", "rec-2") : TAKEN),
      describeProvisionedProduct: ({ Id }) =>
        Id === "pp-2" ? described("pp-2", "rec-2") : isGone ? gone : described("pp-1", "rec-9"),
      describeRecord: ({ Id }) => {
        if (Id === "rec-2") return record(Id, "SUCCEEDED");
        if (looks++ > 0) isGone = true;
        return record(Id, isGone ? "SUCCEEDED" : "IN_PROGRESS", "TERMINATE_PROVISIONED_PRODUCT");
      },
    });
    assert.equal(made?.id, "pp-2");
    assert.ok(sent.length >= 2);
    assert.equal(new Set(sent.map(({ ProvisionToken }) => ProvisionToken)).size, 1);
  });
});

describe("a token that an earlier life has used", () => {
  it("is followed by another one where that life is over, though its record looks fresh", async () => {
    const { made, sent, warned } = await play({
      provisionProduct: ({ ProvisionToken }) =>
        String(ProvisionToken).length > `sc-${IDENTITY}-0123456789abcdef`.length
          ? provisioned("pp-2", "rec-2")
          : provisioned("pp-1", "rec-1"),
      describeRecord: ({ Id }) => record(Id, "SUCCEEDED"),
      describeProvisionedProduct: ({ Id }) => (Id === "pp-2" ? described("pp-2", "rec-2") : gone),
    });
    assert.equal(made?.id, "pp-2");
    assert.equal(sent.length, 2);
    assert.deepEqual(warned, []);
  });

  it("leads to the product where that life goes on and was changed since", async () => {
    const { message, sent } = await play({
      provisionProduct: provisioned("pp-1", "rec-1"),
      describeRecord: ({ Id }) =>
        record(Id, "SUCCEEDED", Id === "rec-1" ? undefined : "UPDATE_PROVISIONED_PRODUCT"),
      describeProvisionedProduct: described("pp-1", "rec-7", { CreatedTime: new Date(1_700_000_000_000) }),
      searchProvisionedProducts: { ProvisionedProducts: [{ UserArn: "arn:aws:iam::1:user/other" }] },
    });
    assert.match(message, /^The name web is taken by pp-1, AVAILABLE/);
    assert.equal(sent.length, 1);
  });

  it("is that of this run where the record is the product's last one", async () => {
    const { made, warned, context } = await play({
      provisionProduct: provisioned("pp-1", "rec-1"),
      describeRecord: ({ Id }) => record(Id, "SUCCEEDED"),
      describeProvisionedProduct: described("pp-1", "rec-1"),
    });
    assert.equal(made?.id, "pp-1");
    assert.deepEqual(warned, []);
    assert.deepEqual(context.aws.named("describeProvisionedProduct"), [{ Id: "pp-1" }]);
  });
});

describe("a create whose answer was lost", () => {
  const lost = awsError("Error", "socket hang up", { code: "ECONNRESET" });
  const losing = (detail: (context: { looks: number }) => object): Answers => {
    let sent = 0;
    let looks = 0;
    return {
      provisionProduct: () => (sent++ === 0 ? lost : awsError("ExpiredTokenException")),
      describeProvisionedProduct: () => detail({ looks: looks++ }),
      describeRecord: ({ Id }) => record(Id, "SUCCEEDED"),
    };
  };

  it("is not somebody else's product of the same name", async () => {
    const { message, context } = await play(
      losing(() => described("pp-1", "rec-1", { IdempotencyToken: "other" })),
    );
    assert.match(message, /^Whether Service Catalog provisions web is not known/);
    assert.deepEqual(context.aws.named("describeProvisionedProduct"), [{ Name: "web" }]);
  });

  it("is looked for for ten seconds, by its name", async () => {
    const { message, context } = await play(losing(() => gone));
    assert.match(message, /^Whether Service Catalog provisions web is not known/);
    assert.equal(context.clock.pauses.filter((pause) => pause === 500).length, 20);
    assert.ok(context.aws.named("describeProvisionedProduct").every(({ Name }) => Name === "web"));
  });
});

describe("a create that does not get through", () => {
  it("within its timeout says that nothing was created", async () => {
    const throttled = awsError("ThrottlingException", "Rate exceeded");
    const { message, error } = await play({ provisionProduct: throttled }, someInputs(), 10_000);
    assert.ok(!(error instanceof PartialFailure));
    assert.equal(
      message,
      "web was not provisioned: AWS did not answer within the timeout: ThrottlingException: Rate exceeded\nNothing was created.",
    );
  });

  it("for a name in the middle of another message is refused, not taken", async () => {
    const odd = awsError("ValidationException", "Odd: A stack named web already exists");
    assert.match(
      (await play({ provisionProduct: odd })).message,
      /^Service Catalog refused to provision web: /,
    );
  });
});
