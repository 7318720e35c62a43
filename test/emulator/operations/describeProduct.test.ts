import assert from "node:assert/strict";
import { DescribeProductCommand } from "@aws-sdk/client-service-catalog";
import { useEmulator } from "../support";
import { pathsCatalog } from "../catalogs";

describe("DescribeProduct", () => {
  const bench = useEmulator({ catalog: pathsCatalog });
  const describeProduct = (reference: { Id?: string; Name?: string }) =>
    bench.client.send(new DescribeProductCommand(reference));

  it("shows the product, its paths and its active versions, by name and by id", async () => {
    const byName = await describeProduct({ Name: "Two paths" });
    assert.match(byName.ProductViewSummary?.ProductId ?? "", /^prod-[a-z2-7]{13}$/);
    assert.match(byName.ProductViewSummary?.Id ?? "", /^prodview-[a-z2-7]{13}$/);
    assert.equal(byName.ProductViewSummary?.HasDefaultPath, false);
    assert.deepEqual(
      byName.LaunchPaths?.map(({ Name }) => Name),
      ["Development", "Production"],
    );
    assert.deepEqual(
      byName.ProvisioningArtifacts?.map(({ Name, Guidance }) => [Name, Guidance]),
      [
        ["old", "DEPRECATED"],
        ["twice", "DEFAULT"],
        ["twice", "DEFAULT"],
      ],
    );
    const byId = await describeProduct({ Id: byName.ProductViewSummary?.ProductId ?? "" });
    assert.deepEqual({ ...byId, $metadata: 0 }, { ...byName, $metadata: 0 });
  });

  it("does not tell a product that is not shared from one that does not exist", async () => {
    const message = "prod-unshared does not exist or access was denied";
    await assert.rejects(describeProduct({ Id: "prod-unshared" }), {
      name: "ResourceNotFoundException",
      message,
    });
    await assert.rejects(describeProduct({ Name: "Nobody's" }), {
      name: "ResourceNotFoundException",
      message: "Product with name Nobody's does not exist or access was denied.",
    });
  });

  it("needs exactly one of id and name", async () => {
    await assert.rejects(describeProduct({}), { name: "InvalidParametersException" });
    await assert.rejects(describeProduct({ Id: "a", Name: "b" }), { name: "InvalidParametersException" });
  });
});
