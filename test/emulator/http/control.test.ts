import assert from "node:assert/strict";
import { request } from "node:http";
import { DescribeProductCommand } from "@aws-sdk/client-service-catalog";
import { useEmulator } from "../support";

const names = [
  ...[
    "calls",
    "clearCalls",
    "products",
    "stacks",
    "records",
    "fail",
    "injectCallFaults",
    "delayCalls",
    "clearCallFaults",
  ],
  ...["limitCalls", "now", "advance", "snapshot", "reset"],
  ...["outside.terminate", "outside.setVersion", "outside.setParameters", "outside.setTags"],
  ...["outside.beginOperation", "outside.finishOperation", "outside.rotatePaths", "outside.associate"],
  ...["outside.controlTowerIsBusy", "outside.createStack", "engine.waiting", "engine.answer"],
];

describe("control from other languages", () => {
  const bench = useEmulator();
  const post = async (name: string, body = "[]", headers: Record<string, string> = {}) => {
    const response = await fetch(`${bench.emulator.url}/emulator/${name}`, { method: "POST", body, headers });
    return { status: response.status, json: (await response.json()) as unknown };
  };
  const call = async (name: string, ...args: unknown[]) => {
    const { status, json } = await post(name, JSON.stringify(args));
    assert.equal(status, 200, JSON.stringify(json));
    return json;
  };
  const messageOf = (json: unknown) => (json as { message: string }).message;

  it("does what the emulator's functions do, and answers what they give", async () => {
    assert.equal(await call("fail", "logs", { operation: "update", message: "no more" }), null);
    await bench.provision();
    assert.equal(await call("advance", 100_000), null);
    assert.equal(await call("now"), bench.emulator.now());
    for (const name of ["products", "stacks", "records", "calls"] as const)
      assert.deepEqual(await call(name), JSON.parse(JSON.stringify(bench.emulator[name]())), name);
    assert.deepEqual(await call("products", { account: "222222222222" }), []);
    assert.deepEqual(await call("calls", { operation: "SearchProducts" }), []);
    await call("outside.setParameters", "logs", { Purpose: "backup" });
    assert.equal(bench.emulator.products()[0]?.parameters["Purpose"], "backup");
    assert.deepEqual(await call("engine.waiting"), []);
    assert.deepEqual(await call("snapshot"), JSON.parse(JSON.stringify(bench.emulator.snapshot())));
    assert.equal((await post("reset", "")).json, null);
    assert.deepEqual(bench.emulator.products(), []);
  });

  it("injects call faults and ends them, and is no call itself", async () => {
    await call("injectCallFaults", "DescribeProduct", "throttle", 5);
    await call("limitCalls", 1000);
    const read = () => bench.client.send(new DescribeProductCommand({ Name: "Bucket" }));
    await assert.rejects(read(), { name: "ThrottlingException" });
    await call("clearCallFaults");
    await call("limitCalls", null);
    await read();
    assert.equal(bench.emulator.calls().length, 2);
  });

  it("says what there is, for a name that is none", async () => {
    for (const name of ["close", "url", "outside", "outside.toString", "constructor", "env.AWS_REGION"]) {
      const { status, json } = await post(name);
      assert.equal(status, 404, name);
      assert.equal(messageOf(json), `there is no /emulator/${name}; there are ${names.join(", ")}`);
    }
  });

  for (const [what, body, expected] of [
    ["an object", "{}", /must be a JSON array/],
    ["no JSON", "web-1", /must be a JSON array/],
    ["what the emulator refuses", '["nobody"]', /there is no provisioned product nobody/],
  ] as const)
    it(`refuses ${what}`, async () => {
      const { status, json } = await post("outside.terminate", body);
      assert.equal(status, 400);
      assert.match(messageOf(json), expected);
    });

  it("refuses what CloudFormation refuses", async () => {
    const stack = { name: "other", product: "Bucket", version: "v1", parameters: { Size: "none" } };
    const { status, json } = await post("outside.createStack", JSON.stringify([stack]));
    assert.equal(status, 400);
    assert.match(messageOf(json), /Parameters: \[/);
  });

  it("goes no further than the calendar, and stays where it is", async () => {
    const now = bench.emulator.now();
    for (const ms of [8.64e15, 1e300, Number.MAX_VALUE]) {
      const { status, json } = await post("advance", JSON.stringify([ms]));
      assert.equal(status, 400);
      assert.match(messageOf(json), /the clock goes no further than the year 9999/);
    }
    assert.equal(bench.emulator.now(), now);
    await bench.provisioned();
    assert.equal((await fetch(bench.emulator.url)).status, 200);
  });

  it("answers all calls, whatever came in them", async () => {
    const body = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    await fetch(bench.emulator.url, { method: "POST", body });
    await fetch(bench.emulator.url, { method: "POST", body: "x".repeat(900_000) });
    assert.equal(((await call("calls")) as unknown[]).length, 2);
    assert.equal((await fetch(bench.emulator.url)).status, 200);
  });

  it("refuses to read", async () => {
    const response = await fetch(`${bench.emulator.url}/emulator/snapshot`);
    assert.equal(response.status, 405);
  });

  for (const headers of [
    { origin: "https://example.com" },
    { origin: "null" },
    { "sec-fetch-site": "same-origin" },
    { host: "example.com" },
  ])
    it(`refuses browsers and other names: ${JSON.stringify(headers)}`, async () => {
      const status = await new Promise((resolve, reject) => {
        const options = { method: "POST", headers, agent: false };
        request(`${bench.emulator.url}/emulator/reset`, options, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on("error", reject)
          .end("[]");
      });
      assert.equal(status, 403);
    });
});
