import assert from "node:assert/strict";
import {
  argumentsOfOtherProvider,
  fromOtherProvider,
  readOldInputs,
} from "../../../provider/state/otherProviders";

const stack = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-1/x";

describe("the state of another provider", () => {
  it("is told to be that of @pulumi/aws or of aws-native", () => {
    assert.equal(fromOtherProvider({ name: "web" }).movedFrom, "aws");
    assert.equal(fromOtherProvider({ provisionedProductName: "web" }).movedFrom, "aws-native");
    assert.equal(fromOtherProvider({ provisionedProductId: "pp-1" }).movedFrom, "aws-native");
  });

  it("has name, stack and record under other names", () => {
    const native = fromOtherProvider({
      provisionedProductName: "web",
      cloudformationStackArn: stack,
      recordId: "rec-1",
    });
    assert.deepEqual([native.inputs.name, native.observed.name], ["web", "web"]);
    assert.deepEqual([native.observed.stackArn, native.observed.lastRecordId], [stack, "rec-1"]);
    const aws = fromOtherProvider({
      name: "web",
      lastRecordId: "rec-2",
      recordId: "rec-1",
      outputs: [{ key: "CloudformationStackARN", value: stack }],
    });
    assert.deepEqual([aws.observed.stackArn, aws.observed.lastRecordId], [stack, "rec-2"]);
    const none = fromOtherProvider({ recordId: 7 });
    assert.deepEqual(
      [none.observed.stackArn, none.observed.lastRecordId, none.observed.name],
      [null, null, null],
    );
  });
});

describe("the arguments of another provider", () => {
  it("are ours, and nothing else", () => {
    assert.deepEqual(
      argumentsOfOtherProvider({ name: "web", productId: "prod-1", id: "pp-1", status: "AVAILABLE" }),
      {
        name: "web",
        productId: "prod-1",
      },
    );
    assert.equal(argumentsOfOtherProvider({ name: "a", provisionedProductName: "b" }).name, "a");
  });

  it("have tags and parameters from lists or maps", () => {
    const lists = {
      tags: [{ key: "a", value: "1" }, "x"],
      provisioningParameters: [
        { key: "Size", value: "small" },
        { key: "Empty" },
        { key: "Kept", usePreviousValue: true, value: "x" },
        null,
      ],
    };
    assert.deepEqual(argumentsOfOtherProvider(lists), {
      tags: { a: "1" },
      provisioningParameters: { Size: "small", Empty: "", Kept: { usePreviousValue: true } },
    });
    const maps = { tags: { a: "1" }, provisioningParameters: { Size: "small" } };
    assert.deepEqual(argumentsOfOtherProvider(maps), maps);
    assert.deepEqual(argumentsOfOtherProvider({ provisioningParameters: "x" }), {});
  });

  it("have stack-set preferences by the names of either", () => {
    const ours = { accounts: ["1"], regions: ["r"], operationType: "CREATE", maxConcurrencyCount: 1 };
    assert.deepEqual(
      argumentsOfOtherProvider({
        provisioningPreferences: {
          stackSetAccounts: ["1"],
          stackSetRegions: ["r"],
          stackSetOperationType: "CREATE",
          stackSetMaxConcurrencyCount: 1,
        },
      }),
      { stackSetProvisioningPreferences: ours },
    );
    assert.deepEqual(argumentsOfOtherProvider({ stackSetProvisioningPreferences: ours }), {
      stackSetProvisioningPreferences: ours,
    });
    assert.deepEqual(argumentsOfOtherProvider({ provisioningPreferences: { perstackSet: 1 } }), {
      stackSetProvisioningPreferences: { perstackSet: 1 },
    });
    assert.deepEqual(argumentsOfOtherProvider({ provisioningPreferences: "x" }), {});
  });

  it("have no marks of the bridge, at any depth", () => {
    assert.deepEqual(argumentsOfOtherProvider({ __defaults: [], tags: { a: "1", __defaults: [] } }), {
      tags: { a: "1" },
    });
  });
});

describe("the inputs of the last step", () => {
  it("are none of a new resource, ours as they are, or those of another provider", () => {
    assert.equal(readOldInputs({}), undefined);
    const ours = { __schema: 1, name: "web", tags: { a: "1" } };
    assert.equal(readOldInputs(ours), ours);
    assert.deepEqual(readOldInputs({ provisionedProductName: "web" }), { name: "web" });
  });
});
