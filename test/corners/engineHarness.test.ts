import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { Project } from "../support/project";

const text = `exports.handler = () => ({
  async create(inputs) {
    console.log("create has begun");
    if (inputs.wait) await new Promise((resolve) => setTimeout(resolve, inputs.wait));
    return { id: "thing-1", outs: { size: inputs.size, from: process.env.THING_FROM } };
  },
  async update(id, olds, news) { return { outs: { ...olds, size: news.size } }; },
  async diff(id, olds, news) { return { changes: olds.size !== news.size }; },
})`;

const body = `
class Thing extends pulumi.CustomResource {
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/demo:Thing", name, { __provider: ${JSON.stringify(text)}, from: undefined, ...args });
  }
}
const size = new pulumi.Config().getNumber("size") ?? 1;
const wait = new pulumi.Config().getNumber("wait") ?? 0;
`;

const imports = {
  javascript: `const pulumi = require("@pulumi/pulumi");\n${body}\nexports.from = new Thing("thing", { size, wait }).from;`,
  esm: `import * as pulumi from "@pulumi/pulumi";\n${body}\nexport const from = new Thing("thing", { size, wait }).from;`,
  typescript: `import * as pulumi from "@pulumi/pulumi";
    ${body.replace("(name, args)", "(name: string, args: object)").replace("class Thing extends pulumi.CustomResource {", "$&\n  declare from: pulumi.Output<string>;")}
    export const from = new Thing("thing", { size, wait }).from;`,
};

describe("the harness of the Pulumi CLI", function () {
  this.timeout(60_000);

  for (const [language, program] of Object.entries(imports) as [keyof typeof imports, string][]) {
    it(`runs a program in ${language}`, async () => {
      const project = await Project.create({ program, language, env: { THING_FROM: "here" } });
      try {
        const up = await project.up();
        assert.equal(up.code, 0, up.stdout + up.stderr);
        assert.deepEqual(up.changes, { create: 2 });
        assert.equal(project.resource("thing")?.id, "thing-1");
        assert.deepEqual(await project.outputs(), { from: "here" });
        if (language !== "javascript") return;

        await project.config("size", "2");
        assert.deepEqual((await project.preview()).code, 0);
        assert.deepEqual((await project.up()).changes, { same: 1, update: 1 });
        assert.equal(project.resource("thing")?.outputs?.["size"], 2);
        assert.equal((await project.refresh()).code, 0);
        const destroyed = await project.destroy();
        assert.equal(destroyed.code, 0, destroyed.stdout);
        assert.deepEqual(project.state().resources, []);
      } finally {
        await project.remove();
      }
      assert.equal(existsSync(project.folder), false);
    });
  }

  it("interrupts a run, and stops what a killed run leaves behind", async () => {
    const project = await Project.create({
      program: imports.javascript,
      config: { "project:wait": "600000" },
    });
    const running = project.start("up", "--yes", "--skip-preview", "--json");
    await running.printed(/diagnosticEvent.*create has begun/);
    running.signal("SIGKILL");
    assert.equal((await running.result).signal, "SIGKILL");
    assert.equal(project.state().pendingOperations[0]?.type, "creating");
    await project.remove();
  });
});
