import assert from "node:assert/strict";
import { newPreviews, previewUpdate, refuseReplacement } from "../../../provider/lifecycle/preview";
import type { Inputs } from "../../../provider/state/inputs";
import type { Observed } from "../../../provider/state/observed";
import type { State } from "../../../provider/state/state";
import { UNKNOWN } from "../../../provider/state/values";
import { awsError, someInputs, someState, testRun, type Answers } from "../support";

const database = {
  Action: "MODIFY",
  LogicalResourceId: "Database",
  ResourceType: "AWS::RDS::DBInstance",
  Replacement: "TRUE",
};
const queue = { Action: "ADD", LogicalResourceId: "Queue", ResourceType: "AWS::SQS::Queue" };
let runs = 0;

function previewing(changes: object[], answers: Answers = {}, detail: object = {}) {
  const run = testRun(
    {
      describeProvisionedProduct: {
        ProvisionedProductDetail: { Name: "web", Status: "AVAILABLE", Type: "CFN_STACK", ...detail },
      },
      describeProduct: {
        ProductViewSummary: { ProductId: "prod-1" },
        ProvisioningArtifacts: [{ Id: "pa-2", Name: "v2" }],
      },
      describeProvisioningParameters: {},
      createProvisionedProductPlan: { PlanId: "plan-1", ProvisionProductId: "pp-1" },
      describeProvisionedProductPlan: {
        ProvisionedProductPlanDetails: { Status: "CREATE_SUCCESS" },
        ResourceChanges: changes,
      },
      deleteProvisionedProductPlan: {},
      ...answers,
    },
    { connection: { region: `preview-${++runs}` } },
  );
  const previews = newPreviews();
  const preview = (
    refused: string[] = [],
    inputs: Partial<Inputs> = { provisioningArtifactId: "pa-2" },
    observed: Partial<Observed> = {},
    more: Partial<State> = {},
  ) =>
    previewUpdate(
      run,
      "pp-1",
      { ...someState({ observed }), ...more },
      someInputs(inputs),
      { timeout: 60_000, refused },
      previews,
    );
  const said = () => run.row.filter((line) => !line.startsWith("progress"));
  return { run, preview, said };
}

