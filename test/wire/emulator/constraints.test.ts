import assert from "node:assert/strict";
import type { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import {
  administrator,
  createProduct,
  provisionOf,
  publish,
  publishingCatalog,
} from "../../emulator/publishing";
import { useEmulator } from "../../emulator/support";

const rules = {
  Rules: {
    Sensible: {
      Assertions: [
        {
          Assert: { "Fn::Contains": [["news", "mails"], { Ref: "Purpose" }] },
          AssertDescription: "There are topics for news and mails",
        },
      ],
    },
  },
};
const tagUpdates = (value: string) => ({
  Version: "2.0",
  Properties: { TagUpdateOnProvisionedProduct: value },
});
const everywhere = {
  Version: "1.0",
  Properties: { AccountList: ["123456789012"], RegionList: ["us-east-1"] },
};

describe("constraints through the API", () => {
  const bench = useEmulator({ catalog: publishingCatalog });
  let admin: ServiceCatalog;
  let ids: { PortfolioId: string; ProductId: string };
  before(() => {
    admin = administrator(bench.emulator);
  });
  beforeEach(async () => {
    ids = await publish(admin);
  });
  after(() => admin.destroy());
  const constrain = (Type: string, parameters: object | string, of = ids) =>
    admin.createConstraint({
      ...of,
      Type,
      Parameters: typeof parameters === "string" ? parameters : JSON.stringify(parameters),
      Description: `It is ${Type}`,
      IdempotencyToken: undefined,
    });
  const described = () =>
    admin.describeProvisioningParameters({ ProductId: ids.ProductId, ProvisioningArtifactName: "v1" });

  it("hold for what is provisioned from then on, until they are deleted", async () => {
    const role = "arn:aws:iam::123456789012:role/launcher";
    const { ConstraintDetail, ...created } = await constrain("LAUNCH", { RoleArn: role });
    assert.deepEqual(
      [created.Status, created.ConstraintParameters],
      ["CREATING", JSON.stringify({ RoleArn: role })],
    );
    const Id = ConstraintDetail?.ConstraintId;
    assert.match(Id ?? "", /^cons-[a-z2-7]{13}$/);
    const answer = await admin.describeConstraint({ Id });
    assert.deepEqual([answer.Status, answer.ConstraintDetail], ["AVAILABLE", ConstraintDetail]);
    assert.deepEqual(ConstraintDetail, {
      ...ids,
      ConstraintId: Id,
      Description: "It is LAUNCH",
      Owner: "123456789012",
      Type: "LAUNCH",
    });
    assert.deepEqual((await described()).ConstraintSummaries, [
      { Type: "LAUNCH", Description: "It is LAUNCH" },
    ]);
    const { RecordDetail } = await provisionOf(admin, ids.ProductId);
    assert.equal(RecordDetail?.LaunchRoleArn, role);
    await admin.deleteConstraint({ Id });
    assert.deepEqual((await described()).ConstraintSummaries, []);
    for (const gone of [admin.describeConstraint({ Id }), admin.deleteConstraint({ Id })])
      await assert.rejects(gone, { name: "ResourceNotFoundException" });
  });

  it("of every type mean what those of the file mean", async () => {
    await constrain("TEMPLATE", rules);
    await constrain("TEMPLATE", { Rules: { Other: { Assertions: [] } } });
    await constrain("NOTIFICATION", { NotificationArns: ["arn:aws:sns:us-east-1:123456789012:audit"] });
    await constrain("RESOURCE_UPDATE", tagUpdates("ALLOWED"));
    await constrain("STACKSET", everywhere);
    const { UsageInstructions, ProvisioningArtifactPreferences } = await described();
    const instruction = (type: string) => UsageInstructions?.find(({ Type }) => Type === type)?.Value;
    assert.deepEqual(Object.keys(JSON.parse(instruction("rules") ?? "{}") as object), ["Sensible", "Other"]);
    assert.equal(instruction("tagUpdateOnProvisionedProduct"), "ALLOWED");
    assert.deepEqual(ProvisioningArtifactPreferences?.StackSetRegions, ["us-east-1"]);
  });

  it("refuse what their rules do not allow", async () => {
    await constrain("TEMPLATE", rules);
    const { RecordDetail } = await provisionOf(admin, ids.ProductId);
    await bench.pass();
    const { RecordDetail: ended } = await admin.describeRecord({ Id: RecordDetail?.RecordId });
    assert.match(ended?.RecordErrors?.[0]?.Description ?? "", /There are topics for news and mails/);
  });

  it("can be there once, unless they are of templates or notifications", async () => {
    const duplicate = { name: "DuplicateResourceException" };
    await constrain("LAUNCH", { LocalRoleName: "launcher" });
    await assert.rejects(constrain("LAUNCH", { LocalRoleName: "other" }), duplicate);
    await constrain("RESOURCE_UPDATE", tagUpdates("ALLOWED"));
    await assert.rejects(constrain("RESOURCE_UPDATE", tagUpdates("NOT_ALLOWED")), duplicate);
    await assert.rejects(constrain("STACKSET", everywhere), { name: "InvalidParametersException" });
  });

  it("need an association, and parameters of their type", async () => {
    const ProductId = await createProduct(admin, "Elsewhere");
    await assert.rejects(constrain("LAUNCH", { LocalRoleName: "x" }, { ...ids, ProductId }), {
      name: "ResourceNotFoundException",
    });
    for (const [type, parameters] of [
      ["QUOTA", {}],
      ["LAUNCH", {}],
      ["LAUNCH", "RoleArn: x"],
      ["LAUNCH", { RoleArn: "arn:aws:iam::123456789012:role/x", LocalRoleName: "x" }],
      ["TEMPLATE", { rules: {} }],
      ["NOTIFICATION", { NotificationArns: [] }],
      ["STACKSET", { Properties: { AccountList: ["123456789012"] } }],
      ["RESOURCE_UPDATE", tagUpdates("MAYBE")],
    ] as const)
      await assert.rejects(constrain(type, parameters), { name: "InvalidParametersException" }, type);
  });

  it("keep their product in its portfolio", async () => {
    const { ConstraintDetail } = await constrain("LAUNCH", { LocalRoleName: "launcher" });
    await assert.rejects(admin.disassociateProductFromPortfolio(ids), { name: "ResourceInUseException" });
    await admin.deleteConstraint({ Id: ConstraintDetail?.ConstraintId });
    await admin.disassociateProductFromPortfolio(ids);
  });
});
