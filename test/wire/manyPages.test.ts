import assert from "node:assert/strict";
import {
  bucket,
  clearText,
  failure,
  finished,
  said,
  useProvider,
  type Bench,
  type Resource,
} from "./support";

const counts = ({ emulator }: Bench) => {
  const found: Record<string, number> = {};
  for (const { operation } of emulator.calls()) found[operation] = (found[operation] ?? 0) + 1;
  return found;
};

/** The preview of a new product of this name, in a provider that has changed nothing. */
const preview = async (bench: Bench, names: string[]) => {
  const provider = await bench.another();
  for (const name of names) {
    const resource = bench.resource(undefined, { __dryRun: true });
    resource.provider = provider;
    await resource.check(bucket({}, { name }), {});
  }
};

const many = (count: number, first = "new") => Array.from({ length: count }, (_, n) => `${first}-${n}`);

async function provision(bench: Bench, names: string[]): Promise<Resource[]> {
  const resources = names.map((name) => bench.resource(name));
  await Promise.all(resources.map((resource) => resource.up(bucket({}, { name: resource.name }))));
  return resources;
}

/** Another run, in which all of them are refreshed at once. */
async function refresh(bench: Bench, resources: Resource[]): Promise<Resource[]> {
  const provider = await bench.another();
  for (const resource of resources) resource.provider = provider;
  bench.emulator.clearCalls();
  const found = await Promise.all(resources.map((resource) => resource.refresh()));
  return resources.filter((_, n) => found[n] === false);
}

describe("the preview of many new products", () => {
  const bench = useProvider();

  it("asks once for product, version, path and parameters, and for all names together", async () => {
    const begun = Date.now();
    await preview(bench, many(300));
    const { ListRecordHistory: again = 0, ...others } = counts(bench);
    assert.deepEqual(others, {
      DescribeProduct: 1,
      DescribeProvisioningParameters: 1,
      DescribeProvisionedProduct: 3,
      SearchProvisionedProducts: 1,
    });
    const most = 1 + Math.floor((Date.now() - begun) / 5_000);
    assert.ok(again >= 1 && again <= most, `${again} of ${most}`);
  });

  it("says that a name is taken, in whatever place, by the product that has it", async () => {
    const [web] = await provision(bench, ["taken-1"]);
    const error = said(await failure(preview(bench, [...many(20), "taken-1"])));
    assert.match(error, new RegExp(`^name: "taken-1" is taken by ${web?.id} \\(AVAILABLE`));
  });

  it("says so as well where it may not read pages", async () => {
    await provision(bench, ["taken-1"]);
    bench.emulator.injectCallFaults("SearchProvisionedProducts", "accessDenied", Infinity);
    assert.match(said(await failure(preview(bench, [...many(20), "taken-1"]))), /is taken by/);
    assert.equal(counts(bench)["SearchProvisionedProducts"], 1);
  });

  for (const fault of ["garbage", "expiredToken"] as const)
    for (const operation of ["SearchProvisionedProducts", "ListRecordHistory"])
      it(`says so as well where ${operation} fails: ${fault}`, async () => {
        await provision(bench, ["taken-1"]);
        bench.emulator.injectCallFaults(operation, fault, Infinity);
        assert.match(said(await failure(preview(bench, [...many(20), "taken-1"]))), /is taken by/);
      });
});

describe("the preview of many new products where searches are behind", () => {
  const bench = useProvider({ guesses: { searchLag: 60_000 } });

  it("says that a name is taken which no page shows yet", async () => {
    await provision(bench, ["fresh-1"]);
    assert.match(said(await failure(preview(bench, [...many(20), "fresh-1"]))), /is taken by/);
    assert.ok(counts(bench)["ListRecordHistory"]);
  });
});

describe("the preview of many new products by a caller who may see only what is his own", () => {
  const bench = useProvider({ profile: "end-user" });

  it("asks for each name", async () => {
    await preview(bench, many(20));
    assert.equal(counts(bench)["DescribeProvisionedProduct"], 20);
    assert.equal(counts(bench)["SearchProvisionedProducts"], 1);
  });
});

