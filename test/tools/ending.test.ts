import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../support/setup";
import { temporaryFolder } from "../support/sandbox";

let running: ChildProcess | undefined;
const stop = () => void running?.kill("SIGKILL");

/** Runs a program until it says that it has begun, and answers its exit code after it has been ended. */
async function exitCode(args: string[], end: (child: ChildProcess) => void): Promise<unknown> {
  const child = (running = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit", "ipc"] }));
  await new Promise<void>((resolve) =>
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("begun")) resolve();
    }),
  );
  end(child);
  const [code] = (await once(child, "exit")) as unknown[];
  return code;
}

describe("a run of mocha", () => {
  afterEach(stop);
  const folder = temporaryFolder("ending");
  const spec = path.join(folder, "hangs.test.cjs");
  const cleanedUp = path.join(folder, "cleaned-up");
  writeFileSync(
    spec,
    `const fs = require("node:fs");
it("hangs", () => {
  process.once("exit", () => fs.writeFileSync(${JSON.stringify(cleanedUp)}, ""));
  console.log("begun");
  return new Promise(() => setInterval(() => {}, 60_000));
});
it("passes", () => console.log("begun"));`,
  );
  const mocha = realpathSync(path.join(root, "node_modules", "mocha", "lib", "cli", "cli.js"));
  const reporter = path.join(root, "tools", "test", "reporter.cjs");
  const args = [mocha, "--no-config", "--reporter", reporter, "--timeout", "0", spec];

  const signals: [string, NodeJS.Signals, number][] = [
    ["SIGTERM", "SIGTERM", 143],
    ["Ctrl-C", "SIGINT", 130],
    ["a closed terminal", "SIGHUP", 143],
  ];
  beforeEach(() => rmSync(cleanedUp, { force: true }));

  // On Windows a signal ends a process without asking it.
  for (const [what, signal, code] of process.platform === "win32" ? [] : signals)
    it(`cleans up at ${what}`, async () => {
      assert.equal(await exitCode(args, (child) => child.kill(signal)), code);
      assert.ok(existsSync(cleanedUp));
    });

  it("ends when its tests have ended", async () => {
    assert.equal(await exitCode([...args, "--grep", "passes"], () => {}), 0);
  });

  it("cleans up when who started it is gone", async () => {
    assert.equal(await exitCode(args, (child) => child.disconnect()), 143);
    assert.ok(existsSync(cleanedUp));
  });
});

describe("a provider process", () => {
  afterEach(stop);
  it("ends when the tests that started it are gone", async () => {
    const preload = path.join(root, "test", "support", "endWithParent.cjs");
    const program = `console.log("begun"); setInterval(() => {}, 60_000)`;
    assert.equal(await exitCode(["--require", preload, "-e", program], (child) => child.stdin?.destroy()), 0);
  });
});
