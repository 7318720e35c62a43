import assert from "node:assert/strict";
import {
  DescribeProvisioningParametersCommand,
  DescribeRecordCommand,
  ListStackInstancesForProvisionedProductCommand,
  NotifyProvisionProductEngineWorkflowResultCommand,
  NotifyUpdateProvisionedProductEngineWorkflowResultCommand,
  SearchProvisionedProductsCommand,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { createEmulator, type CatalogDefinition, type EmulatorOptions, type Snapshot } from "../../emulator";
import { useEmulator } from "./support";

const template = {
  Parameters: { Size: { Type: "String", Default: "small", AllowedValues: ["small", "large"] } },
  Resources: { Topic: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { Ref: "Size" } } } },
};
const versions = [{ name: "v1", template }];
const accounts = ["111111111111", "222222222222"];
const regions = ["eu-west-1", "us-east-1"];
const catalog: CatalogDefinition = {
  products: [
    { name: "Everywhere", versions, constraints: [{ type: "STACKSET", accounts, regions }] },
    { name: "Terraform", type: "EXTERNAL", versions },
    { name: "Account", type: "CONTROL_TOWER_ACCOUNT", versions },
  ],
};

function bench(options: EmulatorOptions = {}) {
  const base = useEmulator({ catalog, ...options });
  return {
    base,
    provision: (ProductName: string, more: object = {}) =>
      base.provision({
        ProductName,
        ProvisioningParameters: [],
        ProvisioningArtifactName: "v1",
        ...more,
      }),
    update: (more: object) =>
      base.client.send(
        new UpdateProvisionedProductCommand({
          ProvisionedProductName: "logs",
          UpdateToken: undefined,
          ...more,
        }),
      ),
    terminate: (more: object = {}) =>
      base.client.send(
        new TerminateProvisionedProductCommand({
          ProvisionedProductName: "logs",
          TerminateToken: undefined,
          ...more,
        }),
      ),
    status: (name = "logs") => base.emulator.products().find((product) => product.name === name)?.status,
    message: (name = "logs") =>
      base.emulator.products().find((product) => product.name === name)?.statusMessage,
  };
}

describe("a stack set", () => {
  const { base, provision, update, terminate, status } = bench();
  const instances = async () => {
    const ProvisionedProductId = base.emulator.products()[0]?.id;
    const answer = await base.client.send(
      new ListStackInstancesForProvisionedProductCommand({ ProvisionedProductId }),
    );
    return answer.StackInstances?.map(
      ({ Account, Region, StackInstanceStatus }) =>
        `${Account?.charAt(0) ?? ""} ${Region ?? ""} ${StackInstanceStatus ?? ""}`,
    );
  };
  const preferences = (more: object) => ({ ProvisioningPreferences: more });

  it("shows where it may be before it is provisioned", async () => {
    const answer = await base.client.send(
      new DescribeProvisioningParametersCommand({
        ProductName: "Everywhere",
        ProvisioningArtifactName: "v1",
      }),
    );
    assert.deepEqual(answer.ProvisioningArtifactPreferences, {
      StackSetAccounts: accounts,
      StackSetRegions: regions,
    });
    assert.deepEqual(answer.ConstraintSummaries, [{ Type: "STACKSET" }]);
  });

  it("is in all accounts and regions of its constraint, and no stack", async () => {
    const { RecordId } = await provision("Everywhere");
    await base.pass();
    assert.equal(base.emulator.products()[0]?.type, "CFN_STACKSET");
    assert.equal((await instances())?.length, 4);
    assert.deepEqual(base.emulator.stacks(), []);
    const { RecordDetail, RecordOutputs } = await base.client.send(
      new DescribeRecordCommand({ Id: RecordId }),
    );
    assert.equal(RecordDetail?.ProvisionedProductType, "CFN_STACKSET");
    assert.equal(RecordOutputs?.[0]?.OutputKey, "CloudformationStackSetARN");
    assert.match(RecordOutputs[0].OutputValue ?? "", /:stackset\/SC-123456789012-pp-\w+:/);
  });

  it("grows, shrinks and is updated by the operation type", async () => {
    await provision(
      "Everywhere",
      preferences({ StackSetAccounts: ["111111111111"], StackSetRegions: ["eu-west-1"] }),
    );
    await base.pass();
    assert.deepEqual(await instances(), ["1 eu-west-1 CURRENT"]);
    const where = { StackSetAccounts: ["222222222222"], StackSetRegions: ["us-east-1"] };
    await update(preferences({ ...where, StackSetOperationType: "CREATE" }));
    await base.pass();
    assert.deepEqual(await instances(), ["1 eu-west-1 CURRENT", "2 us-east-1 CURRENT"]);
    await update({
      ...preferences(where),
      ProvisioningParameters: [{ Key: "Size", Value: "large" }],
    });
    await base.pass();
    assert.deepEqual(await instances(), ["1 eu-west-1 OUTDATED", "2 us-east-1 CURRENT"]);
    await update(preferences({ ...where, StackSetOperationType: "DELETE" }));
    await base.pass();
    assert.equal((await instances())?.length, 1);
    await terminate();
    await base.pass();
    assert.equal(status(), undefined);
  });

  it("refuses accounts beyond its constraint", async () => {
    await assert.rejects(provision("Everywhere", preferences({ StackSetAccounts: ["333333333333"] })), {
      name: "InvalidParametersException",
    });
  });

  it("that fails is TAINTED, with instances that do not work", async () => {
    base.emulator.fail("logs", { operation: "create" });
    await provision("Everywhere");
    await base.pass();
    assert.equal(status(), "TAINTED");
    assert.ok((await instances())?.every((each) => each.endsWith("INOPERABLE")));
  });
});

