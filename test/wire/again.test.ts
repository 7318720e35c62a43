import assert from "node:assert/strict";
import { bucket, called, failure, finished, said, useProvider, type Resource } from "./support";

// Operations end only when a test says so: what is killed is killed in the middle.
describe("a run that was killed", () => {
  const bench = useProvider({ clock: "virtual", statusOrder: "product-first" });
  const ALL = 100_000;

  /** Runs what is killed once the emulator has seen the call, and goes on with another process. */
  async function killed(web: Resource, operation: string, work: () => Promise<unknown>): Promise<void> {
    web.provider = await bench.another();
    const interrupted = failure(work());
    await called(bench.emulator, operation);
    web.provider.kill("SIGKILL");
    await interrupted;
    web.provider = bench.provider;
  }

  const summary = () => bench.emulator.records().map(({ type, status }) => `${type} ${status}`);

  it("in create has made one product, which the next run follows", async () => {
    const web = bench.resource();
    await killed(web, "DescribeRecord", () => web.up(bucket()));
    assert.equal(web.id, "");
    await finished(bench, web.up(bucket()));
    assert.deepEqual(summary(), ["PROVISION_PRODUCT SUCCEEDED"]);
    assert.deepEqual(
      bench.emulator.products().map(({ id, status }) => [id, status]),
      [[web.id, "AVAILABLE"]],
    );
  });

  it("in create, right after the call and with the product long there, has made one product", async () => {
    const web = bench.resource();
    await killed(web, "ProvisionProduct", () => web.up(bucket()));
    await bench.emulator.advance(ALL);
    await web.up(bucket());
    assert.deepEqual(summary(), ["PROVISION_PRODUCT SUCCEEDED"]);
    assert.equal(web.outputs["status"], "AVAILABLE");
  });

  it("in create is taken up when the program has changed since, and brought to what it says now", async () => {
    const web = bench.resource();
    await killed(web, "DescribeRecord", () => web.up(bucket()));
    await finished(bench, web.up(bucket({ Days: 7 })));
    assert.deepEqual(summary(), ["PROVISION_PRODUCT SUCCEEDED", "UPDATE_PROVISIONED_PRODUCT SUCCEEDED"]);
    assert.equal(bench.emulator.products()[0]?.id, web.id);
    assert.equal(bench.emulator.products()[0]?.parameters["Days"], "7");
    const note = bench.provider.engine.logs.find(
      ({ urn, severity, ephemeral }) => urn === web.urn && severity === "warning" && !ephemeral,
    );
    assert.match(note?.message ?? "", /taking up pp-\S+, which an earlier run began/);
  });

  it("in create, and interrupted while it is taken up for a changed program, is brought to what that says", async () => {
    const web = bench.resource();
    await killed(web, "DescribeRecord", () => web.up(bucket()));
    web.provider = await bench.another();
    const looks = bench.emulator.calls({ operation: "DescribeRecord" }).length;
    const again = failure(web.up(bucket({ Days: 7 })));
    await called(bench.emulator, "DescribeRecord", looks + 3); // two to see whose it is
    await web.provider.cancel();
    assert.match(said(await again), /is still being provisioned/);
    web.provider = bench.provider;
    await finished(bench, web.up(bucket({ Days: 7 })));
    assert.deepEqual(summary(), ["PROVISION_PRODUCT SUCCEEDED", "UPDATE_PROVISIONED_PRODUCT SUCCEEDED"]);
    assert.equal(bench.emulator.products()[0]?.parameters["Days"], "7");
  });

  it("in a create that failed meanwhile is a failure of the next run, which keeps the product", async () => {
    bench.emulator.fail("*", { operation: "create", message: "on fire" });
    const web = bench.resource();
    await killed(web, "DescribeRecord", () => web.up(bucket()));
    await bench.emulator.advance(ALL);
    assert.match(said(await failure(web.up(bucket()))), /could not be provisioned: .*on fire/);
    assert.equal(web.id, bench.emulator.products()[0]?.id);
  });

  it("in create, and again in the update that follows the taking up, is taken up", async () => {
    const web = bench.resource();
    await killed(web, "DescribeRecord", () => web.up(bucket()));
    await killed(web, "UpdateProvisionedProduct", () => finished(bench, web.up(bucket({ Days: 7 }))));
    await finished(bench, web.up(bucket({ Days: 7 })));
    assert.deepEqual(summary(), ["PROVISION_PRODUCT SUCCEEDED", "UPDATE_PROVISIONED_PRODUCT SUCCEEDED"]);
    assert.equal(bench.emulator.products()[0]?.id, web.id);
    assert.equal(bench.emulator.products()[0]?.parameters["Days"], "7");
    assert.equal((await web.up(bucket({ Days: 7 }))).op, "same");
  });

  it("in update has begun one update, which the next run follows", async () => {
    const web = bench.resource();
    await finished(bench, web.up(bucket()));
    await killed(web, "UpdateProvisionedProduct", () => web.up(bucket({ Days: 7 })));
    await finished(bench, web.up(bucket({ Days: 7 })));
    assert.deepEqual(summary(), ["PROVISION_PRODUCT SUCCEEDED", "UPDATE_PROVISIONED_PRODUCT SUCCEEDED"]);
    assert.equal(bench.emulator.products()[0]?.parameters["Days"], "7");
    assert.equal(web.outputs["status"], "AVAILABLE");
  });

  it("in update, after which somebody else has changed the product, is brought to what the program says", async () => {
    const web = bench.resource();
    await finished(bench, web.up(bucket()));
    await killed(web, "UpdateProvisionedProduct", () => web.up(bucket({ Days: 7 })));
    await bench.emulator.advance(ALL);
    bench.emulator.outside.setParameters(web.id, { Days: "99" });
    await finished(bench, web.up(bucket({ Days: 7 })));
    assert.equal(
      bench.emulator.products()[0]?.parameters["Days"],
      "7",
      "the old token's answer is not the truth",
    );
    assert.equal(web.outputs["lastRecordId"], bench.emulator.products()[0]?.lastRecordId);
  });

  it("in delete has begun one terminate, which the next run follows", async () => {
    const web = bench.resource();
    await finished(bench, web.up(bucket()));
    web.provider = await bench.another();
    const { id, outputs, urn } = web;
    const interrupted = failure(web.provider.delete(urn, id, outputs));
    await called(bench.emulator, "TerminateProvisionedProduct");
    web.provider.kill("SIGKILL");
    await interrupted;
    await finished(bench, (await bench.later()).delete(urn, id, outputs));
    assert.deepEqual(summary(), ["PROVISION_PRODUCT SUCCEEDED", "TERMINATE_PROVISIONED_PRODUCT SUCCEEDED"]);
    assert.deepEqual(bench.emulator.products(), []);
  });
});

