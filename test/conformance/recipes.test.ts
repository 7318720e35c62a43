import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pulumiCli } from "../support/pulumiCli";
import { installInto, temporaryFolder } from "../support/sandbox";
import { root } from "../support/setup";
import { tools, without } from "./awsCli";

/** Blocks of code of the page that begin with the name of a file, by that name. */
const files = new Map(
  [
    ...readFileSync(path.join(root, "docs", "emulator.md"), "utf8").matchAll(
      /^```\w+\n(?:#|\/\/) (\S+)\n([^]*?)^```/gm,
    ),
  ].map(([, name = "", text = ""]) => [name, text]),
);
const page = readFileSync(path.join(root, "docs", "emulator.md"), "utf8");
const command = /^servicecatalog-emulator .*? -- /m.exec(page)?.[0] ?? "";

const has = (program: string) => {
  try {
    execFileSync(program, ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

describe("the recipes of docs/emulator.md", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;
  before(() => {
    folder = temporaryFolder("recipes");
    for (const name of ["home", "home/state", "home/pulumi", "bin", "catalog"])
      mkdirSync(path.join(folder, name));
    for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
    const dependencies = { mocha: "", vitest: "" };
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
    installInto(folder);
    program(
      "servicecatalog-emulator",
      `exec "${process.execPath}" "${path.join(root, "dist/emulator/cli.js")}" "$@"`,
    );
    if (tools) {
      program("aws", `PYTHONPATH="${tools.modules}" exec ${tools.bin} -m awscli "$@"`);
      program("python", `PYTHONPATH="${tools.modules}" exec ${tools.bin} "$@"`);
    }
    const cli = pulumiCli(path.join(folder, "home"), "only-for-tests").env;
    env = { ...cli, PATH: `${path.join(folder, "bin")}${path.delimiter}${cli["PATH"] ?? ""}`, AWS_PAGER: "" };
  });

  function program(name: string, text: string): void {
    const file = path.join(folder, "bin", name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
  }

  /** A command line of a shell, with what it printed; fails as the command does. */
  const shell = (line: string) =>
    new Promise<string>((resolve, reject) => {
      execFile("sh", ["-c", line], { cwd: folder, env, timeout: 280_000 }, (error, stdout, stderr) =>
        error ? reject(new Error(`${line}\n${stdout}${stderr}`)) : resolve(stdout),
      );
    });

  it("are there", () => {
    const clients = ["recipe.sh", "recipe.py", "control.sh", "control.py", "main.go"];
    const wanted = [...clients, "recipe.test.mjs", "recipe.spec.mjs", "publish.sh"];
    assert.deepEqual([...files.keys()], ["catalog/catalog.yaml", "catalog/topic.yaml", ...wanted]);
    assert.ok(command.includes("--catalog catalog"));
  });

  (tools ? it : it.skip)(`AWS CLI${without}`, async () => {
    const printed = await shell(`${command}sh recipe.sh`);
    assert.match(printed, /"OutputKey": "Purpose"/);
    assert.match(printed, /"RecordType": "TERMINATE_PROVISIONED_PRODUCT"/);
  });

  (tools ? it : it.skip)(`publishing with the AWS CLI${without}`, async () => {
    assert.match(await shell(`${command}sh publish.sh`), /"ProvisionedProductName": "published"/);
  });

  (tools ? it : it.skip)(`boto3${without}`, async () => {
    assert.match(await shell(`${command}python recipe.py`), /provisioned pp-\w{13}/);
  });

  (tools ? it : it.skip)(`control from a shell${without}`, async () => {
    assert.match(await shell(`${command}sh control.sh`), /There are no more topics.*\nnull\n$/);
  });

  (tools ? it : it.skip)(`control from Python${without}`, async () => {
    const printed = await shell(`${command.replace("-- ", "--clock virtual -- ")}python control.py`);
    assert.equal(printed, "[400, 400, 200]\n[{'Purpose': 'parcels'}]\n");
  });

  const go = has("go");
  (go ? it : it.skip)(`Go${go ? "" : " (skipped: it is not here)"}`, async () => {
    for (const file of ["go.mod", "go.sum"])
      copyFileSync(path.join(root, "tools", "conformance", "go", file), path.join(folder, file));
    env["GOFLAGS"] = "-mod=readonly";
    await shell("go build -o recipe .");
    assert.match(await shell(`${command}./recipe`), /provisioned pp-\w{13}/);
  });

  it("mocha", async () => {
    const mocha = realpathSync(path.join(root, "node_modules", "mocha", "lib", "cli", "cli.js"));
    assert.match(await shell(`"${process.execPath}" "${mocha}" recipe.test.mjs`), /2 passing/);
  });

  it("vitest", async () => {
    const vitest = path.join(folder, "node_modules", "vitest", "vitest.mjs");
    assert.match(await shell(`"${process.execPath}" "${vitest}" run recipe.spec.mjs`), /1 passed/);
  });
});
