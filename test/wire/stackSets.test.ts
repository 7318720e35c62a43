import assert from "node:assert/strict";
import {
  ListStackInstancesForProvisionedProductCommand,
  ServiceCatalogClient,
} from "@aws-sdk/client-service-catalog";
import { failure, said, useProvider } from "./support";

const [one, two, three] = ["111111111111", "222222222222", "333333333333"];
const regions = ["eu-west-1", "us-east-1", "us-west-2"];
const template = {
  Parameters: { Size: { Type: "String", Default: "small" } },
  Resources: { Topic: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { Ref: "Size" } } } },
};
const catalog = {
  products: [
    {
      name: "Everywhere",
      versions: [{ name: "v1", template }],
      constraints: [{ type: "STACKSET" as const, accounts: [one, two, three], regions }],
    },
  ],
};

describe("the stack instances of a stack set", () => {
  const bench = useProvider({ catalog });
  const everywhere = (preferences: object, more: object = {}) => ({
    productName: "Everywhere",
    provisioningArtifactName: "v1",
    stackSetProvisioningPreferences: preferences,
    ...more,
  });
  const instances = async (id: string) => {
    const client = new ServiceCatalogClient({
      endpoint: bench.emulator.url,
      region: "us-east-1",
      credentials: { accessKeyId: bench.emulator.env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: "any" },
    });
    const command = new ListStackInstancesForProvisionedProductCommand({ ProvisionedProductId: id });
    const { StackInstances = [] } = await client.send(command);
    return StackInstances.map(
      ({ Account, Region, StackInstanceStatus }) => `${Account?.[0]} ${Region} ${StackInstanceStatus}`,
    ).sort();
  };
  /** The operations that were sent, each with its type and place. */
  const operations = () =>
    bench.emulator.calls({ operation: "UpdateProvisionedProduct" }).map(({ input }) => {
      const { ProvisioningPreferences: asked = {} } = input as {
        ProvisioningPreferences?: Record<string, string | string[]>;
      };
      const { StackSetOperationType: type = "UPDATE", StackSetAccounts = [], StackSetRegions = [] } = asked;
      return `${String(type)} ${[...StackSetAccounts].map((account) => account[0]).join("")} ${[...StackSetRegions].join()}`;
    });

  it("are created where the program adds a region or an account, and nothing else is sent", async () => {
    const web = bench.resource();
    await web.up(everywhere({ accounts: [one], regions: ["eu-west-1"] }));
    await web.up(everywhere({ accounts: [one], regions: ["eu-west-1", "us-east-1"] }));
    assert.deepEqual(operations(), ["CREATE 1 us-east-1"]);
    assert.deepEqual(await instances(web.id), ["1 eu-west-1 CURRENT", "1 us-east-1 CURRENT"]);
    await web.up(everywhere({ accounts: [one, two], regions: ["eu-west-1", "us-east-1"] }));
    assert.deepEqual(operations().slice(1), ["CREATE 2 eu-west-1,us-east-1"]);
    const same = await web.up(everywhere({ accounts: [one, two], regions: ["eu-west-1", "us-east-1"] }));
    assert.equal(same.op, "same");
  });

  it("are deleted where the program takes one away, which the preview says", async () => {
    const web = bench.resource();
    await web.up(everywhere({ accounts: [one, two], regions: ["eu-west-1", "us-east-1"] }));
    bench.provider.engine.logs.splice(0);
    await web.up(everywhere({ accounts: [one], regions: ["eu-west-1", "us-east-1"] }));
    assert.deepEqual(operations(), ["DELETE 2 eu-west-1,us-east-1"]);
    assert.deepEqual(await instances(web.id), ["1 eu-west-1 CURRENT", "1 us-east-1 CURRENT"]);
    const warnings = bench.provider.engine.logs.filter(({ severity }) => severity === "warning");
    assert.deepEqual(
      warnings.map(({ message }) => message),
      [
        `${web.derivedName} (${web.id}): this update deletes the stack instances of ${two} in eu-west-1, us-east-1`,
      ],
    );
  });

  it("change together with everything else: created first, deleted last, each by its own operation", async () => {
    const web = bench.resource();
    await web.up(everywhere({ accounts: [one, two], regions: ["eu-west-1"] }));
    const wanted = { accounts: [one, three], regions: ["eu-west-1", "us-east-1"], failureToleranceCount: 1 };
    await web.up(everywhere(wanted, { provisioningParameters: { Size: "large" } }));
    assert.deepEqual(operations(), [
      "CREATE 13 us-east-1",
      "CREATE 3 eu-west-1",
      "UPDATE 13 eu-west-1,us-east-1",
      "DELETE 2 eu-west-1",
    ]);
    assert.deepEqual(await instances(web.id), [
      "1 eu-west-1 CURRENT",
      "1 us-east-1 CURRENT",
      "3 eu-west-1 CURRENT",
      "3 us-east-1 CURRENT",
    ]);
    assert.equal(bench.emulator.products()[0]?.parameters["Size"], "large");
  });

  it("are those of the constraint where the program names only accounts, or only regions", async () => {
    const web = bench.resource();
    await web.up(everywhere({ regions: ["eu-west-1"] }));
    assert.equal((await instances(web.id)).length, 3);
    await web.up(everywhere({ accounts: [two] }));
    assert.deepEqual(operations(), ["CREATE 2 us-east-1,us-west-2", "DELETE 13 eu-west-1"]);
    assert.deepEqual(
      await instances(web.id),
      regions.map((region) => `2 ${region} CURRENT`),
    );
  });

  it("are left to one operation where the program says which", async () => {
    const web = bench.resource();
    await web.up(everywhere({ accounts: [one], regions: ["eu-west-1"] }));
    await web.up(everywhere({ accounts: [two], regions: ["us-east-1"], operationType: "CREATE" }));
    await web.up(everywhere({ accounts: [three], regions: ["us-east-1"], operationType: "UPDATE" }));
    assert.deepEqual(operations(), ["CREATE 2 us-east-1", "UPDATE 3 us-east-1"]);
    assert.deepEqual(await instances(web.id), ["1 eu-west-1 CURRENT", "2 us-east-1 CURRENT"]);
  });

  it("are tried again after an operation that failed; until then nothing is deleted", async () => {
    const web = bench.resource();
    await web.up(everywhere({ accounts: [one], regions: ["eu-west-1"] }));
    bench.emulator.fail(web.derivedName, { operation: "update" });
    const wanted = everywhere({ accounts: [two], regions: ["eu-west-1"] });
    const error = said(await failure(web.up(wanted)));
    assert.match(error, /could not be updated/);
    assert.deepEqual(operations(), ["CREATE 2 eu-west-1"]);
    assert.deepEqual(web.inputs["stackSetProvisioningPreferences"], {
      accounts: [one],
      regions: ["eu-west-1"],
    });
    await web.up(wanted);
    assert.deepEqual(await instances(web.id), ["2 eu-west-1 CURRENT"]);
  });
});
