import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";

const body = program()
  .replace(/^const .* = require\(.*$/gm, "")
  .replace(/module\.exports = .*/, "");
const imports = `
import * as pulumi from "@pulumi/pulumi";
import { ProvisionedProduct } from "pulumi-servicecatalog";`;

const programs = {
  javascript: program(),
  typescript: `${imports}${body}export const url: pulumi.Output<string> = web.output("Url");`,
  esm: `${imports}${body}export const url = web.output("Url");`,
};

describe("a program that has installed the package", () => {
  for (const [language, text] of Object.entries(programs) as [keyof typeof programs, string][]) {
    it(`goes up, stays unchanged and is destroyed in ${language}`, () =>
      inWorld({ program: text, language, installed: "packed" }, async ({ project, emulator, sent }) => {
        const up = await project.up();
        assert.equal(up.code, 0, everything(up));
        assert.equal((await project.outputs()).url, "https://web.example/small/nobody");
        assert.deepEqual(sent(), ["ProvisionProduct"]);

        assert.deepEqual((await project.up()).changes, { same: 2 });
        assert.deepEqual(sent(), []);

        const destroyed = await project.destroy();
        assert.equal(destroyed.code, 0, everything(destroyed));
        assert.deepEqual(sent(), ["TerminateProvisionedProduct"]);
        assert.deepEqual(project.state().resources, []);
        assert.deepEqual(
          emulator.stacks().map(({ status }) => status),
          ["DELETE_COMPLETE"],
        );
      }));
  }
});
