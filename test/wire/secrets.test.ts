import assert from "node:assert/strict";
import type { Properties } from "../support/providerProcess";
import { bucket, called, failure, finished, openTexts, useProvider, type Resource } from "./support";

describe("an output that shows a secret", () => {
  const bench = useProvider();
  const secretOnes = (web: Resource) => web.outputs["__secretOutputs"];
  const inClear = (web: Resource, secret: string) =>
    openTexts(web.answers).filter((text) => text.includes(secret));
  const withSecrets = (...paths: string[]) => bench.resource(undefined, { __secrets: paths });

  it("stays secret when its parameter becomes the previous value, which nobody knows here", async () => {
    const web = withSecrets("provisioningParameters.Purpose");
    await web.up(bucket({ Purpose: "topsecret" }));
    assert.deepEqual(secretOnes(web), ["Label"]);
    delete web.hidden["__secrets"];
    await web.up(bucket({ Purpose: { usePreviousValue: true } }));
    await web.up(bucket({ Purpose: { usePreviousValue: true }, Days: 7 }));
    await web.refresh();
    assert.deepEqual(secretOnes(web), ["Label"]);
    assert.deepEqual(inClear(web, "topsecret"), []);
  });

  it("may be any of an imported product whose NoEcho parameter keeps its value", async () => {
    const maker = bench.resource();
    await maker.up(bucket({ Password: "not-to-be-seen" }));
    const web = bench.resource("imported", { __import: maker.id });
    web.provider = await bench.later();
    await web.up(bucket({ Password: { usePreviousValue: true } }, { name: maker.derivedName }));
    assert.deepEqual(inClear(web, "not-to-be-seen"), []);
  });

  it("stays secret when somebody else has set its parameter, which is then set back without a difference to show", async () => {
    const web = withSecrets("provisioningParameters.Password");
    await web.up(bucket({ Password: "topsecret" }));
    bench.emulator.outside.setParameters(web.id, { Password: "their-secret" });
    await web.refresh();
    assert.deepEqual(secretOnes(web), ["Login"]);
    assert.deepEqual(inClear(web, "their-secret"), []);
    bench.emulator.clearCalls();
    assert.deepEqual(await web.up(bucket({ Password: "topsecret" })), { op: "update", shown: [] });
    assert.deepEqual(bench.changes(), ["UpdateProvisionedProduct"]);
    assert.equal(bench.emulator.products()[0]?.parameters["Password"], "topsecret");
    assert.equal((await web.up(bucket({ Password: "topsecret" }))).op, "same");
  });

  it("stays secret while the value is in use, also without a mark, as ignoreChanges leaves it", async () => {
    const web = withSecrets("provisioningParameters.Purpose");
    await web.up(bucket({ Purpose: "topsecret" }));
    delete web.hidden["__secrets"];
    await web.up(bucket({ Purpose: "topsecret", Days: 7 }, { tags: { a: "b" } }));
    await web.refresh();
    assert.deepEqual(secretOnes(web), ["Label"]);
    assert.deepEqual(inClear(web, "topsecret"), []);
    await web.up(bucket({ Purpose: "opentext", Days: 7 }));
    assert.deepEqual(secretOnes(web), [], "another value in clear is none any more");
  });

  it("keeps the NoEcho parameter that the program gives no longer, whose default nobody may send", async () => {
    const web = bench.resource();
    await web.up(bucket({ Password: "topsecret" }));
    await web.up(bucket());
    assert.equal(bench.emulator.products()[0]?.parameters["Password"], "topsecret");
    await web.up(bucket({ Days: 7 }));
    await web.refresh();
    assert.deepEqual(secretOnes(web), ["Login"]);
    assert.deepEqual(inClear(web, "topsecret"), []);
    assert.equal((await web.up(bucket({ Days: 7 }))).op, "same");
  });

  it("is any of them with secretOutputs, also new ones, and none of them without", async () => {
    const web = bench.resource();
    await web.up(bucket({}, { secretOutputs: true }));
    assert.deepEqual(secretOnes(web), ["CloudformationStackARN", "Label", "Login"]);
    assert.deepEqual(inClear(web, "logs-30"), []);
    bench.emulator.clearCalls();
    await web.up(bucket());
    assert.deepEqual(bench.changes(), []);
    assert.deepEqual(inClear(web, "logs-30"), [], "what was secret stays so while it is the same");
    await web.up(bucket({ Days: 7 }));
    assert.deepEqual(secretOnes(web), ["Login"]);
  });

  it("is any of a product that was set up by somebody else with a NoEcho parameter", async () => {
    const maker = bench.resource();
    await maker.up(bucket({ Password: "not-to-be-seen" }));
    const found = await bench.provider.read(maker.urn, maker.id, { __urn: maker.urn });
    assert.deepEqual(
      openTexts(found).filter((text) => text.includes("not-to-be-seen")),
      [],
    );
    assert.deepEqual(found.properties["__secretOutputs"], ["Label", "Login"]);

    const web = bench.resource("imported", { __import: maker.id });
    web.provider = await bench.later();
    const args = bucket({}, { name: maker.derivedName });
    await web.up(args);
    await web.up(bucket({ Days: 7 }, { name: maker.derivedName }));
    await web.refresh();
    assert.equal(bench.emulator.products()[0]?.parameters["Password"], "not-to-be-seen");
    assert.deepEqual(inClear(web, "not-to-be-seen"), []);
  });
});

