import assert from "node:assert/strict";
import type { CatalogDefinition } from "../../emulator";
import type { Properties } from "../support/providerProcess";
import { called, failure, finished, said, useProvider, type Bench, type Resource } from "./support";

const catalog: CatalogDefinition = {
  products: [
    {
      name: "Shop",
      versions: ["store", "shop"].map((DBName, index) => ({
        name: `v${index + 1}`,
        template: {
          Parameters: { Password: { Type: "String", NoEcho: true } },
          Resources: {
            Database: {
              Type: "AWS::RDS::DBInstance",
              Properties: { DBName, DBInstanceIdentifier: { Ref: "Password" } },
            },
          },
        },
      })),
    },
  ],
};
const config = { "servicecatalog:previewResourceChanges": "true" };
const shop = (provisioningArtifactName: string): Properties => ({
  productName: "Shop",
  provisioningArtifactName,
  provisioningParameters: { Password: "hunter2-secret" },
});
/** What `pulumi preview` does with a resource that exists. */
const preview = async (resource: Resource, args: Properties) =>
  resource.diff(await resource.check({ ...args, __dryRun: true }));
const rowOf = ({ provider, urn }: Resource) =>
  provider.engine.logs.filter((log) => log.urn === urn && !log.ephemeral).map(({ message }) => message);
const PLANNING = ["CreateProvisionedProductPlan", "DeleteProvisionedProductPlan"];

describe("a preview with servicecatalog:previewResourceChanges", () => {
  const bench = useProvider({
    catalog,
    config,
    durations: { create: 60, update: 60, terminate: 60, lag: 10, plan: 0 },
  });

  it("shows that the database is replaced, without a secret, leaves no plan, and up makes none", async () => {
    const web = bench.resource();
    await web.up(shop("v1"));
    bench.emulator.clearCalls();
    await preview(web, shop("v2"));
    assert.deepEqual(bench.changes(), PLANNING);
    const [row = ""] = rowOf(web).slice(-1);
    assert.match(
      row,
      /^web\d+-\w+ \(pp-\w+\): this update would change resources inside: 1 replaced \(Database, AWS::RDS::DBInstance\)\n/,
    );
    assert.match(row, /^ {2}replaced: Database \(AWS::RDS::DBInstance, \[secret\]\): DBName$/m);
    bench.emulator.clearCalls();
    await web.up(shop("v2"));
    assert.deepEqual(bench.changes(), ["UpdateProvisionedProduct"]);
  });

  it("makes no plan of a new product, of an unchanged one, and in a refresh", async () => {
    const web = bench.resource();
    await web.check({ ...shop("v1"), __dryRun: true });
    await web.up(shop("v1"));
    bench.emulator.clearCalls();
    await preview(web, shop("v1"));
    const before = web.inputs;
    web.provider = await bench.another();
    bench.emulator.outside.setVersion(web.id, "v2");
    await web.refresh();
    await web.diff(before);
    assert.deepEqual(bench.changes(), []);
  });

  it("fails where a replacement is refused, and leaves no plan", async () => {
    const web = bench.resource();
    await web.up(shop("v1"));
    web.provider = await bench.another({
      config: { "servicecatalog:refuseReplacements": '["AWS::RDS::DBInstance"]' },
    });
    bench.emulator.clearCalls();
    const error = said(await failure(preview(web, shop("v2"))));
    assert.match(error, /\[replacement-refused\]\n {2}Database \(AWS::RDS::DBInstance/);
    assert.deepEqual(bench.changes(), PLANNING);
  });
});

describe("a preview whose plan is not made yet", () => {
  const bench = useProvider({ catalog, config, clock: "virtual" });
  /** A preview that waits for its plan, in a process of its own. */
  async function waiting(of: Bench) {
    const web = of.resource();
    await finished(of, web.up(shop("v1")));
    const usual = web.provider;
    web.provider = await of.another();
    of.emulator.clearCalls();
    const work = failure(preview(web, shop("v2")));
    await called(of.emulator, "DescribeProvisionedProductPlan");
    return { web, work, usual };
  }

  it("deletes it on Ctrl-C", async () => {
    const { web, work } = await waiting(bench);
    await web.provider.cancel();
    assert.match(said(await work), /The run was stopped/);
    assert.deepEqual(bench.changes(), PLANNING);
  });

  for (const [next, clears] of Object.entries({
    preview: ["CreateProvisionedProductPlan", "DeleteProvisionedProductPlan", ...PLANNING],
    update: ["DeleteProvisionedProductPlan", "UpdateProvisionedProduct"],
    terminate: ["DeleteProvisionedProductPlan", "TerminateProvisionedProduct"],
  }))
    it(`leaves it when it is killed, and the next ${next} clears it away`, async () => {
      const { web, work, usual } = await waiting(bench);
      web.provider.kill("SIGKILL");
      await work;
      assert.deepEqual(bench.changes(), ["CreateProvisionedProductPlan"]);
      bench.emulator.clearCalls();
      web.provider = usual;
      if (next === "preview") await finished(bench, preview(web, shop("v2")));
      else if (next === "update") await finished(bench, web.up(shop("v2")));
      else await finished(bench, web.destroy());
      assert.deepEqual(bench.changes(), clears);
    });
});