describe("a stack set, with other guesses", () => {
  const { base, provision, status } = bench({
    guesses: { failedStackSet: "ERROR", stackSetOutput: null, preferencesBeyondConstraint: "accept" },
  });

  it("has no output and may be anywhere, or is in ERROR", async () => {
    const { RecordId } = await provision("Everywhere", {
      ProvisioningPreferences: { StackSetAccounts: ["333333333333"] },
    });
    await base.pass();
    assert.equal(status(), "AVAILABLE");
    const { RecordOutputs } = await base.client.send(new DescribeRecordCommand({ Id: RecordId }));
    assert.deepEqual(RecordOutputs, []);
    base.emulator.fail("other", { operation: "create" });
    await provision("Everywhere", { ProvisionedProductName: "other" });
    await base.pass();
    assert.equal(status("other"), "ERROR");
  });
});

for (const retainOnEngine of ["accept", "refuse"] as const)
  describe(`an EXTERNAL product, where retaining is answered with: ${retainOnEngine}`, () => {
    const { base, provision, update, terminate, status, message } = bench({ guesses: { retainOnEngine } });
    const refuses = { name: "ValidationException", message: /still under change/ };

    it("stays under change until its engine notifies, and is not terminated meanwhile", async () => {
      await provision("Terraform");
      await base.emulator.advance(86_400_000 * 2);
      assert.equal(status(), "UNDER_CHANGE");
      assert.equal(base.emulator.records()[0]?.status, "IN_PROGRESS");
      await assert.rejects(terminate({ IgnoreErrors: true }), refuses);
      const [work] = base.emulator.engine.waiting();
      assert.deepEqual(work?.parameters, { Size: "small" });
      base.emulator.engine.answer("logs", "SUCCEEDED", { outputs: { Url: "https://example.org" } });
      assert.equal(status(), "AVAILABLE");
      assert.deepEqual(base.emulator.records()[0]?.outputs, { Url: "https://example.org" });
      assert.deepEqual(base.emulator.stacks(), []);
    });

    it("is reported by the engine's own operations, with the token of the workflow", async () => {
      const { RecordId } = await provision("Terraform");
      const WorkflowToken = base.emulator.engine.waiting()[0]?.workflowToken;
      const notify = (token: string | undefined) =>
        base.client.send(
          new NotifyProvisionProductEngineWorkflowResultCommand({
            WorkflowToken: token,
            RecordId,
            Status: "FAILED",
            FailureReason: "no quota",
            ResourceIdentifier: { UniqueTag: { Key: "id", Value: "1" } },
            IdempotencyToken: undefined,
          }),
        );
      await assert.rejects(notify("d3Jvbmc="), { name: "InvalidParametersException" });
      await notify(WorkflowToken);
      assert.deepEqual([status(), message()], ["TAINTED", "no quota"]);
      await assert.rejects(notify(WorkflowToken), { name: "ResourceNotFoundException" });
    });

    it("that failed without a trace is in ERROR, and may be updated even so", async () => {
      await provision("Terraform");
      base.emulator.engine.answer("logs", "FAILED");
      assert.equal(status(), "ERROR");
      const { RecordDetail } = await update({
        ProvisioningParameters: [{ Key: "Size", UsePreviousValue: true }],
      });
      const [work] = base.emulator.engine.waiting();
      assert.deepEqual(work?.parameters, {}, "it does not hear of what stays");
      await base.client.send(
        new NotifyUpdateProvisionedProductEngineWorkflowResultCommand({
          WorkflowToken: work?.workflowToken,
          RecordId: RecordDetail?.RecordId,
          Status: "SUCCEEDED",
          Outputs: [{ OutputKey: "A", OutputValue: "1" }],
          IdempotencyToken: undefined,
        }),
      );
      assert.equal(status(), "AVAILABLE");
      await terminate();
      base.emulator.engine.answer("logs", "FAILED", { failureReason: "in use" });
      assert.equal(status(), "TAINTED");
      await terminate();
      base.emulator.engine.answer("logs", "SUCCEEDED");
      assert.equal(status(), undefined);
    });

    it("is still waiting after a restart from a snapshot", async () => {
      await provision("Terraform");
      await base.emulator.advance(10_000);
      const state = JSON.parse(JSON.stringify(base.emulator.snapshot())) as Snapshot;
      const later = await createEmulator({ catalog, clock: "virtual", state });
      later.engine.answer("logs", "SUCCEEDED");
      assert.equal(later.products()[0]?.status, "AVAILABLE");
      await later.close();
    });

    it("is retained or not, by the switch", async () => {
      await provision("Terraform");
      base.emulator.engine.answer("logs", "SUCCEEDED");
      const retained = terminate({ RetainPhysicalResources: true });
      if (retainOnEngine === "refuse") await assert.rejects(retained, { name: "InvalidParametersException" });
      else {
        await retained;
        await base.pass();
        assert.equal(status(), undefined);
      }
    });
  });

