import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { installInto, packed, temporaryFolder } from "../support/sandbox";
import { root } from "../support/setup";

interface Manifest {
  main: string;
  types: string;
  exports: Record<string, string | Record<string, string>>;
  typesVersions: Record<string, Record<string, string[]>>;
  bin: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;

describe("the packed package", () => {
  const files = execFileSync("tar", ["-tzf", packed()], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((file) => file.replace(/^package\//, ""));

  it("contains what a user needs and nothing else", () => {
    const papers = files.filter((file) => !file.startsWith("dist/")).sort();
    assert.deepEqual(papers, ["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
    const others = files.filter((file) => file.startsWith("dist/") && !/\.(js|d\.ts)$/.test(file));
    assert.deepEqual(others.sort(), [
      "dist/emulator/cloudformation/resources/resourceTypes.json",
      "dist/plugin/pulumi-resource-servicecatalog",
      "dist/plugin/pulumi-resource-servicecatalog.cmd",
    ]);
    const outside = files.filter(
      (file) => file.startsWith("dist/") && !/^dist\/(provider|emulator|patterns|plugin)\//.test(file),
    );
    assert.deepEqual(outside, []);
  });

  it("has every file that its package.json points at", () => {
    const { main, types, exports, typesVersions, bin } = manifest;
    const targets = [
      main,
      types,
      ...Object.values(exports).flatMap((target) =>
        typeof target === "string" ? target : Object.values(target),
      ),
      ...Object.values(typesVersions).flatMap((paths) => Object.values(paths).flat()),
      ...Object.values(bin),
    ];
    const missing = targets
      .map((target) => path.posix.normalize(target))
      .filter((target) => !files.includes(target));
    assert.deepEqual(missing, []);
  });

  it("can be required by every name it exports, from CommonJS and from ESM", () => {
    const project = temporaryFolder("consumer");
    installInto(project, "packed");
    for (const subpath of Object.keys(manifest.exports)) {
      if (subpath.endsWith(".json")) continue;
      const name = path.posix.join("pulumi-servicecatalog", subpath);
      const run = (...args: string[]) =>
        execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
      const required = run("-p", `Object.keys(require("${name}")).length`);
      assert.ok(Number(required) > 0, `${name} exports nothing`);
      run(
        "--input-type=module",
        "-e",
        `import * as all from "${name}"; if (!Object.keys(all).length) process.exit(1)`,
      );
    }
  });

  it("brings its commands as executables", () => {
    const project = temporaryFolder("consumer");
    installInto(project, "packed");
    for (const file of Object.values(manifest.bin)) {
      const installed = path.join(project, "node_modules", "pulumi-servicecatalog", file);
      assert.match(readFileSync(installed, "utf8"), /^#!\/usr\/bin\/env node\n/);
      assert.ok(
        process.platform === "win32" || statSync(installed).mode & 0o100,
        `${file} is not executable`,
      );
    }
  });
});
