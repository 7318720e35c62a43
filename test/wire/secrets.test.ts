import assert from "node:assert/strict";
import { bucket, openTexts, useProvider, type Resource } from "./support";

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
});
