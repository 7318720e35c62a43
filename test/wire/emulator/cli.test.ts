import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { truth } from "../../../emulator";
import { defaultGuesses } from "../../../emulator/truth/guesses";
import { root } from "../../support/setup";

const command = [join(root, "dist/emulator/cli.js")];

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
    const [line] = (await Promise.race([
      once(createInterface(child.stdout), "line"),
      once(child, "exit").then(() => Promise.reject(new Error("it ended before it was ready"))),
    ])) as [string];
    const ready = JSON.parse(line) as {
      ready: boolean;
      url: string;
      env: Record<string, string>;
      seed: number;
    };
    return { child, ready };
  };
  const call = async (url: string, operation: string, body: object) => {
    const headers = {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWS242ServiceCatalogService.${operation}`,
      authorization: "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/servicecatalog/aws4_request",
    };
    return (await fetch(url, { method: "POST", body: JSON.stringify(body), headers })).text();
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

  it("has a virtual clock, other positions of guesses, and control from other languages", async () => {
    const guesses = ["--guess", "bothIdAndName=ValidationException", "--guess", "recordErrorCode=null"];
    const { child, ready } = await start("--clock", "virtual", ...guesses);
    const control = async (name: string, ...args: unknown[]) =>
      (
        await fetch(`${ready.url}/emulator/${name}`, { method: "POST", body: JSON.stringify(args) })
      ).json() as Promise<unknown>;
    const before = await control("now");
    await control("advance", 1000);
    assert.equal(await control("now"), Number(before) + 1000);
    assert.match(
      await call(ready.url, "DescribeProvisionedProduct", { Id: "pp-1", Name: "t" }),
      /ValidationException/,
    );
    child.kill();
    await ended(child);
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
    for (const option of [
      "--catalog",
      "--port",
      "--speed",
      "--clock",
      "--guess",
      "--seed",
      "--state",
      "--parent",
      "--truth",
      "--verbose",
    ])
      assert.ok(stdout.includes(option), option);
  });

  it("keeps its state over a restart, also after being killed", async () => {
    const state = join(folder, "state.json");
    const first = await start("--state", state, "--seed", "5");
    const provision = {
      ProductName: "Topic",
      ProvisioningArtifactName: "v1",
      ProvisionedProductName: "t",
      ProvisionToken: "t",
    };
    assert.match(await call(first.ready.url, "ProvisionProduct", provision), /"Status":"CREATED"/);
    first.child.kill("SIGKILL");
    await ended(first.child);
    const next = await start("--state", state);
    assert.equal(next.ready.seed, 5);
    assert.match(await call(next.ready.url, "DescribeProvisionedProduct", { Name: "t" }), /"Name":"t"/);
    next.child.kill();
    await ended(next.child);
  });

  it("runs a command with its environment, and ends as that does", () => {
    const script = "console.log(process.env.AWS_ENDPOINT_URL_STS, process.env.AWS_PROFILE); process.exit(7)";
    const { stdout, status } = spawnSync(
      process.execPath,
      [...command, "--catalog", folder, "--", process.execPath, "-e", script],
      { encoding: "utf8", env: { ...process.env, AWS_PROFILE: "production" } },
    );
    assert.match(stdout, /^http:\/\/127\.0\.0\.1:\d+ undefined\n$/);
    assert.equal(status, 7);
  });

  it("keeps what the command sends away from a proxy", () => {
    const script = "console.log(process.env.NO_PROXY, process.env.no_proxy, process.env.HTTP_PROXY)";
    const withoutNames = { ...process.env, NO_PROXY: "", no_proxy: "" };
    for (const [given, expected] of [
      [{}, "127.0.0.1,localhost"],
      [{ no_proxy: "intranet.example.com" }, "127.0.0.1,localhost,intranet.example.com"],
    ] as const) {
      const { stdout } = spawnSync(
        process.execPath,
        [...command, "--catalog", folder, "--", process.execPath, "-e", script],
        { encoding: "utf8", env: { ...withoutNames, HTTP_PROXY: "http://proxy.example.com", ...given } },
      );
      assert.equal(stdout, `${expected} ${expected} http://proxy.example.com\n`);
    }
  });

  for (const signal of ["SIGTERM", "SIGHUP"] as const)
    it(`hands ${signal} on to its command, and ends after it`, async () => {
      const script = `process.on("${signal}", () => { console.log("told"); process.exit(3) });
        setInterval(() => {}, 1000); console.log(process.pid)`;
      const args = [...command, "--catalog", folder, "--", process.execPath, "-e", script];
      const child = spawn(process.execPath, args);
      const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
      await lines.next();
      child.kill(signal);
      assert.equal((await lines.next()).value, "told");
      assert.equal(await ended(child), 3);
    });

  it("ends on SIGHUP, with its state free for the next one", async () => {
    const state = join(folder, "hung-up.json");
    const { child } = await start("--state", state);
    child.kill("SIGHUP");
    assert.equal(await ended(child), 0);
    assert.ok(!existsSync(`${state}.lock`));
  });

  it("prints how every behaviour is known, with the switches of all guesses", () => {
    const { stdout, status } = run("--truth");
    assert.equal(status, 0);
    for (const [name, value] of Object.entries(defaultGuesses))
      assert.ok(stdout.includes(`\`${name}: ${JSON.stringify(value)}\``), name);
    const rows = stdout.split("\n").filter((line) => line.startsWith("|"));
    assert.equal(rows.length, truth.length + 2);
    for (const row of rows) assert.equal(row.replaceAll("\\|", "").split("|").length, 7, row);
  });

  for (const [what, args, expected] of [
    ["a command that is missing", ["--"], /there is no command after --/],
    ["a command that is none", ["--catalog", "CATALOG", "--", "no-such-command"], /no-such-command: spawn/],
    ["a damaged state", ["--catalog", "CATALOG", "--state", __filename], /cli\.test\.ts: not a state of/],
    ["an option that is none", ["--color"], /^servicecatalog-emulator: Unknown option '--color'/],
    ["a clock that is none", ["--clock", "sun"], /--clock sun: there are real, virtual/],
    ["a guess without a position", ["--guess", "searchLag"], /--guess searchLag: not of the form name=value/],
    ["a number that is none", ["--port", "http"], /^servicecatalog-emulator: --port http: not a number/],
    [
      "a folder without a catalog",
      ["--catalog", join(tmpdir(), "no-such-folder")],
      /no catalog\.yaml, catalog\.yml, catalog\.json/,
    ],
  ] as const)
    it(`refuses ${what}, in one line`, () => {
      const { stderr, status } = run(...args.map((arg) => (arg === "CATALOG" ? folder : arg)));
      assert.equal(status, 1);
      const line = stderr.split("\n").find((text) => text.startsWith("servicecatalog-emulator")) ?? stderr;
      assert.match(line, expected);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
});
