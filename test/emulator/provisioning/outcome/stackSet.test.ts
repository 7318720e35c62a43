import assert from "node:assert/strict";
import {
  DescribeProvisioningParametersCommand,
  DescribeRecordCommand,
  ListStackInstancesForProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { accounts, bench, regions } from "./support";

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
