import assert from "node:assert/strict";
import { listPlans, clearOwnPlans, planUpdate } from "../../../provider/product/plan";
import type { Inputs } from "../../../provider/state/inputs";
import { awsError, IDENTITY, someInputs, someState, testRun, type Answers } from "../support";

const OWN = `pulumi-preview-${IDENTITY}`;
const product = {
  ProductViewSummary: { ProductId: "prod-1", Name: "Web" },
  ProvisioningArtifacts: [{ Id: "pa-2", Name: "v2" }],
  LaunchPaths: [{ Id: "lpv3-1", Name: "first" }],
};
const change = (LogicalResourceId: string) => ({ Action: "ADD", LogicalResourceId });
const described = (Status: string, more: object = {}, changes: object[] = []) => ({
  ProvisionedProductPlanDetails: { Status, ...more },
  ResourceChanges: changes,
});

/** An AWS that makes plans, but for what the test says. */
function planning(answers: Answers = {}, inputs: Partial<Inputs> = {}, timeout?: number) {
  const run = testRun(
    {
      describeProvisionedProduct: {
        ProvisionedProductDetail: { Id: "pp-1", Name: "web", Status: "AVAILABLE", Type: "CFN_STACK" },
      },
      describeProduct: product,
      describeProvisioningParameters: {},
      createProvisionedProductPlan: { PlanId: "plan-1", ProvisionProductId: "pp-1" },
      describeProvisionedProductPlan: described("CREATE_SUCCESS", {}, [change("Queue")]),
      deleteProvisionedProductPlan: {},
      listProvisionedProductPlans: { ProvisionedProductPlans: [] },
      ...answers,
    },
    timeout === undefined ? {} : { timeout },
  );
  const wanted = someInputs({ provisioningArtifactId: "pa-2", ...inputs });
  return { run, plan: () => planUpdate(run, "pp-1", someState(), wanted) };
}

