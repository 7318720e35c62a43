import assert from "node:assert/strict";
import { keptUnseen, provisionRequest, updateRequest } from "../../../provider/product/requests";
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
      { DefaultValue: "of what has no name" },
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

  describe("to update keeps of what is hidden what the product had, for only that has a previous value:", () => {
    const hidden = (ParameterKey: string) => ({ ParameterKey, DefaultValue: "defaultpw1", IsNoEcho: true });
    const declared: Record<string, object[]> = {
      "pa-1": [hidden("C"), hidden("Old")],
      "pa-2": [hidden("C"), hidden("New")],
      "pa-open": [],
    };
    const keptOf = async (observed: Partial<Observed>, from = "pa-1", to = "pa-2") => {
      const context = testRun({
        describeProvisioningParameters: ({ ProvisioningArtifactId: id }) => ({
          ProvisioningArtifactParameters: declared[String(id)] ?? [],
        }),
      });
      const wanted = fresh({ provisioningArtifactId: to });
      const before = someState({
        inputs: { ...wanted, provisioningArtifactId: from },
        observed: { productId: wanted.productId, ...observed },
      });
      const request = await updateRequest(context, "pp-1", wanted, before);
      const kept = request.ProvisioningParameters?.slice(2).map(({ Key, UsePreviousValue }) => [
        Key,
        UsePreviousValue,
      ]);
      return { kept, calls: context.aws.calls.length };
    };

    it("in another version what its own declares too", async () => {
      assert.deepEqual(await keptOf({}), { kept: [["C", true]], calls: 2 });
    });

    it("in the same version all, whatever is known of the product", async () => {
      for (const observed of [{}, { type: null }, { productId: null }])
        assert.deepEqual(await keptOf(observed, "pa-2"), {
          kept: [
            ["C", true],
            ["New", true],
          ],
          calls: 1,
        });
    });

    it("nothing where it is not known which version the product has", async () => {
      for (const observed of [{ productId: null }, { provisioningArtifactId: null }])
        assert.deepEqual(await keptOf(observed), { kept: [], calls: 1 });
    });

    it("nothing of a product of another engine, which keeps no values", async () => {
      assert.deepEqual(await keptOf({ type: "TERRAFORM_CLOUD" }), { kept: [], calls: 1 });
    });

    it("nothing where nothing is hidden, without another call", async () => {
      assert.deepEqual(await keptOf({}, "pa-1", "pa-open"), { kept: [], calls: 1 });
    });
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

describe("the parameters that an update keeps without a word of the program", () => {
  const keeping = (Key: string) => ({ Key, UsePreviousValue: true });
  const request = {
    ProvisioningParameters: [
      keeping("Hidden"),
      keeping("Other"),
      keeping("Said"),
      { Key: "Sent", Value: "1" },
    ],
  };
  const inputs = someInputs({ provisioningParameters: { Said: { usePreviousValue: true } } });
  const given = { Hidden: "s3cret", Said: "before", Sent: "before" };

  it("are those that the last step has given a value", () => {
    const before = someState({ inputs: { provisioningParameters: given } });
    assert.deepEqual(keptUnseen(request, inputs, before), ["Hidden"]);
  });

  it("may be all where an update of unknown origin came in between", () => {
    const before = someState({ unverified: "rec-9", inputs: { provisioningParameters: given } });
    assert.deepEqual(keptUnseen(request, inputs, before), ["Hidden", "Other"]);
  });

  it("are none where neither program nor last step gives any, nor the update", () => {
    const silent = { ...someInputs() };
    delete silent.provisioningParameters;
    const before = { ...someState(), inputs: silent };
    assert.deepEqual(keptUnseen(request, silent, before), []);
    assert.deepEqual(keptUnseen({}, silent, { ...before, unverified: "rec-9" }), []);
  });
});
