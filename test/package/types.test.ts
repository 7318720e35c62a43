import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { installInto, temporaryFolder } from "../support/sandbox";
import { root, typeScripts } from "../support/setup";

describe("the packed declarations", () => {
  const project = temporaryFolder("consumer");
  cpSync(path.join(__dirname, "consumer"), project, { recursive: true });
  // What generate writes is a declaration as well.
  cpSync(path.join(root, "examples", "typed", "products"), path.join(project, "products"), {
    recursive: true,
  });
  installInto(project, "packed");

  for (const { version, path: typescript } of typeScripts()) {
    for (const module of ["commonjs", "node16"]) {
      it(`satisfy TypeScript ${version} with module ${module}`, () => {
        const compilerOptions = {
          target: "es2020",
          module,
          moduleResolution: module === "node16" ? "node16" : "node",
          ignoreDeprecations: version.startsWith("6.") ? "6.0" : undefined,
          strict: true,
          noEmit: true,
          types: ["node"],
        };
        writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify({ compilerOptions }));
        assert.deepEqual(complaints(typescript, project), []);
      });
    }
  }
});

describe("the declarations of a program's imports", () => {
  it("come from no package but @pulumi/pulumi", () => {
    const from = new Set<string>();
    const seen = new Set<string>();
    const follow = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, name = ""] of readFileSync(file, "utf8").matchAll(/(?:from |import\()"([^"]+)"/g)) {
        if (name.startsWith(".")) follow(`${path.resolve(path.dirname(file), name)}.d.ts`);
        else from.add(name);
      }
    };
    const project = temporaryFolder("consumer");
    installInto(project, "packed");
    follow(path.join(project, "node_modules", "pulumi-servicecatalog", "dist", "provider", "index.d.ts"));
    assert.deepEqual([...from], ["@pulumi/pulumi"]);
  });
});

describe("the examples", () => {
  const examples = path.join(root, "examples");
  const names = existsSync(examples) ? readdirSync(examples) : [];
  const { path: typescript } = typeScripts().at(-1) ?? assert.fail("no TypeScript");

  for (const name of names.filter((name) => existsSync(path.join(examples, name, "tsconfig.json")))) {
    it(`${name} type-checks`, () => {
      const project = temporaryFolder("example");
      cpSync(path.join(examples, name), project, {
        recursive: true,
        filter: (file) => path.basename(file) !== "node_modules",
      });
      const { scripts, devDependencies = {} } = JSON.parse(
        readFileSync(path.join(project, "package.json"), "utf8"),
      ) as { scripts?: Record<string, string>; devDependencies?: Record<string, string> };
      installInto(project, "packed", Object.keys(devDependencies));
      // A package of the example's own is built first.
      const [, own] = /^tsc --project (\S+)$/.exec(scripts?.["build"] ?? "") ?? [];
      if (own !== undefined)
        spawnSync(process.execPath, [compilerOf(typescript), "-p", own], { cwd: project });
      assert.deepEqual(complaints(typescript, project), []);
    });
  }
});

describe("the command of the packed package", () => {
  it("finds the class of examples/typed as the catalog says", () => {
    const project = temporaryFolder("typed");
    const folders = ["typed", "quickstart"].map((name) => {
      cpSync(path.join(root, "examples", name), path.join(project, name), {
        recursive: true,
        filter: (file) => path.basename(file) !== "node_modules",
      });
      return path.join(project, name);
    });
    const [cwd = ""] = folders;
    installInto(cwd, "packed");
    const { scripts } = JSON.parse(readFileSync(path.join(cwd, "package.json"), "utf8")) as {
      scripts: { check: string };
    };
    const [, ...args] = scripts.check.split(" && ")[0]?.split(" ") ?? [];
    const cli = path.join(cwd, "node_modules", "pulumi-servicecatalog", "dist", "provider", "cli.js");
    const ran = spawnSync(process.execPath, [cli, ...args], { cwd, encoding: "utf8" });
    assert.deepEqual([ran.status, ran.stderr], [0, ""], ran.stdout);
    assert.match(ran.stdout, /^1 file as the catalog says\./);

    const catalog = path.join(project, "quickstart", "catalog", "web-application-v2.yaml");
    writeFileSync(catalog, readFileSync(catalog, "utf8").replace("t3.medium]", "t3.large]"));
    const moved = spawnSync(process.execPath, [cli, ...args], { cwd, encoding: "utf8" });
    assert.equal(moved.status, 1);
    assert.match(moved.stdout, /^\+ .*"t3\.large">;$/m);
  });
});

const compilerOf = (typescript: string) => path.join(typescript, "lib", "tsc.js");

/**
 * What the compiler says about our declarations and the program. All declarations are checked, but
 * those of other packages are not for us to mend: some need a newer compiler.
 */
function complaints(typescript: string, project: string): string[] {
  const args = [
    compilerOf(typescript),
    "-p",
    project,
    "--noEmit",
    "--skipLibCheck",
    "false",
    "--pretty",
    "false",
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  assert.equal(stderr, "");
  return stdout
    .split("\n")
    .filter((line) => line.includes("error TS"))
    .filter((line) => !/node_modules[\\/](?!pulumi-servicecatalog[\\/])/.test(line.split("(")[0] ?? ""));
}