describe("a create with the same content as an earlier one", () => {
  const bench = useProvider();

  it("after a destroy makes a new product: the answer to the old token is recognised", async () => {
    const web = bench.resource();
    const ids = new Set<string>();
    for (let life = 0; life < 4; life++) {
      bench.emulator.clearCalls();
      await web.up(bucket());
      ids.add(web.id);
      const calls = bench.emulator.calls({ operation: "ProvisionProduct" }).length;
      assert.equal(calls, life === 0 ? 1 : 2, "however many lives there were");
      assert.deepEqual(
        bench.emulator.products().map(({ id, status }) => [id, status]),
        [[web.id, "AVAILABLE"]],
      );
      await web.destroy();
    }
    assert.equal(ids.size, 4);
    assert.deepEqual(bench.emulator.products(), []);
  });

  it("after the product was terminated outside makes a new one", async () => {
    const web = bench.resource();
    await web.up(bucket());
    const first = web.id;
    bench.emulator.outside.terminate(first);
    assert.equal(await web.refresh(), false);
    await web.up(bucket());
    assert.notEqual(web.id, first);
    assert.equal(bench.emulator.products()[0]?.id, web.id);
  });

  it("does not take up a product that has a life of its own since", async () => {
    const web = bench.resource();
    await web.up(bucket());
    await web.up(bucket({ Days: 7 }));
    const { id } = web;
    const lost = bench.resource(web.name);
    lost.provider = await bench.later();
    const error = said(await failure(lost.up(bucket())));
    assert.match(error, new RegExp(`The name ${web.derivedName} is taken by ${id}`));
    assert.match(error, new RegExp(`import: "${id}"`));
    assert.equal(bench.emulator.products()[0]?.parameters["Days"], "7");
  });
});

