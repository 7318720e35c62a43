import assert from "node:assert/strict";
import { bucket, called, failure, finished, useProvider, type Bench } from "./support";

// Operations end only when a test says so, so whatever is stopped is stopped in the middle.
describe("an update that a run has begun and not seen end, and that others have overtaken", () => {
  const bench = useProvider({ clock: "virtual", statusOrder: "product-first" });

  const wanted = bucket({ Days: 7 }, { tags: { team: "a" } });
  const theirs: [string, (emulator: Bench["emulator"], id: string) => unknown][] = [
    ["other parameters", ({ outside }, id) => outside.setParameters(id, { Days: "99" })],
    ["the same parameters", ({ outside }, id) => outside.setParameters(id, { Days: "7" })],
    ["another version", ({ outside }, id) => outside.setVersion(id, "v2")],
    ["other tags", ({ outside }, id) => outside.setTags(id, { team: "b" })],
    [
      "an update that fails",
      ({ outside }, id) =>
        outside.finishOperation(outside.beginOperation(id, "UPDATE_PROVISIONED_PRODUCT"), "FAILED"),
    ],
  ];

  for (const how of ["stopped", "killed"] as const)
    for (const [what, change] of theirs)
      it(`(${how}, by ${what}) ends in what the program says, with a refresh before it`, async () => {
        const web = bench.resource();
        await finished(bench, web.up(bucket({}, { tags: { team: "a" } })));
        const before = { inputs: web.inputs, outputs: web.outputs, initErrors: web.initErrors };
        web.provider = await bench.another();
        const work = failure(web.up(wanted));
        await called(bench.emulator, "UpdateProvisionedProduct");
        if (how === "stopped") await web.provider.cancel();
        else web.provider.kill("SIGKILL");
        await work;
        if (how === "killed") Object.assign(web, before);
        web.provider = bench.provider;
        await bench.emulator.advance(60_000);

        change(bench.emulator, web.id);
        await web.refresh();
        await finished(bench, web.up(wanted));
        const [product] = bench.emulator.products();
        assert.deepEqual(
          [product?.id, product?.status, product?.parameters["Days"], product?.tags],
          [web.id, "AVAILABLE", "7", { team: "a" }],
        );
        assert.equal(web.outputs["lastRecordId"], product?.lastRecordId);
        assert.equal(bench.emulator.stacks()[0]?.resources.length, 1, "of v1");
        assert.equal((web.outputs["outputs"] as Record<string, string>)["Label"], "logs-7");
        assert.equal((await web.up(wanted)).op, "same");
        await web.refresh();
        assert.equal((await web.up(wanted)).op, "same");
      });
});
