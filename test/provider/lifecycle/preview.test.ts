import assert from "node:assert/strict";
import { newPreviews, previewUpdate, refuseReplacement } from "../../../provider/lifecycle/preview";
import type { Inputs } from "../../../provider/state/inputs";
import type { Observed } from "../../../provider/state/observed";
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
  ) =>
    previewUpdate(
      run,
      "pp-1",
      someState({ observed }),
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
    await preview([], { repairTainted: false });
    assert.deepEqual(run.aws.calls, []);
  });

  it("makes a plan for the repair of what is TAINTED", async () => {
    const { preview, run } = previewing([]);
    await preview([], {}, { status: "TAINTED" });
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

  it("names what is not known yet, and makes no plan then", async () => {
    const { preview, run, said } = previewing([]);
    await preview([], { provisioningParameters: { Purpose: UNKNOWN } });
    assert.match(said()[0] ?? "", /not known before pulumi up: provisioningParameters\.Purpose/);
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
  const refuse = (replaces: string[] | undefined, refused = ["*"], type = "CFN_STACK") =>
    refuseReplacement(
      "pp-1",
      someState({ observed: { type } }),
      { ...(replaces && { replaces }) },
      { timeout: 1, refused },
    );

  it("refuses to replace a product as a whole", () => {
    assert.throws(() => refuse(["name"]), { code: "replacement-refused", message: /change of name/ });
  });

  it("has nothing against others: an update, one never provisioned, an account, nothing refused", () => {
    refuse(undefined);
    refuse(["status"]);
    refuse(["name"], ["*"], "CONTROL_TOWER_ACCOUNT");
    refuse(["name"], []);
  });
});