describe("planUpdate", () => {
  it("makes a plan of the update by ids, reads it and deletes it", async () => {
    const { run, plan } = planning();
    assert.deepEqual(await plan(), { changes: [change("Queue")] });
    const [{ IdempotencyToken, ...request } = {}] = run.aws.named("createProvisionedProductPlan");
    assert.match(String(IdempotencyToken), new RegExp(`^sc-${IDENTITY}-`));
    assert.deepEqual(request, {
      PlanName: OWN,
      PlanType: "CLOUDFORMATION",
      ProductId: "prod-1",
      ProvisioningArtifactId: "pa-2",
      ProvisionedProductName: "web",
      ProvisioningParameters: [{ Key: "Purpose", Value: "logs" }],
      Tags: [],
    });
    assert.deepEqual(run.aws.named("deleteProvisionedProductPlan"), [{ PlanId: "plan-1" }]);
  });

  it("finds version and path by their names", async () => {
    const { run, plan } = planning({}, { provisioningArtifactName: "v2", pathName: "first" });
    await plan();
    const [{ ProvisioningArtifactId, PathId } = {}] = run.aws.named("createProvisionedProductPlan");
    assert.deepEqual([ProvisioningArtifactId, PathId], ["pa-2", "lpv3-1"]);
  });

  it("waits until the plan is made, and reads all of its pages", async () => {
    let asked = 0;
    const { run, plan } = planning({
      describeProvisionedProductPlan: ({ PageToken }) => {
        if (++asked === 1) throw awsError("ResourceNotFoundException"); // AWS does not show it at once
        if (asked === 2) return described("CREATE_IN_PROGRESS");
        if (PageToken === undefined)
          return { ...described("CREATE_SUCCESS", {}, [change("A")]), NextPageToken: "2" };
        return described("CREATE_SUCCESS", {}, [change("B")]);
      },
    });
    assert.deepEqual(await plan(), { changes: [change("A"), change("B")] });
    assert.ok(run.row.some((line) => line.includes("waiting for AWS's plan")));
    assert.equal(run.aws.named("deleteProvisionedProductPlan").length, 1);
  });

  for (const message of [
    "No updates are to be performed.",
    "The submitted information didn't contain changes. Submit different information to create a change set.",
  ])
    it(`takes a plan that failed with "${message}" for an update that changes nothing`, async () => {
      const { run, plan } = planning({
        describeProvisionedProductPlan: described("CREATE_FAILED", { StatusMessage: message }),
      });
      assert.deepEqual(await plan(), { changes: [] });
      assert.equal(run.aws.named("deleteProvisionedProductPlan").length, 1);
    });

  it("says why a plan has failed, and deletes it", async () => {
    const { run, plan } = planning({
      describeProvisionedProductPlan: described("CREATE_FAILED", { StatusMessage: "Parameter X" }),
    });
    assert.deepEqual(await plan(), { unknown: "AWS's plan of it is CREATE_FAILED: Parameter X" });
    assert.equal(run.aws.named("deleteProvisionedProductPlan").length, 1);
  });

  it("gives up a plan that never ends when the time is over, and deletes it then", async () => {
    const { run, plan } = planning(
      { describeProvisionedProductPlan: described("CREATE_IN_PROGRESS") },
      {},
      60_000,
    );
    const planned = await plan();
    assert.match("unknown" in planned ? planned.unknown : "", /the plan was not made within \d+ s/);
    assert.ok(run.clock.now() <= run.clock.begun + 60_000);
    assert.equal(run.aws.named("deleteProvisionedProductPlan").length, 1);
  });

  it("deletes the plan when the run is stopped while it waits", async () => {
    const { run, plan } = planning({ describeProvisionedProductPlan: described("CREATE_IN_PROGRESS") });
    run.clock.onWake = () => {
      run.stopper.abort();
      run.clock.sleep = () => new Promise(() => undefined); // the time of the last look is not over
    };
    await assert.rejects(plan(), { code: "interrupted" });
    assert.deepEqual(run.aws.named("deleteProvisionedProductPlan"), [{ PlanId: "plan-1" }]);
  });

  it("deletes the plan when the run is stopped while it is being made", async () => {
    const { run, plan } = planning({
      createProvisionedProductPlan: () => {
        run.stopper.abort();
        run.clock.sleep = () => new Promise(() => undefined);
        return { PlanId: "plan-1", ProvisionProductId: "pp-1" };
      },
    });
    await assert.rejects(plan(), { code: "interrupted" });
    assert.equal(run.aws.named("deleteProvisionedProductPlan").length, 1);
  });

  it("clears away what a killed preview has left, and nobody else's plan", async () => {
    let refused = 0;
    const { run, plan } = planning({
      createProvisionedProductPlan: () =>
        ++refused === 1
          ? awsError("InvalidStateException", "has a plan already")
          : { PlanId: "plan-2", ProvisionProductId: "pp-1" },
      listProvisionedProductPlans: {
        ProvisionedProductPlans: [
          { PlanId: "plan-theirs", PlanName: "release" },
          { PlanId: "plan-left", PlanName: OWN },
        ],
      },
    });
    assert.ok("changes" in (await plan()));
    assert.deepEqual(run.aws.named("deleteProvisionedProductPlan"), [
      { PlanId: "plan-left" },
      { PlanId: "plan-2" },
    ]);
    const tokens = run.aws
      .named("createProvisionedProductPlan")
      .map(({ IdempotencyToken }) => IdempotencyToken);
    assert.equal(new Set(tokens).size, 2);
  });

  it("leaves somebody else's plan alone, and says what AWS says", async () => {
    const { run, plan } = planning({
      createProvisionedProductPlan: awsError("InvalidStateException", "has a plan already"),
      listProvisionedProductPlans: {
        ProvisionedProductPlans: [{ PlanId: "plan-theirs", PlanName: "release" }],
      },
    });
    assert.deepEqual(await plan(), { unknown: "InvalidStateException: has a plan already" });
    assert.deepEqual(run.aws.named("deleteProvisionedProductPlan"), []);
  });

  it("is refused by AWS without permission, and asks nothing more", async () => {
    const denied = awsError(
      "AccessDeniedException",
      "not authorized to perform: CreateProvisionedProductPlan",
    );
    const { run, plan } = planning({ createProvisionedProductPlan: denied });
    assert.deepEqual(await plan(), { unknown: `AccessDeniedException: ${denied.message}` });
    assert.deepEqual(run.aws.named("listProvisionedProductPlans"), []);
  });

  it("deletes the plan that it may not read", async () => {
    const { run, plan } = planning({
      describeProvisionedProductPlan: awsError("AccessDeniedException", "no"),
    });
    assert.deepEqual(await plan(), { unknown: "AccessDeniedException: no" });
    assert.equal(run.aws.named("deleteProvisionedProductPlan").length, 1);
  });

  it("says which plan is left when it may not delete it, and tells the changes all the same", async () => {
    const { run, plan } = planning({ deleteProvisionedProductPlan: awsError("AccessDeniedException", "no") });
    assert.ok("changes" in (await plan()));
    assert.match(
      run.row.at(-1) ?? "",
      new RegExp(`^warn: web \\(pp-1\\): the plan ${OWN} \\(plan-1\\).* could not be`),
    );
  });

  it("looks for its plan when the answer to making it was lost", async () => {
    const { run, plan } = planning(
      {
        createProvisionedProductPlan: awsError("TimeoutError"),
        listProvisionedProductPlans: { ProvisionedProductPlans: [{ PlanId: "plan-1", PlanName: OWN }] },
      },
      {},
      5_000,
    );
    assert.ok("unknown" in (await plan()));
    assert.deepEqual(run.aws.named("deleteProvisionedProductPlan"), [{ PlanId: "plan-1" }]);
    const tokens = run.aws
      .named("createProvisionedProductPlan")
      .map(({ IdempotencyToken }) => IdempotencyToken);
    assert.equal(new Set(tokens).size, 1, "one plan, however often it is asked for");
  });

  it("asks again while AWS limits the rate of calls", async () => {
    let asked = 0;
    const { plan } = planning({
      deleteProvisionedProductPlan: () => (++asked === 1 ? awsError("ThrottlingException") : {}),
    });
    assert.ok("changes" in (await plan()));
    assert.equal(asked, 2);
  });

  for (const [what, detail] of Object.entries({
    "a stack set": { Status: "AVAILABLE", Type: "CFN_STACKSET" },
    "an account": { Status: "AVAILABLE", Type: "CONTROL_TOWER_ACCOUNT" },
    "what is under change": { Status: "UNDER_CHANGE", Type: "CFN_STACK" },
    "what is in ERROR": { Status: "ERROR", Type: "CFN_STACK" },
  }))
    it(`makes none of ${what}`, async () => {
      const { run, plan } = planning({
        describeProvisionedProduct: { ProvisionedProductDetail: { Name: "web", ...detail } },
      });
      assert.ok("unknown" in (await plan()));
      assert.deepEqual(run.aws.named("createProvisionedProductPlan"), []);
    });

  it("makes none of a product that is gone: AWS would make a product", async () => {
    const { run, plan } = planning({ describeProvisionedProduct: awsError("ResourceNotFoundException") });
    assert.deepEqual(await plan(), { unknown: "it is not there any more" });
    assert.deepEqual(run.aws.named("createProvisionedProductPlan"), []);
  });

  it("deletes at once the plan that has made a product, because this one had gone in the meantime", async () => {
    const { run, plan } = planning({
      createProvisionedProductPlan: { PlanId: "plan-9", ProvisionProductId: "pp-9" },
    });
    assert.deepEqual(await plan(), { unknown: "it is not there any more" });
    assert.deepEqual(run.aws.named("deleteProvisionedProductPlan"), [{ PlanId: "plan-9" }]);
  });
});

