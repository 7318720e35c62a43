import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const command = ["--import=tsx", join(__dirname, "../../emulator/cli.ts")];

describe("servicecatalog-emulator", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "emulator-"));
    writeFileSync(
      join(folder, "catalog.yaml"),
      "products:\n  - name: Topic\n    versions:\n      - { name: v1, template: topic.yaml }\n",
    );
    writeFileSync(join(folder, "topic.yaml"), "Resources:\n  Topic: { Type: AWS::SNS::Topic }\n");
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => spawnSync(process.execPath, [...command, ...args], { encoding: "utf8" });
  const start = async (...args: string[]) => {
    const child = spawn(process.execPath, [...command, "--catalog", folder, ...args]);
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const ready = JSON.parse(line) as {
      ready: boolean;
      url: string;
      env: Record<string, string>;
      seed: number;
    };
    return { child, ready };
  };
  const ended = async (child: ChildProcess) =>
    (child.exitCode !== null ? child.exitCode : (await once(child, "exit"))[0]) as unknown;

  it("says in one line that it is ready, serves, and ends on SIGTERM", async () => {
    const { child, ready } = await start("--speed", "60", "--seed", "3");
    assert.equal(ready.ready, true);
    assert.equal(ready.seed, 3);
    assert.equal(ready.env["AWS_ENDPOINT_URL_SERVICE_CATALOG"], ready.url);
    const response = await fetch(ready.url, { method: "POST", body: "{}" });
    assert.equal(response.status, 403);
    child.kill("SIGTERM");
    assert.equal(await ended(child), 0);
  });

  it("ends with its parent", async () => {
    const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const { child } = await start("--parent", String(parent.pid), "--verbose");
    parent.kill();
    assert.equal(await ended(child), 0);
  });

  it("explains itself", () => {
    const { stdout, status } = run("--help");
    assert.equal(status, 0);
    for (const option of ["--catalog", "--port", "--speed", "--seed", "--parent", "--verbose"])
      assert.ok(stdout.includes(option), option);
  });

  for (const [what, args, expected] of [
    ["an option that is none", ["--color"], /^servicecatalog-emulator: Unknown option '--color'/],
    ["a number that is none", ["--port", "http"], /^servicecatalog-emulator: --port http: not a number/],
    [
      "a folder without a catalog",
      ["--catalog", join(tmpdir(), "no-such-folder")],
      /no catalog\.yaml, catalog\.yml, catalog\.json/,
    ],
  ] as const)
    it(`refuses ${what}, in one line`, () => {
      const { stderr, status } = run(...args);
      assert.equal(status, 1);
      const line = stderr.split("\n").find((text) => text.startsWith("servicecatalog-emulator")) ?? stderr;
      assert.match(line, expected);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
});