describe("a create under a name that is taken", () => {
  const bench = useProvider();

  it("by a stranger is an error with id, age, creator and the line to import it", async () => {
    const [stranger, web] = [bench.resource(), bench.resource()];
    stranger.provider = await bench.another();
    await stranger.up(bucket({}, { name: "shared" }));
    const error = said(await failure(web.up(bucket({}, { name: "shared" }))));
    assert.match(
      error,
      new RegExp(
        `^The name shared is taken by ${stranger.id}, AVAILABLE, created \\d+ m?s ago by arn:aws:\\S+AKIA123456789012`,
      ),
    );
    assert.match(error, new RegExp(`import: "${stranger.id}"`));
    assert.equal(web.id, "");
    assert.deepEqual(
      bench.emulator.products().map(({ id }) => id),
      [stranger.id],
    );
  });

  it("by its own product in a replacement that creates first is an error that says so", async () => {
    const web = bench.resource();
    await web.up(bucket());
    web.provider = await bench.later();
    await web.diff(web.inputs);
    for (const args of [bucket(), bucket({ Days: 7 })]) {
      const inputs = await web.check(args, {});
      const error = said(await failure(web.provider.create(web.urn, inputs)));
      assert.match(error, /deleteBeforeReplace: false a replacement needs another name/);
    }
    assert.deepEqual(
      bench.emulator.products().map(({ id }) => id),
      [web.id],
    );
  });
});

describe("a replacement whose old product is still seen after its record has ended", () => {
  const bench = useProvider({ clock: "virtual", statusOrder: "record-first", durations: { lag: 60_000 } });

  for (const [what, args] of [
    ["the same content", bucket()],
    ["other content", bucket({ Days: 7 })],
  ] as const) {
    it(`makes a new product, with ${what}`, async () => {
      const web = bench.resource();
      const created = web.up(bucket());
      await called(bench.emulator, "DescribeRecord");
      await bench.emulator.advance(60_100);
      await created;
      await bench.emulator.advance(60_000);
      const first = web.id;

      bench.emulator.clearCalls();
      const replaced = web.replace(args);
      await called(bench.emulator, "DescribeRecord");
      await bench.emulator.advance(40_100);
      assert.deepEqual(
        bench.emulator.products().map(({ id }) => id),
        [first],
        "not gone yet",
      );
      await called(bench.emulator, "ProvisionProduct");
      const seen = bench.emulator.calls({ operation: "DescribeProvisionedProduct" }).length;
      await called(bench.emulator, "DescribeProvisionedProduct", seen + 1);
      await finished(bench, replaced);
      await replaced;
      await bench.emulator.advance(100_000);
      assert.notEqual(web.id, first);
      assert.deepEqual(
        bench.emulator.products().map(({ id, status }) => [id, status]),
        [[web.id, "AVAILABLE"]],
      );
    });
  }
});

describe("import", () => {
  const bench = useProvider();

  it("takes a product into state without a mutating call, and the next preview shows no difference", async () => {
    const stranger = bench.resource();
    stranger.provider = await bench.another();
    await stranger.up(bucket({}, { name: "found" }));
    bench.emulator.clearCalls();
    const web = bench.resource(undefined, { __import: stranger.id });
    assert.equal((await web.up(bucket())).op, "create");
    assert.equal(web.id, stranger.id);
    assert.equal(web.outputs["name"], "found");
    assert.equal(web.outputs["status"], "AVAILABLE");
    assert.equal(
      (await web.up(bucket())).op,
      "same",
      "a program without a name does not ask for another one",
    );
    assert.deepEqual(bench.changes(), []);
  });

  it("of what does not exist is an error that says where it was looked for", async () => {
    const web = bench.resource(undefined, { __import: "pp-ccccccccccccc" });
    const error = said(await failure(web.up(bucket())));
    assert.match(error, /no provisioned product pp-ccccccccccccc in us-east-1 of account 123456789012/);
    assert.deepEqual(bench.changes(), []);
  });

  it("is not done again for the new product of a replacement", async () => {
    const stranger = bench.resource();
    stranger.provider = await bench.another();
    await stranger.up(bucket());
    const web = bench.resource(undefined, { __import: stranger.id });
    await web.up(bucket());
    await web.replace(bucket());
    assert.notEqual(web.id, stranger.id);
    assert.deepEqual(
      bench.emulator.products().map(({ id }) => id),
      [web.id],
    );
  });

  it("is not done again when the engine creates first, and what create returned is never terminated", async () => {
    const stranger = bench.resource();
    stranger.provider = await bench.another();
    await stranger.up(bucket());
    const web = bench.resource(undefined, { __import: stranger.id });
    const inputs = await web.check(bucket(), {});
    const { id, properties } = await web.provider.create(web.urn, inputs);
    await web.provider.delete(web.urn, id, properties);
    assert.deepEqual(
      bench.emulator.products().map((product) => product.id),
      [stranger.id],
    );
    const warning = web.provider.engine.logs.find(
      ({ urn, severity }) => urn === web.urn && severity === "warning",
    );
    assert.match(warning?.message ?? "", /is not terminated/);
  });
});