describe("listPlans", () => {
  it("reads all pages at the widest level that is admitted", async () => {
    const run = testRun({
      listProvisionedProductPlans: ({ AccessLevelFilter, PageToken }) => {
        if ((AccessLevelFilter as { Key: string }).Key === "Account") throw awsError("AccessDeniedException");
        return PageToken === undefined
          ? { ProvisionedProductPlans: [{ PlanId: "plan-1" }], NextPageToken: "2" }
          : { ProvisionedProductPlans: [{ PlanId: "plan-2" }] };
      },
    });
    assert.deepEqual(
      (await listPlans(run, "pp-1")).map(({ PlanId }) => PlanId),
      ["plan-1", "plan-2"],
    );
  });
});

describe("clearOwnPlans", () => {
  const left = { ProvisionedProductPlans: [{ PlanId: "plan-left", PlanName: OWN }] };
  const plans = { timeout: 60_000, refused: [] };

  it("asks nothing unless previews of the stack make plans", async () => {
    const run = testRun({});
    await clearOwnPlans(run, "pp-1", someInputs());
    assert.deepEqual(run.aws.calls, []);
  });

  it("deletes what a killed preview has left", async () => {
    const run = testRun({ listProvisionedProductPlans: left, deleteProvisionedProductPlan: {} });
    await clearOwnPlans({ ...run, settings: { ...run.settings, plans } }, "pp-1", someInputs());
    assert.deepEqual(run.aws.named("deleteProvisionedProductPlan"), [{ PlanId: "plan-left" }]);
  });

  it("goes on where it may not", async () => {
    const run = testRun({ listProvisionedProductPlans: awsError("AccessDeniedException") });
    await clearOwnPlans({ ...run, settings: { ...run.settings, plans } }, "pp-1", someInputs());
  });
});
