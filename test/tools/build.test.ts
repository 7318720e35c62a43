import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "../../tools/build/index.mjs";
import { temporaryFolder } from "../support/sandbox";

const compilerOptions = { target: "es2022", module: "node20", isolatedModules: true };
const tsconfig = { compilerOptions, include: ["provider", "emulator"], exclude: ["provider/plugin"] };

const quietly = <T>(_what: string, work: (note: (text: string) => void) => Promise<T>) =>
  work(() => undefined);

describe("a build", function () {
  this.timeout(60_000); // loads the compiler

  let root: string;
  const file = (name: string) => path.join(root, name);
  const read = (name: string) => readFileSync(file(name), "utf8");
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(file(name)), { recursive: true });
    writeFileSync(file(name), text);
  };
  /** Answers whether anything was built. */
  const run = async () => {
    const before = existsSync(file("dist")) && statSync(file("dist")).ino;
    await build({ root, declarations: false, announce: quietly });
    return statSync(file("dist")).ino !== before;
  };

  beforeEach(async () => {
    root = temporaryFolder("build");
    write("package.json", JSON.stringify({ version: "1.2.3", type: "commonjs" }));
    write("package-lock.json", "{}");
    write("tsconfig.json", JSON.stringify(tsconfig));
    mkdirSync(file("node_modules"));
    write("provider/cli.ts", `import { one } from "./one";\nconsole.log(one as number);\n`);
    write("provider/one.ts", "export const one: number = 1;\n");
    write("provider/plugin/main.ts", `import { one } from "../one";\nconsole.log("plugin", one);\n`);
    write("emulator/cli.ts", `import table from "./table.json";\nconsole.log(table);\n`);
    write("emulator/table.json", "[1]");
    assert.equal(await run(), true);
  });

  it("makes scripts, data, commands and the plugin", () => {
    assert.match(read("dist/provider/cli.js"), /console\.log\(one_1\.one\)/);
    assert.equal(read("dist/emulator/table.json"), "[1]");
    assert.equal(statSync(file("dist/emulator/cli.js")).mode & 0o111, 0o111);
    assert.match(read("dist/plugin/index.js"), /"plugin"/);
    assert.ok(!existsSync(file("dist/plugin/main.js")));
  });

  it("is not done again while nothing has changed, whatever the time of a file", async () => {
    write("provider/one.ts", read("provider/one.ts"));
    write("emulator/README.md", "of no importance");
    assert.equal(await run(), false);
  });

  it("follows a source that was changed", async () => {
    write("provider/one.ts", "export const one: number = 2;\n");
    assert.equal(await run(), true);
    assert.match(read("dist/provider/one.js"), /one = 2/);
    assert.match(read("dist/provider/cli.js"), /one_1\.one/);
    assert.match(read("dist/plugin/index.js"), /2/);
  });

  it("leaves nothing of a source that was deleted", async () => {
    write("provider/cli.ts", "console.log(1);\n");
    write("provider/plugin/main.ts", "console.log(1);\n");
    rmSync(file("provider/one.ts"));
    assert.equal(await run(), true);
    assert.ok(!existsSync(file("dist/provider/one.js")));
    assert.equal(await run(), false);
  });

  it("follows data, settings and the package itself", async () => {
    for (const [name, text] of [
      ["emulator/table.json", "[2]"],
      [
        "tsconfig.json",
        JSON.stringify({ ...tsconfig, compilerOptions: { ...compilerOptions, sourceMap: false } }),
      ],
      ["package-lock.json", `{ "packages": {} }`],
      ["package.json", JSON.stringify({ version: "1.2.4", type: "commonjs" })],
    ] as const) {
      write(name, text);
      assert.equal(await run(), true, name);
    }
    assert.equal(read("dist/emulator/table.json"), "[2]");
  });

  it("is done again where dist/ is not what was built", async () => {
    write("dist/provider/one.js", "exports.one = 3;");
    assert.equal(await run(), true);
    assert.match(read("dist/provider/one.js"), /one = 1/);
    rmSync(file("dist/provider/one.js"));
    assert.equal(await run(), true);
    write("dist/provider/more.js", "");
    assert.equal(await run(), true);
    assert.ok(!existsSync(file("dist/provider/more.js")));
    rmSync(file("dist"), { recursive: true });
    assert.equal(await run(), true);
  });

  it("fails with the place of a syntax error, and leaves dist/ as it was", async () => {
    write("provider/one.ts", "export const one = ;\n");
    await assert.rejects(
      build({ root, declarations: false, announce: quietly }),
      /provider\/one\.ts\(1,20\): error TS1109/,
    );
    assert.match(read("dist/provider/one.js"), /one = 1/);
  });
});