describe("a Control Tower account", () => {
  const { base, provision, terminate, status, message } = bench();
  const names = ["a", "b", "c", "d", "e", "f"];
  const halfAnHour = 1_810_000;

  it("takes half an hour, and its physical id is the account's", async () => {
    const { RecordId } = await provision("Account");
    await base.pass();
    assert.equal(status(), "UNDER_CHANGE");
    await base.emulator.advance(halfAnHour);
    assert.equal(status(), "AVAILABLE");
    assert.equal(base.emulator.products()[0]?.type, "CONTROL_TOWER_ACCOUNT");
    const { RecordOutputs } = await base.client.send(new DescribeRecordCommand({ Id: RecordId }));
    assert.deepEqual(
      RecordOutputs?.map(({ OutputKey }) => OutputKey),
      ["AccountId"],
    );
    const found = await base.client.send(new SearchProvisionedProductsCommand({}));
    assert.equal(found.ProvisionedProducts?.[0]?.PhysicalId, RecordOutputs?.[0]?.OutputValue);
  });

  it("collides with others when there are too many, after it was accepted", async () => {
    for (const name of names) {
      const { Status } = await provision("Account", { ProvisionedProductName: name });
      assert.equal(Status, "CREATED");
    }
    await base.pass();
    assert.equal(status("f"), "ERROR");
    assert.match(message("f") ?? "", /^ResourceInUseException {2}Account Factory cannot create/);
    await base.emulator.advance(halfAnHour);
    assert.deepEqual(
      names.slice(0, 5).map((name) => status(name)),
      Array(5).fill("AVAILABLE"),
    );
    await terminate({ ProvisionedProductName: "a" });
    await terminate({ ProvisionedProductName: "b" });
    await base.pass();
    assert.equal(status("b"), "TAINTED");
    assert.match(message("b") ?? "", /another AWS Control Tower operation is in progress/);
  });

  it("waits for nobody while Control Tower is busy with itself", async () => {
    base.emulator.outside.controlTowerIsBusy(true);
    await provision("Account");
    await base.pass();
    assert.equal(status(), "ERROR");
  });
});

describe("Control Tower with room for more", () => {
  const { base, provision, status } = bench({ guesses: { accountOperations: 6 } });
  it("makes six accounts at once", async () => {
    for (const ProvisionedProductName of ["a", "b", "c", "d", "e", "f"])
      await provision("Account", { ProvisionedProductName });
    await base.pass();
    assert.equal(status("f"), "UNDER_CHANGE");
  });
});

describe("guesses of TagOptions", () => {
  const tagged: CatalogDefinition = {
    portfolios: [{ name: "P", tagOptions: { Cost: ["1", "2"], Team: ["a", "b"] } }],
    products: [{ name: "Tagged", versions, tagOptions: { Team: ["b"], Stage: ["test"] } }],
  };
  const Cost = { Key: "Cost", Value: "3" };
  const enforced = bench({ catalog: tagged, guesses: { missingTagOption: "refused" } });
  const ignored = bench({ catalog: tagged, guesses: { tagOptions: "ignored" } });

  it("enforced: a value must be among them, must be chosen, and comes by itself if it is the only one", async () => {
    const refused = { name: "InvalidParametersException" };
    await assert.rejects(enforced.provision("Tagged", { Tags: [Cost] }), refused);
    await assert.rejects(enforced.provision("Tagged"), refused);
    await enforced.provision("Tagged", { Tags: [{ ...Cost, Value: "2" }] });
    assert.deepEqual(enforced.base.emulator.products()[0]?.tags, { Cost: "2", Team: "b", Stage: "test" });
  });

  it("ignored: tags are what the request says", async () => {
    await ignored.provision("Tagged", { Tags: [Cost] });
    assert.deepEqual(ignored.base.emulator.products()[0]?.tags, { Cost: "3" });
  });
});
