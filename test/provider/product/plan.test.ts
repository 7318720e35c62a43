import assert from "node:assert/strict";
import { listPlans, clearOwnPlans, planUpdate } from "../../../provider/product/plan";
import { problem } from "../../../provider/base/errors";
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
function planning(answers: Answers = {}, inputs: Partial<Inputs> = {}, timeout = 3_600_000) {
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
    { timeout },
  );
  const wanted = { ...someInputs({ provisioningArtifactId: "pa-2" }), ...inputs };
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
    assert.deepEqual(run.aws.named("describeProvisionedProduct"), [{ Id: "pp-1" }]);
    assert.deepEqual(run.aws.named("describeProvisionedProductPlan"), [
      { PlanId: "plan-1" },
      { PlanId: "plan-1" },
    ]);
    assert.deepEqual(run.aws.named("deleteProvisionedProductPlan"), [{ PlanId: "plan-1" }]);
  });

  describe("finds by their names", () => {
    const byNames = async (catalog: Answers, names: Partial<Inputs>) => {
      const { run, plan } = planning(catalog, names);
      const inputs = { ...someInputs(), ...names };
      delete inputs.provisioningArtifactId;
      const planned = await planUpdate(run, "pp-1", someState(), inputs);
      const [{ ProvisioningArtifactId, PathId } = {}] = run.aws.named("createProvisionedProductPlan");
      return { planned, ids: [ProvisioningArtifactId, PathId], run, plan };
    };
    it("no path that nobody lists: AWS decides then", async () => {
      const { ids } = await byNames({}, { provisioningArtifactName: "v2", pathName: "nowhere" });
      assert.deepEqual(ids, ["pa-2", undefined]);
    });

    const versions = (...found: object[]) => ({
      describeProduct: {
        ...product,
        ProvisioningArtifacts: [{ Id: "pa-1", Name: "v1" }, ...found],
        LaunchPaths: [{ Id: "lpv3-0", Name: "zeroth" }, ...product.LaunchPaths],
      },
    });
    const v2 = { Id: "pa-2", Name: "v2" };

    it("version and path", async () => {
      const { ids } = await byNames(versions(v2), { provisioningArtifactName: "v2", pathName: "first" });
      assert.deepEqual(ids, ["pa-2", "lpv3-1"]);
    });

    it("a path that the product does not show, and none where none is named", async () => {
      const answers = {
        describeProduct: { ...product, LaunchPaths: undefined },
        listLaunchPaths: { LaunchPathSummaries: [{ Id: "lpv3-0" }, { Id: "lpv3-7", Name: "first" }] },
      };
      const named = await byNames(answers, { provisioningArtifactName: "v2", pathName: "first" });
      assert.deepEqual(named.ids, ["pa-2", "lpv3-7"]);
      const unnamed = await byNames(answers, { provisioningArtifactName: "v2" });
      assert.deepEqual(unnamed.ids, ["pa-2", undefined]);
      assert.deepEqual(unnamed.run.aws.named("listLaunchPaths"), []);
    });

    for (const [what, found] of [
      ["is not listed", []],
      ["is there twice", [v2, { Id: "pa-3", Name: "v2" }]],
    ] as [string, object[]][])
      it(`no version where its name ${what}`, async () => {
        const { planned, ids } = await byNames(versions(...found), { provisioningArtifactName: "v2" });
        assert.match(
          "unknown" in planned ? planned.unknown : "",
          /^version v2 of Web is not active any more; active are v1/,
        );
        assert.deepEqual(ids, [undefined, undefined]);
      });
  });

  it("names ids that the program says, whatever the catalog lists", async () => {
    const { run, plan } = planning(
      {},
      { provisioningArtifactId: "pa-9", provisioningArtifactName: "v2", pathId: "lpv3-9", pathName: "first" },
    );
    await plan();
    const [{ ProvisioningArtifactId, PathId } = {}] = run.aws.named("createProvisionedProductPlan");
    assert.deepEqual([ProvisioningArtifactId, PathId], ["pa-9", "lpv3-9"]);
  });

  it("is made of what is TAINTED, and of a product of which AWS shows no name and no type", async () => {
    const { run, plan } = planning({
      describeProvisionedProduct: { ProvisionedProductDetail: { Status: "TAINTED" } },
    });
    assert.ok("changes" in (await plan()));
    const [{ ProvisionedProductName } = {}] = run.aws.named("createProvisionedProductPlan");
    assert.equal(ProvisionedProductName, "web");
  });

  it("may find no change of a resource, and says so", async () => {
    const details = { ProvisionedProductPlanDetails: { Status: "CREATE_SUCCESS" } };
    const { plan } = planning({ describeProvisionedProductPlan: details });
    assert.deepEqual(await plan(), { changes: [] });
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
      describeProvisionedProductPlan: described("CREATE_FAILED", { StatusMessage: " Parameter X\n" }),
    });
    assert.deepEqual(await plan(), { unknown: "AWS's plan of it is CREATE_FAILED: Parameter X" });
    assert.equal(run.aws.named("deleteProvisionedProductPlan").length, 1);
  });

  it("looks ever more rarely, until the very end of its time", async () => {
    const { run, plan } = planning(
      {
        describeProvisionedProductPlan: () =>
          described(run.clock.now() < run.deadline ? "CREATE_IN_PROGRESS" : "CREATE_SUCCESS"),
      },
      {},
      1_000 + 1_500 + 2_250,
    );
    assert.deepEqual(await plan(), { changes: [] });
    assert.deepEqual(run.clock.pauses, [1_000, 1_500, 2_250]);
  });

  it("looks every ten seconds at the least", async () => {
    const { run, plan } = planning({ describeProvisionedProductPlan: described("CREATE_IN_PROGRESS") });
    await plan();
    assert.equal(Math.max(...run.clock.pauses), 10_000);
  });

  it("says that its plan has gone when AWS does not know it half a minute later", async () => {
    const { run, plan } = planning({
      describeProvisionedProductPlan: awsError("ResourceNotFoundException"),
    });
    run.clock.sleep = () => Promise.resolve(run.clock.advance(30_000));
    assert.match(JSON.stringify(await plan()), /its plan has gone; another run .* may have deleted it/);
    assert.equal(run.aws.named("describeProvisionedProductPlan").length, 2);
  });

  it("gives up a plan that never ends when the time is over, and deletes it then, patiently", async () => {
    let asked = 0;
    const { run, plan } = planning(
      {
        describeProvisionedProductPlan: described("CREATE_IN_PROGRESS"),
        deleteProvisionedProductPlan: () => (++asked < 9 ? awsError("ThrottlingException") : {}),
      },
      {},
      60_000,
    );
    const planned = await plan();
    assert.match("unknown" in planned ? planned.unknown : "", /the plan was not made within \d+ s/);
    assert.equal(asked, 9);
    assert.ok(run.clock.now() <= run.clock.begun + 60_000 + 30_000);
    assert.doesNotMatch(run.row.join("\n"), /warn:/);
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
    assert.equal(run.aws.named("createProvisionedProductPlan").length, 1);
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

  it("says which plan may be left when it could not look for it", async () => {
    const { run, plan } = planning(
      {
        createProvisionedProductPlan: awsError("TimeoutError"),
        listProvisionedProductPlans: awsError("AccessDeniedException", "no"),
      },
      {},
      5_000,
    );
    assert.match(JSON.stringify(await plan()), /AWS did not answer within the timeout/);
    assert.match(run.row.at(-1) ?? "", new RegExp(`^warn: web \\(pp-1\\): the plan ${OWN}, made for`));
  });

  it("deletes a plan that is gone already without a word", async () => {
    const { run, plan } = planning({ deleteProvisionedProductPlan: awsError("ResourceNotFoundException") });
    assert.ok("changes" in (await plan()));
    assert.doesNotMatch(run.row.join("\n"), /warn:/);
  });

  it("asks for nothing more when AWS has limited its calls until its time was over", async () => {
    const { run, plan } = planning(
      { createProvisionedProductPlan: awsError("ThrottlingException") },
      {},
      5_000,
    );
    assert.match(JSON.stringify(await plan()), /AWS did not answer within the timeout/);
    assert.deepEqual(run.aws.named("listProvisionedProductPlans"), []);
  });

  it("fails where the credentials must not be used", async () => {
    const { run, plan } = planning();
    run.aws.serviceCatalog = () => Promise.reject(problem("account", "another account"));
    await assert.rejects(plan(), { code: "account" });
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

  for (const [what, detail, why] of [
    ["a stack set", { Status: "AVAILABLE", Type: "CFN_STACKSET" }, /this is a CFN_STACKSET/],
    ["an account", { Status: "AVAILABLE", Type: "CONTROL_TOWER_ACCOUNT" }, /this is a CONTROL_TOWER_ACCOUNT/],
    ["what is under change", { Status: "UNDER_CHANGE", Type: "CFN_STACK" }, /its status is UNDER_CHANGE/],
    ["what is in ERROR", { Status: "ERROR", Type: "CFN_STACK" }, /its status is ERROR/],
    ["what has no status", { Type: "CFN_STACK" }, /its status is unknown/],
  ] as const)
    it(`makes none of ${what}`, async () => {
      const { run, plan } = planning({
        describeProvisionedProduct: { ProvisionedProductDetail: { Name: "web", ...detail } },
      });
      const planned = await plan();
      assert.match("unknown" in planned ? planned.unknown : "", why);
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
  it("answers with none where there is none", async () => {
    assert.deepEqual(await listPlans(testRun({ listProvisionedProductPlans: {} }), "pp-1"), []);
  });

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

  it("fails where the credentials must not be used", async () => {
    const run = testRun({});
    run.aws.serviceCatalog = () => Promise.reject(problem("account", "another account"));
    await assert.rejects(
      clearOwnPlans({ ...run, settings: { ...run.settings, plans } }, "pp-1", someInputs()),
      { code: "account" },
    );
  });
});
