import assert from "node:assert/strict";
import {
  DescribeProvisionedProductCommand,
  ListStackInstancesForProvisionedProductCommand,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { bench as benchOfTypes } from "./outcome/support";
import { useEmulator } from "../support";

const template = {
  Parameters: { Size: { Type: "String", Default: "small" } },
  Resources: { Topic: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { Ref: "Size" } } } },
};
const constraints = [{ type: "RESOURCE_UPDATE", tagUpdates: "ALLOWED" } as const];

describe("a product whose operation begins", () => {
  const bench = useEmulator({
    catalog: { products: [{ name: "Bucket", versions: [{ name: "v1", template }], constraints }] },
  });
  const provisioned = (more: object = {}) => bench.provisioned({ ProvisioningParameters: [], ...more });
  const update = (more: object) =>
    bench.client.send(
      new UpdateProvisionedProductCommand({
        ProvisionedProductName: "logs",
        UpdateToken: undefined,
        ...more,
      }),
    );
  const terminate = (more: object = {}) =>
    bench.client.send(
      new TerminateProvisionedProductCommand({
        ProvisionedProductName: "logs",
        TerminateToken: undefined,
        ...more,
      }),
    );
  const described = async () =>
    (await bench.client.send(new DescribeProvisionedProductCommand({ Name: "logs" })))
      .ProvisionedProductDetail;

  for (const next of ["update", "terminate"] as const)
    it(`has the message of the last failure no more: ${next}`, async () => {
      await provisioned();
      bench.emulator.fail("logs", { operation: "update", message: "no quota" });
      await update({ ProvisioningParameters: [{ Key: "Size", Value: "large" }] });
      await bench.pass();
      assert.equal((await described())?.StatusMessage, "no quota");
      await (next === "update" ? update({}) : terminate());
      const { Status, StatusMessage } = (await described()) ?? {};
      assert.deepEqual([Status, StatusMessage], ["UNDER_CHANGE", undefined]);
    });

  it("has other tags on its stack after an update of nothing else", async () => {
    await provisioned({ Tags: [{ Key: "team", Value: "a" }] });
    await update({ Tags: [{ Key: "team", Value: "b" }] });
    await bench.pass();
    const client = new CloudFormationClient({
      region: "us-east-1",
      endpoint: bench.emulator.url,
      credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "secret" },
    });
    const { Stacks } = await client.send(new DescribeStacksCommand({}));
    client.destroy();
    assert.deepEqual(
      Stacks?.[0]?.Tags?.filter(({ Key }) => Key === "team"),
      [{ Key: "team", Value: "b" }],
    );
    assert.equal(Stacks[0].StackStatus, "UPDATE_COMPLETE");
  });

  for (const ignores of [false, true])
    it(`is ${ignores ? "gone" : "TAINTED"} after a refused terminate, with IgnoreErrors ${ignores}`, async () => {
      await provisioned();
      bench.emulator.fail("logs", { operation: "terminate", kind: "validation", message: "locked" });
      await terminate({ IgnoreErrors: ignores });
      await bench.pass();
      const record = bench.emulator.records().at(-1);
      const [product] = bench.emulator.products();
      assert.equal(record?.status, ignores ? "SUCCEEDED" : "FAILED");
      assert.equal(product?.status, ignores ? undefined : "TAINTED");
      if (!ignores) assert.match(product?.statusMessage ?? "", /locked/);
      assert.equal(bench.emulator.stacks()[0]?.status, "CREATE_COMPLETE", "nothing was touched");
    });
});

describe("a stack set without bounds", () => {
  const { base, provision } = benchOfTypes({ guesses: { preferencesBeyondConstraint: "accept" } });

  it("has no more instances than CloudFormation makes", async () => {
    const named = {
      StackSetAccounts: Array.from({ length: 10_000 }, (_, index) => String(100_000_000_000 + index)),
      StackSetRegions: Array.from({ length: 11 }, (_, index) => `mars-${index}`),
    };
    await assert.rejects(provision("Everywhere", { ProvisioningPreferences: named }), {
      name: "InvalidParametersException",
      message: /at most 100000 instances/,
    });
    assert.deepEqual(base.emulator.products(), []);
  });
});

describe("a stack set to which instances are added", () => {
  const { base, provision, update } = benchOfTypes();

  it("has each of them once, however often they are named", async () => {
    const named = {
      StackSetAccounts: Array.from({ length: 10_000 }, () => "111111111111"),
      StackSetRegions: Array.from({ length: 10_000 }, () => "eu-west-1"),
    };
    await provision("Everywhere", { ProvisioningPreferences: named });
    await base.pass();
    const ProvisionedProductId = base.emulator.products()[0]?.id;
    const { StackInstances } = await base.client.send(
      new ListStackInstancesForProvisionedProductCommand({ ProvisionedProductId }),
    );
    assert.equal(StackInstances?.length, 1);
  });

  it("has each of them once, those that it had already too", async () => {
    const one = { StackSetAccounts: ["111111111111"], StackSetRegions: ["eu-west-1"] };
    await provision("Everywhere", { ProvisioningPreferences: one });
    await base.pass();
    const all = { ...one, StackSetRegions: ["us-east-1", "eu-west-1"], StackSetOperationType: "CREATE" };
    await update({ ProvisioningPreferences: all });
    await base.pass();
    const ProvisionedProductId = base.emulator.products()[0]?.id;
    const { StackInstances } = await base.client.send(
      new ListStackInstancesForProvisionedProductCommand({ ProvisionedProductId }),
    );
    assert.deepEqual(StackInstances?.map(({ Region }) => Region).sort(), ["eu-west-1", "us-east-1"]);
  });
});
