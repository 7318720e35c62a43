import assert from "node:assert/strict";
import { provisionRequest, updateRequest } from "../../../provider/product/requests";
import type { Observed } from "../../../provider/state/observed";
import { awsError, someInputs, someState, testRun } from "../support";

const inputs = someInputs({
  provisioningParameters: { B: "2", A: "1" },
  tags: { z: "1", a: "2" },
  pathName: "Portfolio",
  notificationArns: ["arn"],
  acceptLanguage: "jp",
  stackSetProvisioningPreferences: { accounts: ["1"], failureToleranceCount: 0, operationType: "CREATE" },
  __connection: { defaultTags: { team: "a", z: "default" } },
});

/** Each request is asked for a product of its own, because the catalog's answers are remembered. */
let products = 0;
const fresh = (more: object = {}) => ({ ...inputs, productId: `prod-request-${++products}`, ...more });
const readable = (...parameters: object[]) =>
  testRun({ describeProvisioningParameters: { ProvisioningArtifactParameters: parameters } });

describe("the request", () => {
  it("to provision says what the program says, sorted, so that equal content has the equal token", () => {
    assert.deepEqual(provisionRequest(inputs), {
      AcceptLanguage: "jp",
      ProductId: "prod-1",
      ProvisioningArtifactId: "pa-1",
      PathName: "Portfolio",
      ProvisionedProductName: "web",
      ProvisioningParameters: [
        { Key: "A", Value: "1" },
        { Key: "B", Value: "2" },
      ],
      ProvisioningPreferences: { StackSetAccounts: ["1"], StackSetFailureToleranceCount: 0 },
      NotificationArns: ["arn"],
      Tags: [
        { Key: "a", Value: "2" },
        { Key: "team", Value: "a" },
        { Key: "z", Value: "1" },
      ],
    });
  });

  it("to update has all tags and the operation on stack instances, and no notification ARNs", async () => {
    const request = await updateRequest(readable(), "pp-1", fresh());
    assert.equal(request.ProvisionedProductId, "pp-1");
    assert.equal(request.Tags?.length, 3);
    assert.equal(request.ProvisioningPreferences?.StackSetOperationType, "CREATE");
    assert.ok(!("NotificationArns" in request));
    assert.ok(!("ProvisionedProductName" in request));
  });

  it("to update sends the template's default for a parameter that the program does not give", async () => {
    const context = readable(
      { ParameterKey: "A", DefaultValue: "0" },
      { ParameterKey: "C", DefaultValue: "" },
      { ParameterKey: "D" },
    );
    const { ProvisioningParameters } = await updateRequest(context, "pp-1", fresh());
    assert.deepEqual(ProvisioningParameters, [
      { Key: "A", Value: "1" },
      { Key: "B", Value: "2" },
      { Key: "C", Value: "" },
    ]);
  });

  it("to update keeps what is hidden, and never sends asterisks", async () => {
    const context = readable(
      { ParameterKey: "C", DefaultValue: "defaultpw1", IsNoEcho: true },
      { ParameterKey: "D", DefaultValue: "****" },
      { ParameterKey: "E", IsNoEcho: true },
    );
    const kept = ["C", "D", "E"].map((Key) => ({ Key, UsePreviousValue: true }));
    const wanted = fresh();
    for (const before of [undefined, someState({ inputs: wanted })]) {
      const { ProvisioningParameters } = await updateRequest(context, "pp-1", wanted, before);
      assert.deepEqual(ProvisioningParameters?.slice(2), kept);
    }
  });

  it("to update to another version keeps what the product had, for only that has a previous value", async () => {
    const declared: Record<string, string[]> = { "pa-1": ["C"], "pa-2": ["C", "New"] };
    const context = testRun({
      describeProvisioningParameters: ({ ProvisioningArtifactId: id }) => ({
        ProvisioningArtifactParameters: declared[String(id)]?.map((ParameterKey) => ({
          ParameterKey,
          DefaultValue: "defaultpw1",
          IsNoEcho: true,
        })),
      }),
    });
    const wanted = fresh({ provisioningArtifactId: "pa-2" });
    const { productId } = wanted;
    const hiddenOf = async (observed: Partial<Observed>) => {
      const before = someState({
        inputs: { ...wanted, provisioningArtifactId: "pa-1" },
        observed: { productId, ...observed },
      });
      const request = await updateRequest(context, "pp-1", wanted, before);
      return request.ProvisioningParameters?.slice(2);
    };
    assert.deepEqual(await hiddenOf({}), [{ Key: "C", UsePreviousValue: true }]);
    assert.deepEqual(await hiddenOf({ type: "TERRAFORM_CLOUD" }), [], "other engines keep no values");
  });

  it("to update never has a value together with UsePreviousValue", async () => {
    const given = fresh({ provisioningParameters: { A: { usePreviousValue: true }, B: "2" } });
    const context = readable({ ParameterKey: "A", DefaultValue: "0" });
    assert.deepEqual((await updateRequest(context, "pp-1", given)).ProvisioningParameters, [
      { Key: "A", UsePreviousValue: true },
      { Key: "B", Value: "2" },
    ]);
  });

  it("to update is made without defaults where they may not be read", async () => {
    const context = testRun({ describeProvisioningParameters: awsError("AccessDeniedException") });
    assert.equal((await updateRequest(context, "pp-1", fresh())).ProvisioningParameters?.length, 2);
  });

  it("pins no id that the user did not choose", () => {
    const byName = { ...inputs, productName: "Bucket" } as Partial<typeof inputs>;
    delete byName.productId;
    delete byName.provisioningArtifactId;
    const request = provisionRequest(byName as typeof inputs);
    assert.equal(request.ProductName, "Bucket");
    assert.ok(!("ProductId" in request || "ProvisioningArtifactId" in request || "PathId" in request));
  });
});
