import assert from "node:assert/strict";
import { request } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { functionNames } from "../../../emulator/control/functions";
import { operations } from "../../../emulator/operations";
import { cloudFormationOperations } from "../../../emulator/operations/cloudformation";
import { stsOperations } from "../../../emulator/operations/sts";
import type { Members, Shape } from "../../../emulator/protocol/shapes";
import { useEmulator } from "../support";

/*
 * Anything over HTTP: requests that an operation might take, broken ones, calls of the control interface, the page. The
 * emulator answers each in a form that can be read, with no fault of its own, and goes on.
 */

/** More of them, as CI does, or others: FUZZ_RUNS=10000 FUZZ_SEED=2 npm test -- test/emulator/http/server.fuzz.test.ts */
const runs = Number(process.env["FUZZ_RUNS"] ?? 100);
const seed = Number(process.env["FUZZ_SEED"] ?? 1);

interface Message {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const names = ["Bucket", "v1", "logs", "Purpose", "__proto__", "constructor", "SC-123456789012-pp-1", ""];
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names) },
  fc.string({ unit: "binary" }),
  fc.string({ minLength: 12, maxLength: 13, unit: fc.constantFrom(..."0123456789") }),
  fc.constantFrom("x".repeat(5_000), "*?".repeat(400), '"'.repeat(1_000), "\u0000\u001b[2J", "\ud800"),
);
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  text,
  fc.constantFrom(null, 1e300, -1, {}, []),
);

/** What fits a shape, more or less. */
function valueOf(shape: Shape): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: fittingValue(shape) }, { weight: 1, arbitrary: anything });
}

function fittingValue(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case "string":
      return shape.values ? fc.constantFrom(...shape.values) : text;
    case "integer":
      return fc.oneof(fc.integer({ min: shape.min ?? 0, max: shape.max ?? 100 }), fc.integer());
    case "boolean":
      return fc.boolean();
    case "list":
      return fc.array(valueOf(shape.member), { maxLength: 4 });
    case "map":
      return fc.dictionary(fittingValue(shape.key).map(String), valueOf(shape.value), { maxKeys: 4 });
    case "structure":
      return inputOf(shape.members);
  }
}

const inputOf = (members: Members): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(Object.entries(members).map(([name, shape]) => [name, valueOf(shape)])), {
    requiredKeys: Object.keys(members).filter((name) => members[name]?.required),
  });

const nested = fc
  .tuple(fc.constantFrom("[", '{"a":', '[{"Tags":'), fc.integer({ min: 1, max: 50_000 }))
  .map(([open, depth]) => open.repeat(depth));

const authorization = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.constantFrom("AKIA123456789012", "AKIA", "ASIA2222222222221", "-"),
        fc.constantFrom("us-east-1", "cn-north-1", "mars", "<b>"),
        fc.constantFrom("servicecatalog", "servicecatalog", "cloudformation", "sts", "s3"),
      )
      .map(
        ([key, region, service]) =>
          `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/${service}/aws4_request`,
      ),
  },
  fc.constantFrom("", "Bearer x", "Credential=".repeat(500)),
);
const host = fc.oneof(
  { weight: 9, arbitrary: fc.constant("127.0.0.1") },
  fc.constantFrom("localhost:1", "example.com", "[::1]", "127.0.0.1.example.com"),
);
const headers = (more: Record<string, fc.Arbitrary<string>>) => fc.record({ authorization, host, ...more });
const attempt = fc.constantFrom("attempt=1; max=3", `attempt=${"9".repeat(400)}`, "");