describe("an output of a product without a NoEcho parameter", () => {
  const template = {
    Resources: { Topic: { Type: "AWS::SNS::Topic" } },
    Outputs: { Colour: { Value: "green" } },
  };
  const bench = useProvider({
    catalog: { products: [{ name: "Plain", versions: [{ name: "v1", template }] }] },
  });

  it("is in clear, also where somebody else has set the product up", async () => {
    const maker = bench.resource();
    await maker.up({ productName: "Plain", provisioningArtifactName: "v1" });
    const found = await bench.provider.read(maker.urn, maker.id, { __urn: maker.urn });
    assert.deepEqual(found.properties["__secretOutputs"], []);
  });
});

// Operations end only when a test says so, so whatever answers was cut short.
describe("a secret that is under way", () => {
  const bench = useProvider({ clock: "virtual", statusOrder: "product-first" });
  const inClear = (web: Resource, secret: string) =>
    openTexts(web.answers).filter((text) => text.includes(secret));

  /** The `up` is stopped once AWS has taken the call. */
  async function cutShort(web: Resource, operation: string, args: Properties, how: "stopped" | "killed") {
    const before = { inputs: web.inputs, outputs: web.outputs };
    web.provider = await bench.another();
    const times = bench.emulator.calls({ operation }).length + 1;
    const work = failure(web.up(args));
    await called(bench.emulator, operation, times);
    if (how === "stopped") await web.provider.cancel();
    else web.provider.kill("SIGKILL");
    await work;
    if (how === "killed") Object.assign(web, before);
    web.provider = bench.provider;
  }

  it("is not shown by the refresh after a Ctrl-C, though the parameter was plain before", async () => {
    const web = bench.resource();
    await finished(bench, web.up(bucket()));
    web.hidden["__secrets"] = ["provisioningParameters.Purpose"];
    await cutShort(web, "UpdateProvisionedProduct", bucket({ Purpose: "topsecret" }), "stopped");
    await bench.emulator.advance(60_000);
    await web.refresh();
    assert.equal((web.outputs["provisioningParameters"] as Properties)["Purpose"], "topsecret");
    assert.deepEqual(inClear(web, "topsecret"), []);
    await finished(bench, web.up(bucket({ Purpose: "topsecret" })));
    assert.deepEqual(inClear(web, "topsecret"), []);
  });

  it("is not shown by the refresh after a kill either", async () => {
    const web = bench.resource();
    await finished(bench, web.up(bucket()));
    web.hidden["__secrets"] = ["provisioningParameters.Purpose"];
    const args = bucket({ Purpose: "topsecret", Days: 99 });
    await cutShort(web, "UpdateProvisionedProduct", args, "killed");
    await bench.emulator.advance(60_000);
    await web.refresh();
    assert.equal((web.outputs["provisioningParameters"] as Properties)["Purpose"], "topsecret");
    assert.deepEqual(inClear(web, "topsecret"), []);
    delete web.hidden["__secrets"];
    await finished(bench, web.up(bucket({ Purpose: "opentext" })));
    assert.deepEqual(inClear(web, "topsecret"), []);
    assert.notDeepEqual(inClear(web, "opentext"), [], "what the program gives in clear is in clear");
  });

  for (const how of ["stopped", "killed"] as const) {
    it(`is not shown by the refresh after it was ${how}, when it is the first value of a NoEcho parameter`, async () => {
      const web = bench.resource();
      await finished(bench, web.up(bucket()));
      await cutShort(web, "UpdateProvisionedProduct", bucket({ Password: "topsecret" }), how);
      await bench.emulator.advance(60_000);
      await web.refresh();
      await finished(bench, web.up(bucket({ Days: 7 })));
      await web.refresh();
      assert.deepEqual(inClear(web, "topsecret"), []);
    });

    it(`of a create that was ${how} is not shown when the update to another one fails`, async () => {
      const web = bench.resource(undefined, { __secrets: ["provisioningParameters.Purpose"] });
      await cutShort(web, "ProvisionProduct", bucket({ Purpose: "firstsecret" }), how);
      await bench.emulator.advance(60_000);
      const id = bench.emulator.products()[0]?.id ?? "";
      bench.emulator.fail(id, { operation: "update", message: "no" });
      await failure(finished(bench, web.up(bucket({ Purpose: "othersecret" }))));
      assert.deepEqual([inClear(web, "firstsecret"), inClear(web, "othersecret")], [[], []]);
      await finished(bench, web.up(bucket({ Purpose: "othersecret" })));
      // The create that was killed may have given a value to a NoEcho parameter, which the update keeps.
      const expected = how === "killed" ? ["Label", "Login"] : ["Label"];
      assert.deepEqual(web.outputs["__secretOutputs"], expected);
      assert.deepEqual([inClear(web, "firstsecret"), inClear(web, "othersecret")], [[], []]);
    });
  }

  it("of an update that was stopped is not shown when the next one fails", async () => {
    const web = bench.resource(undefined, { __secrets: ["provisioningParameters.Purpose"] });
    await finished(bench, web.up(bucket({ Purpose: "firstsecret" })));
    await cutShort(web, "UpdateProvisionedProduct", bucket({ Purpose: "secondsecret" }), "stopped");
    await bench.emulator.advance(60_000);
    bench.emulator.fail(web.id, { operation: "update", message: "no" });
    await failure(finished(bench, web.up(bucket({ Purpose: "thirdsecret" }))));
    await web.refresh();
    for (const secret of ["firstsecret", "secondsecret", "thirdsecret"])
      assert.deepEqual(inClear(web, secret), [], secret);
  });
});
