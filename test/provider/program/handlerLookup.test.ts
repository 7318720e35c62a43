import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { missingDependency } from "../../../provider/program/handlerLookup";
import { temporaryFolder } from "../../support/sandbox";

const run = (folder: string) => path.join(folder, "node_modules", "@pulumi", "pulumi", "cmd", "run");

/** A folder with the packages at these places, as far as looking them up goes. */
function folderWith(packages: Record<string, "sdk" | "ours">): string {
  const folder = temporaryFolder("lookup");
  for (const [place, what] of Object.entries(packages)) {
    const target = path.join(folder, place);
    const file = what === "sdk" ? "cmd/dynamic-provider/index.js" : "handler.js";
    const name = what === "sdk" ? "@pulumi/pulumi" : "pulumi-servicecatalog";
    mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    writeFileSync(path.join(target, file), "");
    writeFileSync(path.join(target, "package.json"), JSON.stringify({ name, version: "1.0.0" }));
  }
  return folder;
}

const sdk = "node_modules/@pulumi/pulumi";
const ours = "node_modules/pulumi-servicecatalog";

describe("the package for the provider process", () => {
  it("is found beside the program, above it, and beside @pulumi/pulumi", () => {
    const beside = folderWith({ [sdk]: "sdk", [ours]: "ours" });
    assert.equal(missingDependency(run(beside), [beside]), undefined);
    mkdirSync(path.join(beside, "infra", "src"), { recursive: true });
    assert.equal(missingDependency(run(beside), [path.join(beside, "infra", "src")]), undefined);

    const stored = folderWith({
      [`node_modules/.pnpm/a/${sdk}`]: "sdk",
      [`node_modules/.pnpm/${ours}`]: "ours",
    });
    mkdirSync(path.join(stored, "node_modules", "@pulumi"));
    symlinkSync(path.join(stored, `node_modules/.pnpm/a/${sdk}`), path.join(stored, sdk), "junction");
    assert.equal(missingDependency(run(stored), [stored]), undefined);
  });

  it("is not found where only a component has it; then it is said what to add where", () => {
    const folder = folderWith({ [`app/${sdk}`]: "sdk", [`component/${ours}`]: "ours" });
    const app = path.join(folder, "app");
    symlinkSync(path.join(folder, "component"), path.join(app, "node_modules", "component"), "junction");
    writeFileSync(path.join(app, "package.json"), "{}");
    mkdirSync(path.join(app, "src"));
    const said = missingDependency(run(app), [path.join(app, "src")]) ?? "";
    const manifest = path.join(app, "package.json");
    assert.ok(
      said.endsWith(`dependencies in ${manifest}, and install: "pulumi-servicecatalog": "^0.1.0"`),
      said,
    );
    assert.doesNotMatch(said, /\n/);
  });

  it("is not missed in unit tests, inline programs and where the program has changed folders", () => {
    const without = folderWith({ [sdk]: "sdk" });
    const complete = folderWith({ [sdk]: "sdk", [ours]: "ours" });
    assert.equal(missingDependency("/app/node_modules/mocha/bin/mocha.js", [without]), undefined);
    assert.equal(missingDependency(run(without), [complete, without]), undefined);
    assert.equal(missingDependency(run(without), [temporaryFolder("empty")]), undefined);
  });
});
