import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../support/setup";
import { everything, inWorld } from "../engine/fixture";

const example = path.join(root, "examples", "typed");
const read = (...file: string[]) => readFileSync(path.join(example, ...file), "utf8");

/** The program of examples/typed with the plain class. */
const plain = `
import * as pulumi from "@pulumi/pulumi";
import { ProvisionedProduct } from "pulumi-servicecatalog";
const shop = new ProvisionedProduct("shop", {
  productName: "Web application",
  provisioningArtifactName: "v2",
  provisioningParameters: {
    InstanceType: "t3.micro",
    AllowedCidr: "10.0.0.0/8",
    DbPassword: new pulumi.Config().requireSecret("dbPassword"),
    AlarmAfterMinutes: 10,
  },
  tags: { CostCenter: "web" },
});
export const url = shop.output("Url");
export const website = shop.outputs.apply(({ Url, AlarmName }) => \`\${Url} is watched by \${AlarmName}\`);
`;

/** All that state has of a resource but for what is another one in every encryption. */
const stored = (resource: object | undefined): string =>
  JSON.stringify(resource, (key, value: unknown) =>
    key === "ciphertext" || key === "modified" ? "…" : value,
  );

describe("a class that generate has written", () => {
  it("changes nothing in state or AWS, from the plain class and back to it", () =>
    inWorld(
      {
        language: "typescript",
        program: {
          "index.ts": plain,
          "products/webApplication.ts": read("products", "webApplication.ts"),
          "tsconfig.json": read("tsconfig.json"),
        },
        emulator: { catalog: path.join(root, "examples", "quickstart", "catalog") },
      },
      async ({ project, sent }) => {
        await project.config("dbPassword", "not-a-secret.42", { secret: true });
        const created = await project.up();
        assert.equal(created.code, 0, everything(created));
        const before = stored(project.resource("shop"));
        sent();
        for (const program of [read("index.ts"), plain]) {
          project.write("index.ts", program);
          const again = await project.up("--expect-no-changes");
          assert.deepEqual([again.code, again.changes], [0, { same: 2 }], everything(again));
          assert.equal(stored(project.resource("shop")), before);
        }
        assert.deepEqual(sent(), []);
      },
    ));
});
