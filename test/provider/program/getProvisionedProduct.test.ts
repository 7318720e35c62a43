import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { getProvisionedProduct, getProvisionedProductOutput } from "../../../provider";

const known = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

describe("getProvisionedProduct in a unit test", () => {
  const asked: pulumi.runtime.MockCallArgs[] = [];

  before(() =>
    pulumi.runtime.setMocks({
      newResource: ({ inputs }) => ({ id: "pp-new", state: inputs as object }),
      call: (call) => {
        asked.push(call);
        return { id: "pp-1", name: "web", outputs: { Url: "https://web.example" } };
      },
    }),
  );
  beforeEach(() => void (asked.length = 0));

  it("asks the mocks, not AWS", async () => {
    const found = await getProvisionedProduct({ name: "web" }, { region: "eu-west-1" });
    assert.deepEqual([found.id, await known(found.outputs)], ["pp-1", { Url: "https://web.example" }]);
    assert.deepEqual(
      asked.map(({ token, inputs }): unknown[] => [token, inputs]),
      [["servicecatalog:index:getProvisionedProduct", { name: "web", region: "eu-west-1" }]],
    );
  });

  it("takes outputs in the Output form", async () => {
    const found = getProvisionedProductOutput({ id: pulumi.output("pp-1") });
    assert.equal(await known(found.outputs.apply(({ Url }) => Url)), "https://web.example");
    assert.deepEqual(asked[0]?.inputs, { id: "pp-1" });
  });

  it("is refused without a reference, and with two of them", async () => {
    await assert.rejects(getProvisionedProduct({}), /either \{ id \} or \{ name \}/);
    await assert.rejects(getProvisionedProduct({ id: "pp-1", name: "web" }), /either/);
    assert.deepEqual(asked, []);
  });
});
