import assert from "node:assert/strict";
import { nothingObserved, OBSERVED, observedIn, placeOf, texts } from "../../../provider/state/observed";
import { someObserved } from "../support";

const arn = "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-1";

describe("what is read of a product from stored outputs", () => {
  it("is what was stored", () => {
    const observed = someObserved({ cloudwatchDashboardNames: ["a"], outputs: { Url: "u" } });
    assert.deepEqual(observedIn({ ...observed }), observed);
    assert.deepEqual(OBSERVED, Object.keys(observed));
  });

  it("is null, or empty, where there is nothing or nothing that can be read", () => {
    const { cloudwatchDashboardNames, outputs, ...rest } = nothingObserved();
    assert.deepEqual([cloudwatchDashboardNames, outputs], [[], {}]);
    assert.ok(Object.values(rest).every((value) => value === null));
    assert.deepEqual(
      observedIn({ arn: 7, name: {}, status: null, cloudwatchDashboardNames: "a", outputs: "b" }),
      nothingObserved(),
    );
  });

  it("has its region and account from the ARN, where they were not stored", () => {
    const { region, accountId } = observedIn({ arn });
    assert.deepEqual([region, accountId], ["eu-west-1", "123456789012"]);
    const stored = observedIn({ arn, region: "us-east-1", accountId: "1" });
    assert.deepEqual([stored.region, stored.accountId], ["us-east-1", "1"]);
  });

  it("has its outputs from a map or from the list of other providers, texts alone", () => {
    assert.deepEqual(observedIn({ outputs: { a: "1", b: 2 } }).outputs, { a: "1" });
    const list = [{ key: "a", value: "1" }, { key: "b", value: 2 }, { key: 3, value: "3" }, "x", null];
    assert.deepEqual(observedIn({ outputs: list }).outputs, { a: "1" });
  });

  it("has the texts of a list alone", () => {
    assert.deepEqual(texts(["a", 1, "b", null]), ["a", "b"]);
    assert.deepEqual(texts("a"), []);
  });
});

describe("the place of a product", () => {
  it("is the region and the account of its ARN, in every partition", () => {
    assert.deepEqual(placeOf("arn:aws-cn:servicecatalog:cn-north-1:123456789012:stack/n/pp-1"), {
      region: "cn-north-1",
      accountId: "123456789012",
    });
  });

  it("is unknown without one", () => {
    for (const none of [
      null,
      "",
      "arn:aws:servicecatalog",
      "arn:aws:servicecatalog::123456789012:x",
      "arn:aws:x:eu-west-1::x",
    ])
      assert.equal(placeOf(none), undefined);
  });
});
