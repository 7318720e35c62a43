import assert from "node:assert/strict";
import { DescribeProductCommand, ListLaunchPathsCommand } from "@aws-sdk/client-service-catalog";
import { pathsCatalog } from "../catalogs";
import { useEmulator } from "../support";

describe("ListLaunchPaths", () => {
  const bench = useEmulator({ catalog: pathsCatalog });

  it("lists the portfolios of a product with their constraints", async () => {
    const { ProductViewSummary } = await bench.client.send(new DescribeProductCommand({ Name: "Two paths" }));
    const { LaunchPathSummaries } = await bench.client.send(
      new ListLaunchPathsCommand({ ProductId: ProductViewSummary?.ProductId }),
    );
    assert.deepEqual(LaunchPathSummaries, [
      { Id: "lpv3-development", Name: "Development", ConstraintSummaries: [], Tags: [] },
      {
        Id: "lpv3-production",
        Name: "Production",
        ConstraintSummaries: [
          { Type: "LAUNCH", Description: "Launch as Launcher" },
          { Type: "TEMPLATE", Description: "Small only" },
          { Type: "RESOURCE_UPDATE" },
        ],
        Tags: [],
      },
    ]);
  });

  it("finds none for a product that is not shared", async () => {
    await assert.rejects(bench.client.send(new ListLaunchPathsCommand({ ProductId: "prod-unshared" })), {
      name: "ResourceNotFoundException",
      message: "No launch paths found for resource: prod-unshared",
    });
  });
});
