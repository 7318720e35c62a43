import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { pulumiCli } from "../support/pulumiCli";
import { installInto, temporaryFolder } from "../support/sandbox";
import { root } from "../support/setup";
import { everything, inWorld } from "../engine/fixture";

const folderOf = (example: string) => path.join(root, "examples", example);

/** The files of an example by their names, without what an installation has left there. */
function filesOf(folder: string, within = ""): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(path.join(folder, within))) {
    if (["node_modules", "dist"].includes(entry) || entry.startsWith("Pulumi.")) continue;
    const name = path.join(within, entry);
    const full = path.join(folder, name);
    if (statSync(full).isDirectory()) Object.assign(files, filesOf(folder, name));
    else if (entry !== "package.json" || within !== "") files[name] = readFileSync(full, "utf8");
  }
  return files;
}

/** A copy of an example with the packed package and the other packages that it is given. */
function copyOf(example: string, ...packages: string[]): string {
  const folder = temporaryFolder("example");
  cpSync(folderOf(example), folder, {
    recursive: true,
    filter: (file) => !/node_modules|dist$|Pulumi\.\w+\.yaml$/.test(path.relative(folderOf(example), file)),
  });
  installInto(folder, "packed", packages);
  return folder;
}

const tool = (name: string, file: string) => realpathSync(path.join(root, "node_modules", name, file));

const exampleWorld = (example: string, test: Parameters<typeof inWorld>[1]) =>
  inWorld(
    {
      language: "typescript",
      program: filesOf(folderOf(example)),
      name: example,
      emulator: {
        catalog: path.join(folderOf(example), "catalog"),
        durations: { create: 100, update: 100, terminate: 100, account: 100, lag: 20 },
        profile: "admin",
      },
    },
    test,
  );

describe("the programs of the examples", () => {
  for (const example of ["account-factory", "testing"])
    it(`${example} pass the compiler`, () => {
      const folder = copyOf(example, "mocha", "@types/mocha", "vitest");
      execFileSync(process.execPath, [tool("typescript", "bin/tsc")], { cwd: folder, stdio: "pipe" });
    });
});

describe("examples/account-factory", () => {
  it("makes an account of each line, protects them, moves one, and refuses a line twice", () =>
    exampleWorld("account-factory", async ({ project, emulator, sent }) => {
      for (const [unit, id] of Object.entries({ Workloads: "ou-abcd-11111111", Sandbox: "ou-abcd-22222222" }))
        assert.equal((await project.run("config", "set", "--path", `units.${unit}`, id)).code, 0);
      const up = await project.up();
      assert.equal(up.code, 0, everything(up));
      const { accountIds } = await project.outputs();
      assert.deepEqual(Object.keys(accountIds as object), ["sandbox", "shop-dev", "shop-prod"]);
      sent();

      const list = readFileSync(path.join(folderOf("account-factory"), "accounts.json"), "utf8");
      project.write("accounts.json", list.replace('"Sandbox"', '"Workloads"'));
      const moved = await project.up();
      assert.deepEqual(moved.changes, { same: 3, update: 1 }, everything(moved));
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);

      project.write("accounts.json", JSON.stringify((JSON.parse(list) as object[]).slice(1)));
      const removed = await project.run("preview");
      assert.equal(removed.code, 1);
      assert.match(everything(removed), /shop-dev.* cannot be deleted/s);

      project.write("accounts.json", list.replaceAll("shop-prod", "shop-dev"));
      assert.match(everything(await project.run("preview")), /the name shop-dev stands there twice/);

      project.write("accounts.json", list);
      const unprotected = await project.run("state", "unprotect", "--all", "--yes");
      assert.equal(unprotected.code, 0, everything(unprotected));
      const destroyed = await project.destroy();
      assert.equal(destroyed.code, 0, everything(destroyed));
      assert.deepEqual(emulator.products(), []);
    }));
});

describe("examples/component", () => {
  it("hands its products on to a program that has its package installed", () =>
    exampleWorld("component", async ({ project, emulator }) => {
      const messaging = path.join(project.folder, "messaging");
      const installed = path.join(project.folder, "node_modules", "@acme", "messaging");
      execFileSync(process.execPath, [tool("typescript", "bin/tsc"), "--project", "messaging"], {
        cwd: project.folder,
        stdio: "pipe",
      });
      cpSync(messaging, installed, { recursive: true });
      rmSync(messaging, { recursive: true });
      execFileSync(process.execPath, [tool("typescript", "bin/tsc")], { cwd: project.folder, stdio: "pipe" });
      const up = await project.up();
      assert.equal(up.code, 0, everything(up));
      assert.equal(emulator.products().length, 3);
      const same = await project.run("preview", "--expect-no-changes");
      assert.equal(same.code, 0, everything(same)); // outputs of what does not change are known in a preview
      const { queueUrl, auditUrl, deadLetters } = await project.outputs();
      assert.equal(new Set([queueUrl, auditUrl, deadLetters]).size, 3);
      const destroyed = await project.destroy();
      assert.equal(destroyed.code, 0, everything(destroyed));
      assert.deepEqual(emulator.products(), []);
    }));
});

describe("examples/testing", () => {
  const run = (...args: string[]): string => {
    const folder = copyOf("testing", "mocha", "@types/mocha", "tsx", "vitest");
    const { env } = pulumiCli(temporaryFolder("home"), "only-for-tests");
    return execFileSync(process.execPath, args, { cwd: folder, env, encoding: "utf8", stdio: "pipe" });
  };

  it("passes under mocha", () => {
    const mocha = tool("mocha", "lib/cli/cli.js");
    assert.match(run("--import", "tsx", mocha, "--timeout", "120000", "test/*.test.ts"), /8 passing/);
  });

  it("passes under vitest", () => {
    assert.match(run("node_modules/vitest/vitest.mjs", "run"), /Tests +8 passed/);
  });
});
