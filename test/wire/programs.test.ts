import assert from "node:assert/strict";
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { bucket, catalog, type CheckFailures, failure, said, useProvider, type Resource } from "./support";

const preview = { __dryRun: true };

describe("what a preview says of", () => {
  const bench = useProvider({ catalog });
  const client = () =>
    new ServiceCatalog({
      endpoint: bench.emulator.url,
      region: "us-east-1",
      credentials: { accessKeyId: bench.emulator.env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: "any" },
    });
  /** What stands on the resource's row since the last look, with its severity. */
  const rowOf = ({ provider, urn }: Resource) =>
    provider.engine.logs
      .splice(0)
      .filter((log) => log.urn === urn && !log.ephemeral)
      .map(({ severity, message }) => `${severity}: ${message}`);
  /** A run of the CLI of its own, in which nothing is remembered. */
  const nextRun = async (...resources: Resource[]) => {
    const provider = await bench.another();
    for (const resource of resources) resource.provider = provider;
  };
  const version = async (name: string) => {
    const { ProvisioningArtifacts = [], ProductViewSummary } = await client().describeProduct({
      Name: "Bucket",
    });
    return {
      ProductId: ProductViewSummary?.ProductId,
      ProvisioningArtifactId: ProvisioningArtifacts.find(({ Name }) => Name === name)?.Id,
    };
  };
  const deactivate = async (name: string) =>
    client().updateProvisioningArtifact({ ...(await version(name)), Active: false });

  describe("two resources of one name", () => {
    const check = (resource: Resource, args: object, olds = {}) =>
      resource.check({ ...bucket(), ...args, ...preview }, olds);

    it("is that the name is another one's, whichever of them is new", async () => {
      const [one, other] = [bench.resource(), bench.resource()];
      await nextRun(one, other);
      await check(one, { name: "same" });
      const error = await failure<CheckFailures>(check(other, { name: "same" }));
      assert.deepEqual(
        error.failures.map(({ reason }) => reason),
        [
          `name: "same" is the name of another resource of this program as well, ${one.urn}; a name is unique in its account and region`,
        ],
      );
    });

    it("is the same where the first of them exists already, and the second is not told to import it", async () => {
      const [one, other] = [bench.resource(), bench.resource()];
      await one.up(bucket({}, { name: "there" }));
      await nextRun(one, other);
      await one.up(bucket({}, { name: "there" }));
      const error = said(await failure(check(other, { name: "there" })));
      assert.match(error, /another resource of this program as well/);
      assert.doesNotMatch(error, /import/);
      await nextRun(one, other);
      const first = said(await failure(check(other, { name: "there" })));
      assert.match(first, /is taken by pp-\w+ .*unless another resource of this program has it/);
    });

    it("is nothing in two regions, for names that change places, and for a replacement", async () => {
      const [one, other] = [bench.resource(), bench.resource()];
      await nextRun(one, other);
      await check(one, { name: "a", region: "us-east-1" });
      await check(other, { name: "a", region: "eu-west-1" });
      await check(one, { name: "b" });
      await check(other, { name: "a" });
      await check(other, { name: "a" }, await check(other, { name: "a" }));
    });
  });

  it("a resource that was tainted is no warning", async () => {
    const web = bench.resource();
    await web.up(bucket());
    await nextRun(web);
    await web.check({ ...bucket(), ...preview }, {}); // the engine shows no old inputs of what is tainted
    const [line = "", ...more] = rowOf(web);
    assert.match(line, /^info: .* name: is that of pp-\w+ .*says replace, it is terminated first/);
    assert.deepEqual(more, []);
  });

  describe("a version that was deactivated", () => {
    it("names the active ones, as does up", async () => {
      const web = bench.resource();
      await web.up(bucket());
      await deactivate("v1");
      await nextRun(web);
      await web.check({ ...bucket({ Purpose: "backup" }), ...preview });
      assert.match(
        rowOf(web).join("\n"),
        /AWS may refuse the update: version v1 of Bucket is not active any more; active are v2$/,
      );
      const error = said(await failure(web.up(bucket({ Purpose: "backup" }))));
      assert.match(
        error,
        /The reason may be that version v1 of Bucket is not active any more; active are v2\.$/,
      );
    });

    it("by its id names the active ones", async () => {
      const web = bench.resource();
      const { ProvisioningArtifactId: id } = await version("v1");
      const { ProvisioningArtifactId: v2 } = await version("v2");
      const args = { productName: "Bucket", provisioningArtifactId: id };
      await web.up(args);
      await deactivate("v1");
      await nextRun(web);
      await web.check({ ...args, tags: { a: "b" }, ...preview });
      assert.ok(
        rowOf(web)
          .join("\n")
          .endsWith(`version ${id} of Bucket is not active any more; active are ${v2} (v2)`),
      );
    });
  });

  describe("a name that means another version now", () => {
    const republish = async () => {
      const { ProductId, ProvisioningArtifactId } = await version("v1");
      await client().updateProvisioningArtifact({ ProductId, ProvisioningArtifactId, Name: "v1-old" });
      const { ProvisioningArtifactId: v2 } = await version("v2");
      await client().updateProvisioningArtifact({ ProductId, ProvisioningArtifactId: v2, Name: "v1" });
      return { old: ProvisioningArtifactId, now: v2 };
    };

    it("is which one it means, and that the next update moves it", async () => {
      const web = bench.resource();
      await web.up(bucket());
      const { old, now } = await republish();
      await nextRun(web);
      assert.equal((await web.up(bucket())).op, "same");
      assert.deepEqual(
        rowOf(web).map((line) => line.replace(web.id, "pp")),
        [
          `warning: ${web.derivedName} (pp): provisioningArtifactName: "v1" is the name of another version now, ${now}; the product has ${old}: it stays as it is until its next update, which moves it`,
        ],
      );
    });

    it("is, with a change, that this one moves it", async () => {
      const web = bench.resource();
      await web.up(bucket());
      await republish();
      await nextRun(web);
      assert.equal((await web.up(bucket({ Purpose: "backup" }))).op, "update");
      assert.match(rowOf(web).join("\n"), /another version now, .*: this update moves it/);
      assert.equal((await web.up(bucket({ Purpose: "backup" }))).op, "same");
      assert.deepEqual(rowOf(web), []);
    });

    it("is nothing where the program names the version by id, or another name", async () => {
      const [byId, moved] = [bench.resource(), bench.resource()];
      const { ProvisioningArtifactId: id } = await version("v1");
      const args = { productName: "Bucket", provisioningArtifactId: id };
      await byId.up(args);
      await moved.up(bucket());
      await republish();
      await nextRun(byId, moved);
      await byId.up(args);
      await moved.up(bucket({}, { provisioningArtifactName: "v1-old" }));
      assert.deepEqual([...rowOf(byId), ...rowOf(moved)], []);
    });
  });

  describe("parameters that were changed outside, in an update of something else,", () => {
    /** What is said, once the product was changed outside and the program asks for this. */
    const after = async (
      outside: Record<string, string>,
      before: object,
      now: object,
      config: Record<string, string> = {},
    ) => {
      const web = bench.resource();
      await web.up({ ...bucket(), ...before });
      bench.emulator.outside.setParameters(web.id, outside);
      web.provider = await bench.another({ config });
      await web.diff(await web.check({ ...bucket(), ...now, ...preview }));
      return { web, row: rowOf(web).join("\n") };
    };
    const given = (parameters: object) => ({ provisioningParameters: parameters });

    it("is which of them it sets back, given by the program or not", async () => {
      const { web, row } = await after({ Purpose: "others", Days: "7" }, given({ Purpose: "logs" }), {
        ...given({ Purpose: "logs" }),
        tags: { a: "b" },
      });
      assert.equal(
        row,
        [
          `warning: ${web.derivedName} (${web.id}) was changed outside of Pulumi, and this update sets back:`,
          `  provisioningParameters.Purpose to "logs"`,
          `  provisioningParameters.Days to the template's default`,
          `What ignoreChanges names is kept as it is now if pulumi refresh comes first.`,
        ].join("\n"),
      );
    });

    it("is nothing of those that the program changes as well, and of what a refresh has seen", async () => {
      const { web, row } = await after({ Purpose: "others" }, {}, given({ Purpose: "mine" }));
      assert.equal(row, "");
      await web.refresh();
      await web.diff(await web.check({ ...bucket({ Purpose: "others" }), tags: { a: "b" } }));
      assert.equal(rowOf(web).join("\n"), "");
    });

    it("is nothing where nothing is sent, where parameters are not looked at, and of hidden ones", async () => {
      const secret = given({ Purpose: "logs", Password: "first-one" });
      assert.equal((await after({ Purpose: "others" }, {}, {})).row, "");
      assert.equal((await after({ Purpose: "others" }, {}, { retainPhysicalResources: true })).row, "");
      const off = { "servicecatalog:parameterDrift": "false" };
      assert.equal((await after({ Purpose: "others" }, {}, { tags: { a: "b" } }, off)).row, "");
      const { row } = await after({ Password: "another" }, secret, { ...secret, tags: { a: "b" } });
      assert.doesNotMatch(row, /outside/);
    });

    it("is nothing in a refresh, in which no update is planned", async () => {
      const web = bench.resource();
      await web.up(bucket());
      bench.emulator.outside.setParameters(web.id, { Days: "7" });
      await nextRun(web);
      await web.refresh();
      await web.diff({ ...web.inputs, tags: { a: "b" } });
      assert.doesNotMatch(rowOf(web).join("\n"), /sets back/);
    });

    it("hides the values of what is secret", async () => {
      const web = bench.resource("hidden", { __secrets: ["provisioningParameters.Purpose"] });
      await web.up(bucket({ Purpose: "mine" }));
      bench.emulator.outside.setParameters(web.id, { Purpose: "others" });
      await nextRun(web);
      await web.diff(await web.check({ ...bucket({ Purpose: "mine" }), tags: { a: "b" }, ...preview }));
      const row = rowOf(web).join("\n");
      assert.match(row, /^ {2}provisioningParameters\.Purpose$/m);
      assert.doesNotMatch(row, /others|mine/);
    });
  });
});
