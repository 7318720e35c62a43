import assert from "node:assert/strict";
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { catalog, failure, said, useProvider } from "../wire/support";

const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"];
const accounts = {
  catalog: {
    products: [
      { ...catalog.products[0], name: "Account", type: "CONTROL_TOWER_ACCOUNT" as const, constraints: [] },
    ],
  } as typeof catalog,
  durations: { account: 800, create: 800, update: 800, terminate: 800, lag: 10 },
};
const args = { productName: "Account", provisioningArtifactName: "v1", provisioningParameters: {} };

describe("accounts of Account Factory", () => {
  const bench = useProvider(accounts);
  const client = () =>
    new ServiceCatalog({
      endpoint: bench.emulator.url,
      region: "us-east-1",
      credentials: { accessKeyId: bench.emulator.env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: "any" },
    });
  const statuses = () => bench.emulator.products().map(({ name, status }) => `${name} ${status}`);
  const failed = () => bench.emulator.records().filter(({ status }) => status === "FAILED");

  it("are made eight at a time without a collision, and unmanaged one after the other", async () => {
    const eight = NAMES.map((name) => bench.resource(name));
    await Promise.all(eight.map((resource, index) => resource.up({ ...args, name: NAMES[index] ?? "" })));
    assert.deepEqual(
      statuses().sort(),
      NAMES.map((name) => `${name} AVAILABLE`),
    );
    assert.deepEqual(failed(), []);
    const rows = bench.provider.engine.logs.map(({ message }) => message);
    assert.ok(rows.some((text) => /place 3 in the queue: Account Factory admits 5 operations/.test(text)));
    await Promise.all(eight.slice(0, 3).map((resource) => resource.destroy()));
    assert.equal(bench.emulator.products().length, 5);
    assert.deepEqual(failed(), []);
  });

  it("are made although another client's operations run: a collision is tried again, and makes no second one", async () => {
    for (const ProvisionedProductName of ["x", "y", "z"])
      await client().provisionProduct({
        ProvisionedProductName,
        ProductName: "Account",
        ProvisioningArtifactName: "v1",
        ProvisionToken: ProvisionedProductName,
      });
    const five = NAMES.slice(0, 5).map((name) => bench.resource(name));
    await Promise.all(five.map((resource, index) => resource.up({ ...args, name: NAMES[index] ?? "" })));
    assert.ok(failed().length > 0, "there was a collision");
    assert.deepEqual(
      statuses().sort(),
      [...NAMES.slice(0, 5), "x", "y", "z"].map((name) => `${name} AVAILABLE`),
    );
    for (const { id, name } of bench.emulator.products())
      if (name.length === 1 && name < "x")
        assert.equal(five.find((one) => one.inputs["name"] === name)?.id, id);
  });

  it("that are busy are changed and unmanaged once Control Tower has time", async () => {
    const web = bench.resource("a");
    await web.up({ ...args, name: "a" });
    const whileBusy = async (work: () => Promise<unknown>) => {
      const before = failed().length;
      bench.emulator.outside.controlTowerIsBusy(true);
      const ended = work();
      while (failed().length === before) await new Promise((resolve) => setTimeout(resolve, 20));
      bench.emulator.outside.controlTowerIsBusy(false);
      await ended;
    };
    await whileBusy(() => web.up({ ...args, name: "a", provisioningParameters: { Days: 7 } }));
    assert.deepEqual(statuses(), ["a AVAILABLE"]);
    await whileBusy(() => web.destroy());
    assert.deepEqual(statuses(), []);
  });

  it("that collide until the run is stopped are in state", async () => {
    const web = bench.resource("a");
    const provider = await bench.another();
    web.provider = provider;
    bench.emulator.outside.controlTowerIsBusy(true);
    const stopped = failure(web.up({ ...args, name: "a" }));
    while (!provider.engine.logs.some(({ message }) => /busy with another operation/.test(message)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await provider.cancel();
    assert.match(said(await stopped), /another execution is in progress/);
    assert.equal(web.id, bench.emulator.products()[0]?.id);
  });

  it("that queue end at once at Ctrl-C, without a call", async () => {
    const provider = await bench.another();
    const six = NAMES.slice(0, 6).map((name) => bench.resource(name));
    for (const resource of six) resource.provider = provider;
    const all = six.map((resource, index) => failure(resource.up({ ...args, name: NAMES[index] ?? "" })));
    while (bench.emulator.calls({ operation: "ProvisionProduct" }).length < 5)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await provider.cancel();
    const texts = (await Promise.all(all)).map(said);
    const queued = texts.filter((text) =>
      /is not in state: the run was stopped\. \[interrupted\]\nNothing was created\./.test(text),
    );
    assert.equal(queued.length, 1, texts.join("\n---\n"));
    assert.equal(bench.emulator.calls({ operation: "ProvisionProduct" }).length, 5);
  });
});
