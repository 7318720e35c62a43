import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../support/setup";
import { everything, inWorld } from "../engine/fixture";

const repository = path.join(root, "node_modules");

/**
 * node_modules as pnpm lays them out: a package sees its own dependencies only, all of them are links into the store
 * `.pnpm`, and our package is the dependency of a component library, so the project itself cannot resolve it.
 */
function layOut(folder: string): void {
  const modules = path.join(folder, "node_modules");
  const store = path.join(modules, ".pnpm");
  rmSync(modules, { recursive: true });
  const link = (target: string, from: string) => {
    if (existsSync(from)) return;
    mkdirSync(path.dirname(from), { recursive: true });
    symlinkSync(target, from, "junction");
  };
  // The SDK has to lie in the store itself: from its real path the provider process looks for us.
  const pulumi = path.join(store, "@pulumi+pulumi", "node_modules");
  cpSync(path.join(repository, "@pulumi", "pulumi"), path.join(pulumi, "@pulumi", "pulumi"), {
    recursive: true,
  });
  for (const entry of readdirSync(repository)) {
    if (entry.startsWith(".")) continue;
    if (!entry.startsWith("@")) link(path.join(repository, entry), path.join(pulumi, entry));
    else
      for (const inner of readdirSync(path.join(repository, entry)))
        link(path.join(repository, entry, inner), path.join(pulumi, entry, inner));
  }
  const library = path.join(store, "components", "node_modules");
  mkdirSync(path.join(library, "components"), { recursive: true });
  writeFileSync(
    path.join(library, "components", "package.json"),
    `{"name":"components","version":"1.0.0","main":"index.js"}`,
  );
  writeFileSync(
    path.join(library, "components", "index.js"),
    `const pulumi = require("@pulumi/pulumi");
     const { ProvisionedProduct } = require("pulumi-servicecatalog");
     exports.Site = class extends pulumi.ComponentResource {
       constructor(name, options) {
         super("components:index:Site", name, {}, options);
         this.web = new ProvisionedProduct(name, { productName: "web", provisioningArtifactName: "v1" }, { parent: this });
       }
     };`,
  );
  // pnpm copies a package into its store; a link would be resolved to this checkout and its own @pulumi/pulumi.
  const ours = path.join(store, "pulumi-servicecatalog", "node_modules");
  for (const part of ["package.json", "dist"])
    cpSync(path.join(root, part), path.join(ours, "pulumi-servicecatalog", part), { recursive: true });
  link(path.join(pulumi, "@pulumi", "pulumi"), path.join(ours, "@pulumi", "pulumi"));
  for (const scope of ["@aws-sdk", "@smithy"]) link(path.join(repository, scope), path.join(ours, scope));
  link(path.join(pulumi, "@pulumi", "pulumi"), path.join(library, "@pulumi", "pulumi"));
  link(path.join(ours, "pulumi-servicecatalog"), path.join(library, "pulumi-servicecatalog"));
  link(path.join(ours, "pulumi-servicecatalog"), path.join(store, "node_modules", "pulumi-servicecatalog"));
  link(path.join(pulumi, "@pulumi", "pulumi"), path.join(modules, "@pulumi", "pulumi"));
  link(path.join(library, "components"), path.join(modules, "components"));
}

describe("a component library under pnpm", () => {
  it("brings the provider along, though the project itself cannot resolve it", () =>
    inWorld(
      {
        program: `const { Site } = require("components"); module.exports = { id: new Site("site").web.id };`,
      },
      async ({ emulator, project }) => {
        layOut(project.folder);
        const created = await project.up();
        assert.equal(created.code, 0, everything(created));
        assert.match(emulator.products()[0]?.name ?? "", /^site-[0-9a-f]{8}$/);
        const destroyed = await project.destroy();
        assert.equal(destroyed.code, 0, everything(destroyed));
        assert.deepEqual(emulator.products(), []);
      },
    ));

  it("without hoisting says which line to add to which package.json", () =>
    inWorld(
      {
        program: `const { Site } = require("components"); module.exports = { id: new Site("site").web.id };`,
      },
      async ({ emulator, project }) => {
        layOut(project.folder);
        rmSync(path.join(project.folder, "node_modules", ".pnpm", "node_modules"), { recursive: true });
        const preview = await project.run("preview");
        assert.equal(preview.code, 1);
        const manifest = path.join(project.folder, "package.json");
        assert.ok(
          everything(preview).includes(
            `Add to the dependencies in ${manifest}, and install: "pulumi-servicecatalog": "^0.1.0"`,
          ),
          everything(preview),
        );
        assert.doesNotMatch(everything(preview), /Cannot find module|\n +at /);
        assert.deepEqual(emulator.calls(), []);
      },
    ));
});