describe("a refresh of many products", () => {
  const bench = useProvider();

  it("reads pages, and finds version, parameters, tags and products that are gone for each", async () => {
    const all = await provision(bench, many(40));
    const [version, parameters, tags, gone, ...same] = all;
    assert.ok(version && parameters && tags && gone);
    const { inputs, outputs } = structuredClone({ inputs: same[9]?.inputs, outputs: same[9]?.outputs });
    const { outside } = bench.emulator;
    outside.setVersion(version.id, "v2");
    outside.setParameters(parameters.id, { Days: "99" });
    outside.setTags(tags.id, { a: "b" });
    outside.terminate(gone.id);
    assert.deepEqual(await refresh(bench, [...same, version, parameters, tags, gone]), [gone]);
    assert.equal(version.inputs["provisioningArtifactName"], "v2");
    assert.equal((clearText(parameters.outputs["outputs"]) as Record<string, string>)["Label"], "logs-99");
    assert.deepEqual(tags.inputs["tags"], { a: "b" });
    assert.deepEqual({ inputs: same[9]?.inputs, outputs: same[9]?.outputs }, { inputs, outputs });
    const calls = counts(bench);
    assert.ok((calls["DescribeProvisionedProduct"] ?? 0) <= 3 + 4 + 4, JSON.stringify(calls));
    assert.ok((calls["DescribeStacks"] ?? 0) <= 3 + 4 + 1, JSON.stringify(calls));
    assert.equal(calls["SearchProvisionedProducts"], 1);
  });

  it("finds parameters of a stack that were changed past Service Catalog", async () => {
    const all = await provision(bench, many(12));
    bench.emulator.outside.setParameters(all[7]?.id ?? "", { Purpose: "other" });
    await refresh(bench, all);
    assert.deepEqual(all[7]?.inputs["provisioningParameters"], { Purpose: "other" });
    assert.deepEqual(all[8]?.inputs["provisioningParameters"], { Purpose: "logs" });
  });

  for (const fault of ["accessDenied", "503"] as const)
    for (const operation of ["SearchProvisionedProducts", "ListRecordHistory"])
      it(`finds the same where ${operation} fails: ${fault}`, async () => {
        const all = await provision(bench, many(8));
        bench.emulator.outside.setVersion(all[7]?.id ?? "", "v2");
        bench.emulator.injectCallFaults(operation, fault, Infinity);
        assert.deepEqual(await refresh(bench, all), []);
        assert.equal(all[7]?.inputs["provisioningArtifactName"], "v2");
        assert.equal(all[6]?.inputs["provisioningArtifactName"], "v1");
      });

  it("that may not look is an error, and nothing is gone", async () => {
    const all = await provision(bench, many(8));
    bench.emulator.injectCallFaults("*", "accessDenied", Infinity);
    assert.match(said(await failure(refresh(bench, all))), /could not be refreshed: AccessDenied/);
  });
});

describe("a refresh of many products where searches are behind", () => {
  const bench = useProvider({ clock: "virtual", guesses: { searchLag: 60_000 } });

  it("finds what has changed a moment ago, and does not ask for the others", async () => {
    const all = await finished(bench, provision(bench, many(8)));
    await bench.emulator.advance(120_000);
    const [changed, gone] = all;
    bench.emulator.outside.setVersion(changed?.id ?? "", "v2");
    bench.emulator.outside.terminate(gone?.id ?? "");
    assert.deepEqual(await refresh(bench, [...all].reverse()), [gone]);
    assert.equal(changed?.inputs["provisioningArtifactName"], "v2");
    assert.equal(counts(bench)["SearchProvisionedProducts"], 1);
    assert.equal(counts(bench)["DescribeProvisionedProduct"], 3 + 2, JSON.stringify(counts(bench)));
  });
});
