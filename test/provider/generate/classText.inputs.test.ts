import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { runInThisContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import * as provider from "../../../provider";
import { root } from "../../support/setup";

type Class = new (name: string, args: object, options?: pulumi.CustomResourceOptions) => pulumi.Resource;

/** The class in a file that generate has written, with the package of the sources. */
function classIn(file: string, name: string): Class {
  const text = readFileSync(path.join(root, file), "utf8");
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exports: Record<string, Class> = {};
  const require = (module: string) =>
    ({ "@pulumi/pulumi": pulumi, "pulumi-servicecatalog": provider })[module];
  const run = runInThisContext(`(exports, require) => {${outputText}\n}`) as (...args: unknown[]) => void;
  run(exports, require);
  const found = exports[name];
  assert.ok(found);
  return found;
}

describe("a class that generate has written", () => {
  it("registers what the plain class registers, under the same URN", async () => {
    const registered: pulumi.runtime.MockResourceArgs[] = [];
    await pulumi.runtime.setMocks({
      newResource: (resource) => {
        registered.push(resource);
        return { id: "pp-1", state: resource.inputs as object };
      },
      call: () => ({}),
    });
    const parameters = { AllowedCidr: "10.0.0.0/8", DbPassword: pulumi.secret("x"), AlarmAfterMinutes: 10 };
    const more = { tags: { CostCenter: "web" }, region: "us-east-1" };
    const options = { customTimeouts: { delete: "20m" }, protect: true };
    const WebApplication = classIn("examples/typed/products/webApplication.ts", "WebApplication");
    const products = [
      new provider.ProvisionedProduct(
        "shop",
        {
          productName: "Web application",
          provisioningArtifactName: "v2",
          provisioningParameters: parameters,
          ...more,
        },
        options,
      ),
      new WebApplication("shop", { version: "v2", parameters, ...more }, options),
    ];
    const urns = await Promise.all(
      products.map(({ urn }) => new Promise((resolve) => void urn.apply(resolve))),
    );
    assert.equal(registered.length, 2);
    assert.deepEqual(registered[1], registered[0]);
    assert.equal(urns[1], urns[0]);
  });
});
