import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  ListLaunchPathsCommand,
  ProvisionProductCommand,
  SearchProvisionedProductsCommand,
  type ServiceCatalogClient,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { createEmulator, type Emulator, type EmulatorOptions, type Snapshot } from "../../../emulator";
import { loadCatalog } from "../../../emulator/catalog/load";
import { fromJson, toJson } from "../../../emulator/persistence/jsonGraph";
import { Timestamp } from "../../../emulator/protocol/json";
import { temporaryFolder } from "../../support/sandbox";
import { administrator, provisionOf, publish, publishingCatalog } from "../publishing";
import { bucketCatalog, clientOf, useEmulator } from "../support";

async function provision(client: ServiceCatalogClient, name = "logs", token?: string, more: object = {}) {
  const { RecordDetail } = await client.send(
    new ProvisionProductCommand({
      ProductName: "Bucket",
      ProvisioningArtifactName: "v1",
      ProvisionedProductName: name,
      ProvisioningParameters: [{ Key: "Purpose", Value: "logs" }],
      ProvisionToken: token,
      ...more,
    }),
  );
  return { ...RecordDetail };
}

describe("the state of an emulator", () => {
  const bench = useEmulator();
  const running: Emulator[] = [];
  const start = async (options: EmulatorOptions) => {
    const emulator = await createEmulator({ catalog: bucketCatalog, clock: "virtual", ...options });
    running.push(emulator);
    return { emulator, client: clientOf(emulator) };
  };
  afterEach(() => Promise.all(running.splice(0).map((emulator) => emulator.close())));
  const newFile = () => join(temporaryFolder("state"), "state.json");
  /** What the file has at this moment, as when its emulator is killed now. */
  const leftOf = (file: string) => {
    const copy = newFile();
    copyFileSync(file, copy);
    return copy;
  };

  it("goes on in the middle of an operation, as if nothing had been", async () => {
    const record = await bench.provision({ ProvisionToken: "first" });
    await bench.emulator.advance(30_000);
    const snapshot = bench.emulator.snapshot();
    const { emulator, client } = await start({
      state: JSON.parse(JSON.stringify(snapshot)) as typeof snapshot,
    });
    assert.deepEqual(emulator.products(), bench.emulator.products());
    assert.equal(emulator.now(), bench.emulator.now());
    for (const one of [emulator, bench.emulator]) await one.advance(70_000);
    assert.deepEqual(emulator.products(), bench.emulator.products());
    assert.deepEqual(emulator.stacks(), bench.emulator.stacks());
    assert.deepEqual(emulator.records(), bench.emulator.records());
    const [one, other] = await Promise.all(
      [client, bench.client].map((of) => of.send(new DescribeRecordCommand({ Id: record.RecordId }))),
    );
    assert.deepEqual({ ...one, $metadata: 0 }, { ...other, $metadata: 0 });
    client.destroy();
  });

  it("keeps tokens, and one stack one stack", async () => {
    const record = await bench.provision({ ProvisionToken: "first" });
    await bench.pass();
    const { emulator, client } = await start({ state: bench.emulator.snapshot() });
    const update = {
      ProvisionedProductName: "logs",
      ProvisioningParameters: [{ Key: "Purpose", Value: "backup" }],
    };
    await client.send(new UpdateProvisionedProductCommand({ ...update, UpdateToken: "second" }));
    await emulator.advance(100_000);
    assert.equal(emulator.stacks()[0]?.parameters["Purpose"], "backup");
    assert.equal(emulator.products()[0]?.parameters["Purpose"], "backup");
    assert.equal(bench.emulator.stacks()[0]?.parameters["Purpose"], "logs");
    assert.equal((await provision(client, "logs", "first")).RecordId, record.RecordId);
    client.destroy();
  });

  it("is read in the format of an earlier emulator, and written in this one's", async () => {
    const file = join(temporaryFolder("state"), "state.json");
    copyFileSync(join(__dirname, "states", "format-1.json"), file);
    const { emulator, client } = await start({ state: file, guesses: { searchLag: 10_000 } });
    const found = async () => {
      const { ProvisionedProducts = [] } = await client.send(new SearchProvisionedProductsCommand({}));
      return ProvisionedProducts.map(({ Name, Status }) => `${Name ?? ""} ${Status ?? ""}`);
    };
    assert.equal(emulator.products()[0]?.status, "UNDER_CHANGE");
    assert.deepEqual(await found(), ["logs AVAILABLE"]);
    await emulator.advance(100_000);
    assert.equal(emulator.products()[0]?.parameters["Purpose"], "backup");
    assert.equal(emulator.snapshot().servicecatalogEmulator, 2);
    client.destroy();
  });

  it("has been as it is for reads that are behind, when it was kept by an emulator without a lag", async () => {
    const id = await bench.provisioned();
    const guesses = { searchLag: 10_000, describeLag: 10_000 };
    const { emulator, client } = await start({ state: bench.emulator.snapshot(), guesses });
    emulator.outside.beginOperation(id, "UPDATE_PROVISIONED_PRODUCT");
    const search = await client.send(new SearchProvisionedProductsCommand({}));
    assert.equal(search.ProvisionedProducts?.[0]?.Status, "AVAILABLE");
    const detail = await client.send(new DescribeProvisionedProductCommand({ Id: id }));
    assert.equal(detail.ProvisionedProductDetail?.Status, "AVAILABLE");
    client.destroy();
  });

  describe("what was set up", () => {
    const portfolios = [{ name: "main" }, { name: "other" }];
    const catalog = { ...bucketCatalog, portfolios };
    const pathsOf = async (client: ServiceCatalogClient) => {
      const { LaunchPathSummaries = [] } = await client.send(new ListLaunchPathsCommand({ ProductId }));
      return LaunchPathSummaries.map(({ Id = "" }) => Id);
    };
    const ProductId = loadCatalog(catalog).products[0]?.id;
    const begin = async (state: string) => ({ ...(await start({ catalog, state })), file: state });

    it("fails what it was told to fail, as often as is left", async () => {
      const { emulator, client, file } = await begin(newFile());
      emulator.fail("*", { operation: "create", times: 2 });
      emulator.fail("logs", { operation: "update", times: Infinity, message: "no" });
      const request = { PathName: "main" };
      await provision(client, "first", undefined, request);
      const next = await begin(leftOf(file));
      for (const name of ["second", "logs"]) await provision(next.client, name, undefined, request);
      await next.emulator.advance(100_000);
      assert.deepEqual(
        next.emulator.products().map(({ status }) => status),
        ["ERROR", "ERROR", "AVAILABLE"],
      );
      const last = await begin(leftOf(next.file));
      await last.emulator.advance(100_000);
      const update = new UpdateProvisionedProductCommand({
        ProvisionedProductName: "logs",
        UpdateToken: undefined,
        PathName: "main",
        ProvisioningParameters: [{ Key: "Purpose", UsePreviousValue: true }],
      });
      for (let count = 0; count < 2; count++) {
        await last.client.send(update);
        await last.emulator.advance(100_000);
        assert.equal(last.emulator.products()[2]?.statusMessage, "no");
      }
      [client, next.client, last.client].forEach((one) => one.destroy());
    });

    it("call faults that have not come yet, delays and the limit of calls", async () => {
      const { emulator, client, file } = await begin(newFile());
      emulator.injectCallFaults("ListLaunchPaths", "throttle", 2);
      emulator.delayCalls("SearchProducts", 30);
      emulator.limitCalls(1);
      await assert.rejects(pathsOf(client), { name: "ThrottlingException" });
      const next = await begin(leftOf(file));
      await assert.rejects(pathsOf(next.client), { name: "ThrottlingException" });
      assert.equal((await pathsOf(next.client)).length, 2);
      await assert.rejects(pathsOf(next.client), { name: "ThrottlingException" });
      assert.deepEqual(
        next.emulator.calls().map(({ fault }) => fault),
        ["throttle", undefined, undefined],
      );
      assert.match(readFileSync(next.file, "utf8"), /"SearchProducts",\s+30/);
      next.emulator.reset();
      const last = await begin(leftOf(next.file));
      for (let count = 0; count < 3; count++) await pathsOf(last.client);
      [client, next.client, last.client].forEach((one) => one.destroy());
    });

    it("launch paths that have changed or are not known yet, and a busy Control Tower", async () => {
      const { emulator, client, file } = await begin(newFile());
      const before = await pathsOf(client);
      emulator.outside.rotatePaths();
      const rotated = await pathsOf(client);
      assert.notDeepEqual(rotated, before);
      emulator.outside.associate("main", 60_000);
      emulator.outside.controlTowerIsBusy(true);
      const next = await begin(leftOf(file));
      assert.deepEqual(await pathsOf(next.client), rotated.slice(1));
      await next.emulator.advance(60_000);
      assert.deepEqual(await pathsOf(next.client), rotated);
      assert.match(readFileSync(file, "utf8"), /"controlTowerIsBusy": true/);
      [client, next.client].forEach((one) => one.destroy());
    });
  });

  it("gives no id twice, however often an emulator of one seed starts from it", async () => {
    const file = join(temporaryFolder("state"), "state.json");
    const ids = new Set<string>();
    for (let count = 1; count <= 3; count++) {
      const { emulator, client } = await start({ state: file, seed: 4 });
      await provision(client, `logs-${count}`);
      emulator.products().forEach(({ id }) => ids.add(id));
      assert.equal(ids.size, count);
      await emulator.close();
      client.destroy();
    }
  });

  it("is in the file before the answer is, also when the emulator is killed", async () => {
    const first = newFile();
    const { client: killed } = await start({ state: first });
    const id = (await provision(killed)).ProvisionedProductId;
    const file = leftOf(first);
    const { emulator, client } = await start({ state: file });
    assert.equal(emulator.products()[0]?.id, id);
    await emulator.advance(100_000);
    await client.send(
      new TerminateProvisionedProductCommand({ ProvisionedProductId: id, TerminateToken: undefined }),
    );
    await emulator.advance(100_000);
    assert.deepEqual(emulator.products(), []);
    await emulator.close();
    const last = await start({ state: file });
    assert.deepEqual(last.emulator.products(), []);
    assert.equal(last.emulator.records().length, 2);
    await last.emulator.close();
    assert.deepEqual(readdirSync(dirname(file)), ["state.json"]);
    assert.equal(statSync(file).mode & 0o077, 0);
    [killed, client, last.client].forEach((one) => one.destroy());
  });

  it("is written into no file that others have put in its way", async () => {
    const file = newFile();
    const others = join(temporaryFolder("others"), "notes.txt");
    writeFileSync(others, "notes");
    symlinkSync(others, `${file}.${process.pid}.partial`);
    const { emulator, client } = await start({ state: file });
    await provision(client);
    assert.equal(readFileSync(others, "utf8"), "notes");
    assert.match(readFileSync(file, "utf8"), /"logs"/);
    await emulator.close();
    assert.deepEqual(readdirSync(dirname(file)), ["state.json"]);
    client.destroy();
  });

  describe("in a file", () => {
    const refused = (pid: number | undefined, file: string) => (error: Error) =>
      error.name === "SetupError" &&
      error.message.startsWith(
        `${file}: the emulator with pid ${pid} keeps its state here already. Stop that one`,
      );

    it("is that of one emulator, until it is closed", async () => {
      const file = newFile();
      const { emulator, client } = await start({ state: file });
      await assert.rejects(start({ state: file }), refused(process.pid, file));
      await emulator.close();
      const next = await start({ state: file });
      emulator.fail("*", { operation: "create" });
      await provision(next.client);
      assert.doesNotMatch(readFileSync(file, "utf8"), /"fault"/);
      [client, next.client].forEach((one) => one.destroy());
    });

    it("is that of a process that lives, and free after a crash", async () => {
      const file = newFile();
      const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
      writeFileSync(`${file}.lock`, `${other.pid}\n`);
      await assert.rejects(start({ state: file }), refused(other.pid, file));
      other.kill("SIGKILL");
      await once(other, "exit");
      const { client } = await start({ state: file });
      assert.equal(readFileSync(`${file}.lock`, "utf8"), `${process.pid}\n`);
      client.destroy();
    });

    for (const [what, content] of [
      ["an earlier process of this pid", `${process.pid}\n`],
      ["nobody", ""],
    ] as const)
      it(`is free when its lock is that of ${what}`, async () => {
        const file = newFile();
        writeFileSync(`${file}.lock`, content);
        (await start({ state: file })).client.destroy();
      });

    it("is free again after a start that failed", async () => {
      const file = newFile();
      writeFileSync(file, "spoilt");
      await assert.rejects(start({ state: file }), /not a state of/);
      assert.deepEqual(readdirSync(dirname(file)), ["state.json"]);
    });
  });

  it("writes down what somebody else did, and what reset forgot", async () => {
    const file = join(temporaryFolder("state"), "state.json");
    const { emulator, client } = await start({ state: file });
    await provision(client);
    await emulator.advance(100_000);
    emulator.outside.setParameters("logs", { Purpose: "backup" });
    assert.match(readFileSync(file, "utf8"), /"Purpose": "backup"/);
    emulator.reset();
    assert.doesNotMatch(readFileSync(file, "utf8"), /backup/);
    client.destroy();
  });

  it("keeps what was published, over a restart", async () => {
    const first = await start({ catalog: publishingCatalog });
    const admin = administrator(first.emulator);
    const { PortfolioId, ProductId } = await publish(admin);
    const { ProductViewDetails } = await admin.searchProductsAsAdmin({});
    const ofFile = ProductViewDetails?.[0]?.ProductViewSummary?.ProductId;
    const { PortfolioDetails } = await admin.listPortfolios({});
    await admin.disassociateProductFromPortfolio({
      PortfolioId: PortfolioDetails?.[0]?.Id,
      ProductId: ofFile,
    });
    await admin.deleteProduct({ Id: ofFile });
    const state = JSON.parse(JSON.stringify(first.emulator.snapshot())) as Snapshot;
    const later = await start({ catalog: publishingCatalog, state });
    const client = administrator(later.emulator);
    const one = await admin.describeProductAsAdmin({ Id: ProductId });
    const other = await client.describeProductAsAdmin({ Id: ProductId });
    assert.deepEqual({ ...other, $metadata: 0 }, { ...one, $metadata: 0 });
    assert.equal((await client.searchProductsAsAdmin({})).ProductViewDetails?.length, 1);
    await provisionOf(client, ProductId);
    await later.emulator.advance(100_000);
    assert.equal(later.emulator.stacks()[0]?.outputs["Said"], "first for none");
    later.emulator.reset();
    await assert.rejects(client.describePortfolio({ Id: PortfolioId }), {
      name: "ResourceNotFoundException",
    });
    for (const each of [first.client, later.client, admin, client]) each.destroy();
  });

  describe("that cannot be used", () => {
    const good = async () => {
      await bench.provisioned();
      return JSON.stringify(bench.emulator.snapshot());
    };
    const cases: [string, (good: string) => string, RegExp][] = [
      ["an empty file", () => "", /not a state of servicecatalog-emulator/],
      ["half a file", (text) => text.slice(0, text.length / 2), /not a state of servicecatalog-emulator/],
      ["another JSON", () => `{"products":[]}`, /not a state of servicecatalog-emulator/],
      [
        "a later format",
        (text) => text.replace(/"servicecatalogEmulator":\d+/, `"servicecatalogEmulator":99`),
        /format 99, where this emulator has format \d/,
      ],
      ["a lost record", (text) => text.replace(/\["rec-\w+",/, `["rec-other",`), /names the record rec-\w+/],
      [
        "a damaged set-up",
        (text) => text.replace(`"planned":[]`, `"planned":{}`),
        /damaged state: setUp\.callFaults\.planned is not what it was written as/,
      ],
      ["a lost member", (text) => text.replace(`"$map"`, `"map"`), /damaged state: /],
    ];
    for (const [what, spoil, expected] of cases)
      it(`is refused and stays as it is: ${what}`, async () => {
        const file = join(temporaryFolder("state"), "state.json");
        const spoilt = spoil(await good());
        writeFileSync(file, spoilt);
        await assert.rejects(start({ state: file }), (error: Error) => {
          assert.equal(error.name, "SetupError");
          assert.ok(error.message.startsWith(`${file}: `), error.message);
          assert.match(error.message, expected);
          return true;
        });
        assert.equal(readFileSync(file, "utf8"), spoilt);
      });

    it("is refused at the start when the file cannot be written", async () => {
      const file = join(temporaryFolder("state"), "no", "such", "folder", "state.json");
      await assert.rejects(start({ state: file }), /the state cannot be written/);
    });
  });

  it("is written and read without loss, whatever names are in it", () => {
    const shared = { name: "one" };
    const graph = {
      map: new Map<string, unknown>([["a", { $ref: 1, $time: 2 }]]),
      set: new Set([shared, { other: shared }]),
      time: new Timestamp(12),
      list: [shared, null, true, 1.5, Infinity, "text"],
      odd: JSON.parse(`{"__proto__": {"x": 1}, "$id": "$map"}`) as unknown,
    };
    const read = fromJson(
      JSON.parse(JSON.stringify(toJson(graph))) as ReturnType<typeof toJson>,
    ) as typeof graph;
    assert.deepEqual(read, graph);
    assert.equal(read.list[0], [...read.set][0]);
    assert.throws(() => toJson({ work: () => 1 }), /a function cannot be written down/);
  });
});
