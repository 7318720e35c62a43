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

  it("whose update has failed is taken up, though its parameters may not be read", async () => {
    const answers = { describeStacks: awsError("AccessDenied") };
    const { made, updates } = await play(left({ status: "FAILED", answers }));
    assert.equal(made?.id, "pp-1");
    assert.equal(updates.length, 1);
  });

  for (const [what, declared, hidden] of [
    [
      "which it shows",
      {
        ProvisioningArtifactParameters: [
          { ParameterKey: "Purpose" },
          { ParameterKey: "Key", IsNoEcho: true },
        ],
      },
      ["Key"],
    ],
    ["whichever they are", awsError("AccessDeniedException"), ["*"]],
  ] as const)
    it(`may have NoEcho parameters of others in its outputs, ${what}`, async () => {
      const { made, updates } = await play(left({ answers: { describeProvisioningParameters: declared } }));
      assert.deepEqual(updates, []);
      assert.deepEqual(made?.state.hiddenValues, hidden);
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
    const mixed = someInputs({ __secrets: ["provisioningParameters.Purpose", "tags.a"] });
    assert.equal((await play(left(), mixed)).updates.length, 1);
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
/** Is it the token of a first life? */
const sentFirst = (token: unknown) => String(token).length === `sc-${IDENTITY}-0123456789abcdef`.length;
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

describe("a name that is taken", () => {
  const creator = { ProvisionedProducts: [{ UserArn: "arn:aws:iam::123456789012:user/somebody" }] };
  const ours = {
    IdempotencyToken: `sc-${IDENTITY}-0000000000000000`,
    CreatedTime: new Date(1_700_000_000_000 - HOUR),
  };

  it("is somebody else's where AWS shows no record of the product, and no record is asked for", async () => {
    const { message, context } = await play({
      provisionProduct: TAKEN,
      describeProvisionedProduct: {
        ProvisionedProductDetail: { Id: "pp-1", Name: "web", Status: "AVAILABLE", ...ours },
      },
      searchProvisionedProducts: creator,
    });
    assert.match(message, /^The name web is taken by pp-1, AVAILABLE/);
    assert.deepEqual(context.aws.named("describeProvisionedProduct"), [{ Name: "web" }]);
    assert.deepEqual(context.aws.named("describeRecord"), []);
  });

  it("is ours where only the last record is shown, and it is what we have begun", async () => {
    const { made } = await play({
      provisionProduct: TAKEN,
      describeProvisionedProduct: described("pp-1", "rec-1", {
        ...ours,
        LastProvisioningRecordId: undefined,
      }),
      describeRecord: ({ Id }) => record(Id, "SUCCEEDED"),
      searchProvisionedProducts: creator,
      describeProvisioningParameters: {},
      updateProvisionedProduct: { RecordDetail: { RecordId: "rec-1" } },
    });
    assert.equal(made?.id, "pp-1");
  });

  it("by a create of ours that fails is a create that has failed", async () => {
    const { error } = await play({
      provisionProduct: TAKEN,
      describeProvisionedProduct: described("pp-1", "rec-1", { ...ours, Status: "ERROR" }),
      describeRecord: ({ Id }) => record(Id, "FAILED"),
      searchProvisionedProducts: creator,
      describeStackEvents: { StackEvents: [] },
    });
    assert.ok(error instanceof PartialFailure);
    assert.equal(error.id, "pp-1");
    assert.equal(error.reason.code, "create-failed");
    assert.equal(error.state.unverified, "rec-1");
  });

  it("and cannot be looked at says why", async () => {
    const answers = { provisionProduct: TAKEN, describeProvisionedProduct: awsError("OddException", "no") };
    assert.equal(
      (await play(answers)).message,
      [
        "web was not provisioned: its name is taken, and whose that is could not be seen: OddException: no",
        "If a run that was interrupted has made it, it is not in state, and pulumi destroy does not see it.",
        "Run pulumi up again: it finds the product, and takes it up if it is that of this program.",
      ].join("\n"),
    );
  });

  it("by a product whose operation may not be seen names it", async () => {
    const { message } = await play({
      provisionProduct: TAKEN,
      describeProvisionedProduct: described("pp-1", "rec-1", ours),
      describeRecord: awsError("AccessDeniedException", "no"),
    });
    assert.match(
      message,
      /^web was not provisioned: its name is taken by pp-1, and whose that is could not be seen: AccessDenied/,
    );
  });
});

describe("a token that an earlier life has used", () => {
  it("is followed by another one once that life has come to its end", async () => {
    let isGone = false;
    let looks = 0;
    const { made, sent, context } = await play({
      provisionProduct: ({ ProvisionToken }) =>
        sentFirst(ProvisionToken)
          ? provisioned("pp-1", "rec-1", { CreatedTime: new Date(1_700_000_000_000 - HOUR) })
          : provisioned("pp-2", "rec-2"),
      describeProvisionedProduct: ({ Id }) =>
        Id === "pp-2"
          ? described("pp-2", "rec-2")
          : Id === "pp-1" && !isGone
            ? described("pp-1", "rec-9")
            : gone,
      describeRecord: ({ Id }) => {
        if (Id !== "rec-9") return record(Id, "SUCCEEDED");
        if (looks++ > 0) isGone = true;
        return record(Id, isGone ? "SUCCEEDED" : "IN_PROGRESS", "TERMINATE_PROVISIONED_PRODUCT");
      },
    });
    assert.equal(made?.id, "pp-2");
    assert.equal(sent.length, 2);
    assert.deepEqual(context.aws.named("describeRecord")[0], { Id: "rec-9" });
  });

  it("leads to as many other ones as it takes", async () => {
    let lives = 0;
    const { made, sent } = await play({
      provisionProduct: () => provisioned(`pp-${++lives}`, `rec-${lives}`),
      describeRecord: ({ Id }) => record(Id, "SUCCEEDED"),
      describeProvisionedProduct: ({ Id }) => (Id === "pp-4" ? described("pp-4", "rec-4") : gone),
    });
    assert.equal(made?.id, "pp-4");
    assert.equal(new Set(sent.map(({ ProvisionToken }) => ProvisionToken)).size, 4);
  });

  it("is followed by another one where that life is over, though its record looks fresh", async () => {
    const { made, sent, warned } = await play({
      provisionProduct: ({ ProvisionToken }) =>
        sentFirst(ProvisionToken) ? provisioned("pp-1", "rec-1") : provisioned("pp-2", "rec-2"),
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

  it("is that of this run, too, where AWS shows the product a moment later", async () => {
    let looks = 0;
    const { made, sent } = await play({
      provisionProduct: provisioned("pp-1", "rec-1"),
      describeRecord: ({ Id }) => record(Id, "SUCCEEDED"),
      describeProvisionedProduct: () => (looks++ === 0 ? gone : described("pp-1", "rec-1")),
    });
    assert.equal(made?.state.observed.lastRecordId, "rec-1");
    assert.equal(sent.length, 1);
  });

  it("is that of this run, too, where AWS shows the product only by its name, whoever may be asked", async () => {
    let first: unknown;
    let isShown = false;
    const { made, context } = await play({
      provisionProduct: ({ ProvisionToken }) => {
        if (sentFirst(ProvisionToken)) {
          first = ProvisionToken;
          return provisioned("pp-1", "rec-1");
        }
        isShown = true;
        return TAKEN;
      },
      describeRecord: ({ Id }) => record(Id, "SUCCEEDED"),
      describeProvisionedProduct: () =>
        isShown ? described("pp-1", "rec-1", { IdempotencyToken: first }) : gone,
      searchProvisionedProducts: awsError("AccessDeniedException"),
    });
    assert.equal(made?.id, "pp-1");
    assert.deepEqual(context.aws.named("searchProvisionedProducts"), []);
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

  /** As `losing`, for a product that bears the token that was sent. */
  const taken = (detail: (context: { looks: number }) => object): Answers => {
    let token: unknown;
    let sent = 0;
    return {
      ...losing(({ looks }) => described("pp-1", "rec-1", { IdempotencyToken: token, ...detail({ looks }) })),
      provisionProduct: ({ ProvisionToken }) => {
        token = ProvisionToken;
        return sent++ === 0 ? lost : awsError("ExpiredTokenException");
      },
    };
  };

  it("is followed by the record that has made the product, whatever has happened to that since", async () => {
    let looks = 0;
    const { made, context } = await play({
      ...taken(() => ({ LastRecordId: "rec-2" })),
      describeRecord: ({ Id }) => record(Id, looks++ === 0 ? "IN_PROGRESS" : "SUCCEEDED"),
    });
    assert.equal(made?.id, "pp-1");
    assert.deepEqual(context.aws.named("describeRecord")[0], { Id: "rec-1" });
  });

  it("is followed once AWS shows the record, be it only as the last one", async () => {
    const { made } = await play(
      taken(({ looks }) => ({
        LastProvisioningRecordId: undefined,
        ...(looks < 2 && { LastRecordId: undefined }),
      })),
    );
    assert.equal(made?.id, "pp-1");
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

  it("because the run was stopped says that nothing is in state", async () => {
    const context = testRun({});
    context.stopper.abort();
    await assert.rejects(provision(context, someInputs(), new SeenProducts()), {
      code: "interrupted",
      message: "web is not in state: the run was stopped.\nNothing was created.",
    });
    assert.deepEqual(context.aws.calls, []);
  });

  it("for a reason of AWS's own says that, and no more", async () => {
    const refused = { provisionProduct: awsError("ValidationException", "no") };
    assert.equal(
      (await play(refused)).message,
      "Service Catalog refused to provision web: ValidationException: no\nNothing was created.",
    );
    const expired = { provisionProduct: awsError("ExpiredTokenException", "over") };
    assert.match((await play(expired)).message, /\nRenew the credentials, then run the command again\.$/);
  });

  it("for a name in the middle of another message is refused, not taken", async () => {
    const odd = awsError("ValidationException", "Odd: A stack named web already exists");
    assert.match(
      (await play({ provisionProduct: odd })).message,
      /^Service Catalog refused to provision web: /,
    );
  });
});
