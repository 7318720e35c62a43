import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { post, useEmulator } from "../support";

/** Brackets and members inside of each other, as text. */
const nested = (depth: number, open = '{"a":', close = "}") => `${open.repeat(depth)}1${close.repeat(depth)}`;

const many = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => item(index));

describe("what strangers send", () => {
  const bench = useEmulator();
  const isAlive = async () => {
    assert.equal((await fetch(bench.emulator.url)).status, 200);
    assert.equal((await post(bench.emulator, "DescribeProduct", { Name: "Bucket" })).status, 200);
  };
  const named = (headers: Record<string, string>, body = "{}") =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      request(bench.emulator.url, { method: "POST", agent: false, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode, text }));
      })
        .on("error", reject)
        .end(body);
    });

  for (const [what, body] of [
    ["objects", nested(100_000)],
    ["lists", nested(200_000, "[", "]")],
    ["objects in a member that is none", `{"Name":"Bucket","More":${nested(5_000)}}`],
    ["lists in a list of the model", `{"Name":"Bucket","Tags":${nested(101, "[", "]")}}`],
  ] as const)
    it(`is refused when it is nested without end: ${what}`, async () => {
      const { status, json } = await post(bench.emulator, "DescribeProduct", body);
      assert.deepEqual([status, json], [400, { __type: "SerializationException" }]);
      await isAlive();
      assert.equal(bench.emulator.calls()[0]?.input, body);
    });

  it("may have brackets in its texts", async () => {
    const Name = `${'[{\\"'.repeat(500)}`;
    const { json } = await post(bench.emulator, "DescribeProduct", { Name });
    assert.equal((json as { __type: string }).__type, "ResourceNotFoundException");
  });

  it("is thrown away above the largest request", async () => {
    const body = JSON.stringify({ Name: "x".repeat(1_048_576) });
    for (const authorization of ["", undefined]) {
      const { status, json } = await post(
        bench.emulator,
        "DescribeProduct",
        body,
        authorization === undefined ? {} : { authorization },
      );
      assert.equal(status, 413);
      assert.equal((json as { __type: string }).__type, "RequestEntityTooLargeException");
    }
    assert.deepEqual(
      bench.emulator.calls().map(({ input, status }) => [input, status]),
      [
        [{}, 413],
        [{}, 413],
      ],
    );
    const control = await fetch(`${bench.emulator.url}/emulator/fail`, { method: "POST", body });
    assert.equal(control.status, 413);
    assert.match(await control.text(), /more than 1000000 bytes/);
    await isAlive();
  });

  it("is not answered with many times as much", async () => {
    const body = { ProductName: "Bucket", Tags: Array.from({ length: 50_000 }, () => ({})) };
    const { status, text } = await post(bench.emulator, "ProvisionProduct", body);
    assert.equal(status, 400);
    assert.match(text, /100003 validation errors detected/);
    assert.ok(text.length < 200_000, `${text.length} characters`);
    await isAlive();
  });

  const volumes: [string, string, object][] = [
    ["SearchProvisionedProducts", "queries", { Filters: { SearchQuery: many(200_000, () => "") } }],
    ["SearchProvisionedProducts", "long queries", { Filters: { SearchQuery: ["a".repeat(1_000_000)] } }],
    ["SearchProducts", "texts", { Filters: { FullTextSearch: many(100_000, (index) => String(index)) } }],
    ["DescribeProvisioningParameters", "nothing", { More: many(300_000, () => []) }],
    [
      "ProvisionProduct",
      "parameters without a name",
      {
        ProductName: "Bucket",
        ProvisioningArtifactName: "v1",
        ProvisionedProductName: "logs",
        ProvisioningParameters: many(300_000, () => ({})),
        ProvisionToken: "t",
      },
    ],
  ];
  for (const [operation, what, body] of volumes)
    it(`may be large, and is answered at once: ${what} of ${operation}`, async () => {
      await bench.provisioned({ ProvisionedProductName: "first" });
      const before = process.cpuUsage();
      await post(bench.emulator, operation, body);
      await bench.pass();
      const page = await (await fetch(bench.emulator.url)).text();
      const { user } = process.cpuUsage(before);
      assert.ok(user < 5_000_000, `${user} microseconds`);
      assert.ok(page.length < 500_000, `${page.length} characters`);
    });

  it("reaches the service under names of this machine only", async () => {
    for (const host of ["emulator.example.com", "127.0.0.1.example.com:80", "localhost.example.com", "[::2]"])
      for (const type of ["application/x-amz-json-1.1", "application/x-www-form-urlencoded"]) {
        const { status, text } = await named({ host, "content-type": type });
        assert.equal(status, 403, host);
        assert.match(text, /call it 127\.0\.0\.1 or localhost/);
        assert.match(text, type.includes("json") ? /^\{/ : /^<ErrorResponse/);
      }
    assert.deepEqual(bench.emulator.calls(), []);
    const { port } = new URL(bench.emulator.url);
    for (const host of [`LOCALHOST:${port}`, `[::1]:${port}`, "127.0.0.1"])
      assert.match((await named({ host })).text, /MissingAuthenticationToken/);
  });

  it("does not reach the service from web pages", async () => {
    for (const headers of [{ origin: "http://127.0.0.1" }, { origin: "null" }, { "sec-fetch-site": "none" }])
      assert.equal((await named({ host: "127.0.0.1", ...headers })).status, 403);
    assert.deepEqual(bench.emulator.calls(), []);
  });

  it("may break off in the middle", async () => {
    const socket = connect(Number(new URL(bench.emulator.url).port), "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{");
    await new Promise((resolve) => socket.once("connect", resolve));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.destroy();
    await closed;
    await isAlive();
  });
});

describe("the largest request", () => {
  const bench = useEmulator({ guesses: { largestRequest: 17 } });

  it("can be another one", async () => {
    assert.equal((await post(bench.emulator, "DescribeProduct", { Name: "Bucket" })).status, 200);
    assert.equal((await post(bench.emulator, "DescribeProduct", { Name: "Buckets" })).status, 413);
  });
});
