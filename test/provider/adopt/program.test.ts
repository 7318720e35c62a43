import assert from "node:assert/strict";
import type { Found } from "../../../provider/adopt/product";
import { programText } from "../../../provider/adopt/program";
import { nothingObserved } from "../../../provider/state/observed";

const found = (more: Partial<Found> = {}): Found => ({
  id: "pp-1",
  observed: { ...nothingObserved(), type: "CFN_STACK" },
  args: { name: "web-1", productName: "web" },
  noEcho: [],
  parametersRead: true,
  ...more,
});
const text = (more: Partial<Found>, region?: string) =>
  programText([{ found: found(more), name: "web-1", identifier: "web1" }], region);

describe("the program that adopt writes", () => {
  it("declares a product as it is", () => {
    const args = {
      name: "web-1",
      productName: 'with "quotes"',
      provisioningParameters: { Size: "large", "odd-key": "" },
      tags: { "cost:center": "7" },
    };
    assert.equal(
      text({ args, owner: "arn:aws:iam::123456789012:user/*/ann" }, "eu-west-1"),
      `import { ProvisionedProduct } from "pulumi-servicecatalog";

/** pp-1, provisioned by arn:aws:iam::123456789012:user/* /ann */
export const web1 = new ProvisionedProduct("web-1", {
  name: "web-1",
  productName: "with \\"quotes\\"",
  tags: {
    "cost:center": "7",
  },
  region: "eu-west-1",
  provisioningParameters: {
    Size: "large",
    "odd-key": "",
  },
});
`,
    );
  });

  it("takes a NoEcho parameter from secret config, and keeps it as it is until that is set", () => {
    const args = { provisioningParameters: { Password: { usePreviousValue: true as const } } };
    const program = text({ args, noEcho: ["Password"] });
    assert.match(program, /^import \* as pulumi from "@pulumi\/pulumi";\n/);
    assert.match(program, /const config = new pulumi.Config\(\);/);
    assert.match(
      program,
      /Password: config.getSecret\("web1Password"\) \?\? ProvisionedProduct.previousValue,/,
    );
  });

  it("says what becomes of parameters that could not be read, which depends on the type", () => {
    const args = { provisioningParameters: { Size: { usePreviousValue: true as const } } };
    const stack = text({ args, parametersRead: false });
    assert.match(stack, /does not show them to this caller: an update keeps what is there/);
    assert.match(stack, /Size: ProvisionedProduct.previousValue,/);
    const account = { ...nothingObserved(), type: "CONTROL_TOWER_ACCOUNT" };
    assert.match(
      text({ args, parametersRead: false, observed: account }),
      /write the real ones before the first update/,
    );
  });
});