const operationCall = fc.constantFrom(...operations.values()).chain(({ name, input }) =>
  fc.record({
    method: fc.constant("POST"),
    path: fc.constant("/"),
    headers: headers({
      "content-type": fc.constant("application/x-amz-json-1.1"),
      "x-amz-target": fc.constant(`AWS242ServiceCatalogService.${name}`),
      "amz-sdk-request": attempt,
    }),
    body: fc.oneof(
      { weight: 6, arbitrary: inputOf(input).map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: fc.oneof(fc.json(), fc.string(), nested) },
    ),
  }),
);
const forms = [...stsOperations, ...cloudFormationOperations.keys(), "Other"];
const formCall = fc.record({
  method: fc.constant("POST"),
  path: fc.constant("/"),
  headers: headers({ "content-type": fc.constant("application/x-www-form-urlencoded; charset=utf-8") }),
  body: fc
    .dictionary(
      fc.constantFrom("StackName", "RoleArn", "RoleSessionName", "DurationSeconds", "NextToken", "__proto__"),
      fc.oneof(text, fc.constantFrom("arn:aws:iam::123456789012:role/deploy", "session", "900")),
    )
    .chain((form) =>
      fc.constantFrom(...forms).map((Action) => new URLSearchParams({ Action, ...form }).toString()),
    ),
});
// Those that make calls wait or fail on purpose would only be seen to do so.
const controls = functionNames().filter(
  (name) => !["delayCalls", "injectCallFaults", "limitCalls"].includes(name),
);
const controlCall = fc.record({
  method: fc.constantFrom("POST", "POST", "POST", "GET"),
  path: fc
    .oneof(fc.constantFrom(...controls), fc.constantFrom("__proto__", "toString", "outside", "%00"))
    .map((name) => `/emulator/${name}`),
  headers: headers({}),
  body: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.array(anything, { maxLength: 3 }).map((value) => JSON.stringify(value)),
    },
    nested,
  ),
});
const pageCall = fc.record({
  method: fc.constantFrom("GET", "HEAD", "PUT", "OPTIONS", "DELETE"),
  path: fc.constantFrom("/", "/live", "/?x=<b>", "/other", "//", "/emulator"),
  headers: headers({ "if-none-match": fc.constantFrom("*", '"x"') }),
  body: fc.constant(""),
});
const message: fc.Arbitrary<Message> = fc.oneof(
  { weight: 6, arbitrary: operationCall },
  { weight: 2, arbitrary: formCall },
  { weight: 3, arbitrary: controlCall },
  { weight: 1, arbitrary: pageCall },
);

describe("anything that arrives", () => {
  const bench = useEmulator();
  const send = ({ method, path, headers, body }: Message) =>
    new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
      const signal = AbortSignal.timeout(20_000);
      const all = { ...headers, "content-length": Buffer.byteLength(body) };
      request(bench.emulator.url, { method, path, headers: all, signal }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        const { statusCode: status = 0, headers } = response;
        response.on("end", () => resolve({ status, type: headers["content-type"] ?? "", text }));
      })
        .on("error", reject)
        .end(body);
    });

  it("is answered, can be read, and is no fault of the emulator", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 6 }), async (messages) => {
        for (const each of messages) {
          const { status, type, text } = await send(each);
          assert.ok(status >= 200 && status < 500, text);
          assert.ok(text.length < 2_000_000 + 3 * each.body.length, `${text.length} characters`);
          if (each.method !== "HEAD" && text !== "") checkForm(type, text);
        }
        assert.equal((await fetch(bench.emulator.url)).status, 200);
        JSON.stringify(bench.emulator.calls());
        JSON.stringify(bench.emulator.snapshot());
        bench.emulator.reset();
      }),
      { numRuns: runs, seed },
    );
  }).timeout(600_000);

  it("leaves no more behind than there is room for", async () => {
    const before = heap();
    const body = JSON.stringify({ Name: "n".repeat(1_000_000) });
    for (let count = 0; count < 120; count++)
      await send({ method: "POST", path: "/", headers: { host: "127.0.0.1" }, body });
    for (let count = 0; count < 1_100; count++) {
      const scope = `AKIA${String(count).padStart(12, "0")}/20260101/us-east-1/servicecatalog/aws4_request`;
      const headers = {
        host: "127.0.0.1",
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}`,
        "x-amz-target": "AWS242ServiceCatalogService.SearchProvisionedProducts",
      };
      await send({ method: "POST", path: "/", headers, body: "{}" });
    }
    const grown = heap() - before;
    assert.ok(grown < 60_000_000, `${grown} bytes`);
    assert.ok(bench.emulator.calls().length > 1_000);
    const { worlds } = bench.emulator.snapshot() as unknown as { worlds: unknown[] };
    assert.ok(worlds.length < 1_000);
  }).timeout(120_000);
});

function checkForm(type: string, text: string): void {
  if (type.includes("json")) JSON.parse(text);
  else if (type.includes("xml")) assert.match(text, /^<(\w+)[ >][^]*<\/\1>$/);
  else assert.match(type, /^text\/(html|plain)/);
}

/** Bytes that are in use after the garbage is collected. */
function heap(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