describe("previewUpdate", () => {
  it("warns of a replacement", async () => {
    const { preview, said } = previewing([queue, database]);
    await preview();
    assert.deepEqual(said(), [
      "warn: web (pp-1): this update would change resources inside: 1 replaced (Database, AWS::RDS::DBInstance), 1 added\n" +
        "  replaced: Database (AWS::RDS::DBInstance)\n" +
        "  added: Queue (AWS::SQS::Queue)",
    ]);
  });

  it("only tells what does no harm", async () => {
    const { preview, said } = previewing([queue]);
    await preview(["*"]);
    assert.match(said()[0] ?? "", /^note: /);
  });

  it("asks nothing where an up sends nothing", async () => {
    const { preview, run } = previewing([]);
    await preview([], {});
    await preview([], { repairTainted: false }, { status: "TAINTED" });
    assert.deepEqual(run.aws.calls, []);
  });

  for (const [what, observed, more, inputs] of [
    ["the repair of what is TAINTED", { status: "TAINTED" }, {}, {}],
    ["the repair of what is in ERROR", { status: "ERROR" }, {}, {}],
    [
      "that, though an argument is not known that AWS is not told",
      { status: "TAINTED" },
      {},
      { profile: UNKNOWN },
    ],
    ["what follows an update that was running", {}, { pending: { recordId: "rec-2", fingerprint: "" } }, {}],
    ["values that others have set", {}, { unverified: "rec-2" }, {}],
  ] as const)
    it(`makes a plan for ${what}`, async () => {
      const { preview, run } = previewing([]);
      await preview([], inputs, observed, more);
      assert.equal(run.aws.named("createProvisionedProductPlan").length, 1);
    });

  it("fails where a refused type is replaced, after the whole plan was told and the plan deleted", async () => {
    const { preview, run, said } = previewing([queue, database]);
    await assert.rejects(preview(["aws::rds::dbinstance"]), {
      code: "replacement-refused",
      message: /Database \(AWS::RDS::DBInstance\)/,
    });
    assert.match(said()[0] ?? "", /1 replaced \(.*\), 1 added/);
    assert.equal(run.aws.named("deleteProvisionedProductPlan").length, 1);
  });

  it("lets a type pass that is not refused", async () => {
    const { preview } = previewing([database]);
    await preview(["aws::s3::bucket"]);
  });

  const denied = { createProvisionedProductPlan: awsError("AccessDeniedException", "no") };

  it("says once why there is no plan, and goes on", async () => {
    const { preview, said } = previewing([], denied);
    await preview();
    await preview();
    assert.equal(said().length, 1);
    assert.match(said()[0] ?? "", /^warn: web \(pp-1\): .* is not known: AccessDeniedException: no/);
  });

  it("fails without a plan where replacements are refused", async () => {
    const { preview } = previewing([], denied);
    await assert.rejects(preview(["*"]), { code: "replacement-refused", message: /is not known.*no$/m });
  });

  it("lets pass what CloudFormation has not made: it replaces nothing there", async () => {
    const Type = "CONTROL_TOWER_ACCOUNT";
    const { preview, said } = previewing([], {}, { Type });
    await preview(["*"], { provisioningArtifactId: "pa-2" }, { type: Type });
    assert.match(said()[0] ?? "", /this is a CONTROL_TOWER_ACCOUNT/);
  });

  it("fails without a plan where replacements are refused and what made the product is not known", async () => {
    const { preview } = previewing([], denied);
    const inputs = { provisioningArtifactId: "pa-2" };
    await assert.rejects(preview(["*"], inputs, { type: null }), { code: "replacement-refused" });
  });

  for (const [what, inputs, named] of [
    [
      "keys of a map",
      { provisioningParameters: { Purpose: UNKNOWN, Size: "small", Other: UNKNOWN } },
      "provisioningParameters.Purpose, provisioningParameters.Other",
    ],
    ["arguments", { provisioningArtifactId: UNKNOWN }, "provisioningArtifactId"],
    [
      "settings",
      { provisioningArtifactId: "pa-2", __connection: { region: UNKNOWN } },
      "the settings of the aws provider",
    ],
  ] as const)
    it(`names what is not known yet, and makes no plan then: ${what}`, async () => {
      const { preview, run, said } = previewing([]);
      await preview([], inputs);
      assert.equal(
        said()[0]?.split("\n")[0],
        `warn: web (pp-1): what this update would change inside is not known: not known before pulumi up: ${named}`,
      );
      assert.deepEqual(run.aws.calls, []);
    });

  it("has one bound for all products of a preview", async () => {
    const { preview, run, said } = previewing([queue]);
    await preview();
    run.clock.advance(60_000);
    await preview();
    assert.match(said()[1] ?? "", /previewResourceChangesTimeout/);
    assert.equal(run.aws.named("createProvisionedProductPlan").length, 1);
  });
});

describe("refuseReplacement", () => {
  const refuse = (replaces: string[] | undefined, refused = ["*"], type: string | null = "CFN_STACK") =>
    refuseReplacement(
      "pp-1",
      someState({ observed: { type } }),
      { ...(replaces && { replaces }) },
      { timeout: 1, refused },
    );

  it("refuses to replace a product as a whole", () => {
    const refusal = { code: "replacement-refused", message: /change of name/ };
    assert.throws(() => refuse(["name"]), refusal);
    assert.throws(() => refuse(["name"], ["*"], null), refusal);
  });

  it("has nothing against others: an update, one never provisioned, an account, nothing refused", () => {
    refuse(undefined);
    refuse(["status"]);
    refuse(["name"], ["*"], "CONTROL_TOWER_ACCOUNT");
    refuse(["name"], []);
  });
});
