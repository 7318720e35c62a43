import assert from "node:assert/strict";
import { request } from "node:http";
import { UpdateProvisionedProductCommand } from "@aws-sdk/client-service-catalog";
import { createEmulator, type CatalogDefinition } from "../../../emulator";
import { administrator, createPortfolio, user } from "../publishing";
import { post, useEmulator } from "../support";

const secret = "hunter2-and-more";
const catalog: CatalogDefinition = {
  products: [
    {
      name: "Bucket",
      versions: [
        {
          name: "v1",
          template: {
            Parameters: {
              Purpose: { Type: "String", Default: "logs" },
              Password: {
                Type: "String",
                NoEcho: "true",
                Default: "default-secret",
                AllowedPattern: ".{3,}",
              },
            },
            Resources: { Topic: { Type: "AWS::SNS::Topic" } },
            Outputs: { Url: { Value: { "Fn::Sub": "https://x:${Password}@host/${Purpose}" } } },
          },
        },
      ],
    },
  ],
};
const parameters = (password: string) => [
  { Key: "Purpose", Value: "archive" },
  { Key: "Password", Value: password },
];

describe("the page", () => {
  const bench = useEmulator({ catalog });
  const get = async (path = "/", headers: Record<string, string> = {}) => {
    const response = await fetch(bench.emulator.url + path, { headers });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

  it("shows products, records, stacks, catalog and calls", async () => {
    await bench.provisioned({ ProvisioningParameters: parameters(secret) });
    const { text, status, headers } = await get();
    assert.equal(status, 200);
    assert.match(headers.get("content-type") ?? "", /^text\/html/);
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/);
    for (const shown of ["logs", "AVAILABLE", "PROVISION_PRODUCT", "CREATE_COMPLETE", "archive", "<svg"])
      assert.ok(text.includes(shown), shown);
    assert.doesNotMatch(text.replace(/xmlns=\S+/g, ""), /(src|href)="?https?:/);
  });

  it("shows what was published through the API, and for whom", async () => {
    const admin = administrator(bench.emulator);
    const [PortfolioId, { ProductViewDetails }] = [
      await createPortfolio(admin, "Approved"),
      await admin.searchProductsAsAdmin({}),
    ];
    const ProductId = ProductViewDetails?.[0]?.ProductViewSummary?.ProductId;
    await admin.associateProductWithPortfolio({ PortfolioId, ProductId });
    assert.match((await get()).text, /Approved[^]*for nobody yet/);
    await admin.associatePrincipalWithPortfolio({ PortfolioId, PrincipalARN: user, PrincipalType: "IAM" });
    assert.match((await get()).text, new RegExp(`Approved[^]*for ${user}`));
    admin.destroy();
  });

  it("shows no value of a NoEcho parameter, wherever it turns up", async () => {
    await bench.provisioned({ ProvisioningParameters: parameters(secret) });
    bench.emulator.fail("logs", { operation: "update", message: `refused ${secret}!` });
    await bench.client.send(
      new UpdateProvisionedProductCommand({
        ProvisionedProductName: "logs",
        ProvisioningParameters: parameters("another-one"),
        UpdateToken: undefined,
      }),
    );
    await bench.pass();
    await post(bench.emulator, "ProvisionProduct", {
      ProvisioningParameters: [
        { Key: "Pasword", Value: "misspelt" },
        { Key: "Password", Value: ["listed"] },
      ],
    });
    await post(bench.emulator, "ProvisionProduct", `{"ProvisioningParameters": "broken`);
    const { text } = await get();
    for (const hidden of [secret, "another-one", "misspelt", "listed", "default-secret", "broken"])
      assert.ok(!text.includes(hidden), hidden);
    assert.match(text, /https:\/\/x:••••@host\/archive/);
    assert.match(text, /refused ••••!/);
  });

  it("shows no value that a NoEcho parameter had before, when the calls are gone and after a restart", async () => {
    await bench.provisioned({ ProvisioningParameters: parameters(secret) });
    for (const password of ["another-one", "third-one"]) {
      const change = {
        ProvisionedProductName: "logs",
        ProvisioningParameters: parameters(password),
        UpdateToken: undefined,
      };
      await bench.client.send(new UpdateProvisionedProductCommand(change));
      await bench.pass();
    }
    bench.emulator.outside.setParameters("logs", { Password: "fourth-one" });
    bench.emulator.outside.setParameters("logs", { Password: "fifth-one" });
    bench.emulator.clearCalls();
    const next = await createEmulator({ catalog, clock: "virtual", state: bench.emulator.snapshot() });
    const pages = [(await get()).text, await (await fetch(next.url)).text()];
    await next.close();
    for (const text of pages) {
      assert.match(text, /x:••••@host/);
      for (const hidden of [secret, "another-one", "third-one", "fourth-one", "fifth-one"])
        assert.ok(!text.includes(hidden), hidden);
    }
  });

  it("shows of a huge request how long it is, and is not long in doing so", async () => {
    const values = Array.from({ length: 8_000 }, (_, index) => ({
      Key: `K${index}`,
      Value: `value-${index}`,
    }));
    for (let count = 0; count < 5; count++) {
      await post(bench.emulator, "ProvisionProduct", { Tags: values, ProvisioningParameters: values });
      await post(bench.emulator, "DescribeProduct", { Name: "n".repeat(700_000) });
    }
    const before = process.cpuUsage();
    const { text } = await get();
    assert.ok(/… \d+ more/.test(text) && text.includes("(700000 characters)"));
    const { user } = process.cpuUsage(before);
    assert.ok(text.length < 2_000_000, `${text.length} characters`);
    assert.ok(user < 2_000_000, `${user} microseconds`);
  });

  it("answers only what has changed, and is no call of its own", async () => {
    const first = await get("/live");
    const tag = first.headers.get("etag") ?? "";
    assert.equal((await get("/live", { "if-none-match": tag })).status, 304);
    assert.deepEqual(bench.emulator.calls(), []);
    await bench.provision();
    const next = await get("/live", { "if-none-match": tag });
    assert.equal(next.status, 200);
    assert.match(next.text, /UNDER_CHANGE/);
    assert.doesNotMatch(next.text, /<html|<script/);
  });

  it("changes nothing of what the seed decides", async () => {
    const idsOf = async (look: boolean) => {
      const emulator = await createEmulator({ catalog, clock: "virtual", seed: 11 });
      if (look) await fetch(emulator.url);
      const { headers } = await post(emulator, "DescribeProduct", { Name: "Bucket" });
      await emulator.close();
      return headers.get("x-amzn-requestid");
    };
    assert.equal(await idsOf(true), await idsOf(false));
  });

  it("is for this machine only, and there is no other", async () => {
    assert.equal((await get("/favicon.ico")).status, 404);
    const status = await new Promise((resolve, reject) => {
      request(bench.emulator.url, { headers: { host: "emulator.example.com" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once("error", reject)
        .end();
    });
    assert.equal(status, 403);
    assert.equal((await fetch(bench.emulator.url, { method: "HEAD" })).status, 200);
  });

  it("shows the newest hundred of many calls", async () => {
    for (let count = 0; count < 103; count++) await post(bench.emulator, "DescribeProduct", {});
    const { text } = await get("/live");
    assert.match(text, /The newest\s+100 of 103/);
    assert.ok(text.includes('id="call-103"') && !text.includes('id="call-3"'));
  });
});
