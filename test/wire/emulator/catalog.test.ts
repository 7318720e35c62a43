import assert from "node:assert/strict";
import {
  DescribeProductViewCommand,
  DescribeProvisioningArtifactCommand,
  ListAcceptedPortfolioSharesCommand,
  ListPortfoliosCommand,
  type ListPortfoliosCommandOutput,
  ListProvisioningArtifactsCommand,
  paginateSearchProducts,
  SearchProductsCommand,
} from "@aws-sdk/client-service-catalog";
import type { CatalogDefinition } from "../../../emulator";
import { pathsCatalog } from "../../emulator/catalogs";
import { useEmulator } from "../../emulator/support";

const template = {
  Parameters: { Size: { Type: "String" } },
  Resources: { Topic: { Type: "AWS::SNS::Topic" } },
};
const many: CatalogDefinition = {
  products: Array.from({ length: 25 }, (_, i) => ({
    name: `Product ${String(i).padStart(2, "0")}`,
    owner: i % 2 ? "Odd" : "Even",
    versions: [{ name: "v1", template }],
  })),
};

describe("SearchProducts", () => {
  const bench = useEmulator({ catalog: many });

  it("comes in pages of 20, or of up to 100 as is asked for", async () => {
    const first = await bench.client.send(new SearchProductsCommand({}));
    assert.equal(first.ProductViewSummaries?.length, 20);
    let pages = 0;
    const names: string[] = [];
    for await (const page of paginateSearchProducts({ client: bench.client, pageSize: 10 }, {})) {
      pages++;
      names.push(...(page.ProductViewSummaries ?? []).map(({ Name }) => Name ?? ""));
    }
    assert.deepEqual([pages, new Set(names).size], [3, 25]);
    const all = await bench.client.send(new SearchProductsCommand({ PageSize: 100 }));
    assert.equal(all.NextPageToken, undefined);
  });

  it("filters, sorts and counts", async () => {
    const answer = await bench.client.send(
      new SearchProductsCommand({
        Filters: { Owner: ["Odd"], FullTextSearch: ["product 0"] },
        SortBy: "Title",
        SortOrder: "DESCENDING",
      }),
    );
    assert.deepEqual(
      answer.ProductViewSummaries?.map(({ Name }) => Name),
      ["Product 09", "Product 07", "Product 05", "Product 03", "Product 01"],
    );
    assert.deepEqual(answer.ProductViewAggregations?.["Owner"], [{ ApproximateCount: 5, Value: "Odd" }]);
  });
});

describe("what is told of products and versions", () => {
  const bench = useEmulator({
    catalog: {
      ...pathsCatalog,
      portfolios: [...(pathsCatalog.portfolios ?? []), { name: "Theirs", shared: true }],
    },
  });

  it("DescribeProductView takes the id of a view", async () => {
    const { ProductViewSummaries } = await bench.client.send(new SearchProductsCommand({}));
    const Id = ProductViewSummaries?.[0]?.Id;
    const view = await bench.client.send(new DescribeProductViewCommand({ Id }));
    assert.equal(view.ProductViewSummary?.Id, Id);
    const { ProductId } = ProductViewSummaries?.[0] ?? {};
    await assert.rejects(bench.client.send(new DescribeProductViewCommand({ Id: ProductId })), {
      name: "ResourceNotFoundException",
    });
  });

  it("ListProvisioningArtifacts shows inactive versions too", async () => {
    const { ProductViewSummaries } = await bench.client.send(
      new SearchProductsCommand({ Filters: { FullTextSearch: ["Two paths"] } }),
    );
    const { ProductId } = ProductViewSummaries?.[0] ?? {};
    const { ProvisioningArtifactDetails } = await bench.client.send(
      new ListProvisioningArtifactsCommand({ ProductId }),
    );
    assert.deepEqual(
      ProvisioningArtifactDetails?.map(({ Name, Active, Guidance }) => [Name, Active, Guidance]),
      [
        ["old", true, "DEPRECATED"],
        ["hidden", false, "DEFAULT"],
        ["twice", true, "DEFAULT"],
        ["twice", true, "DEFAULT"],
      ],
    );
  });

  it("DescribeProvisioningArtifact shows one, with its parameters when asked", async () => {
    const ask = (more: object) => bench.client.send(new DescribeProvisioningArtifactCommand(more));
    const plain = await ask({ ProductName: "Two paths", ProvisioningArtifactName: "hidden" });
    assert.equal(plain.ProvisioningArtifactDetail?.Active, false);
    assert.equal(plain.Status, "AVAILABLE");
    assert.equal(plain.ProvisioningArtifactParameters, undefined);
    const full = await ask({ ProvisioningArtifactId: "pa-one", IncludeProvisioningArtifactParameters: true });
    assert.deepEqual(
      full.ProvisioningArtifactParameters?.map(({ ParameterKey }) => ParameterKey),
      ["Size"],
    );
    await assert.rejects(ask({ ProductName: "Two paths" }), { name: "InvalidParametersException" });
    await assert.rejects(ask({ ProvisioningArtifactId: "pa-none" }), { name: "ResourceNotFoundException" });
  });

  it("ListPortfolios and ListAcceptedPortfolioShares part own and shared ones", async () => {
    const names = (answer: ListPortfoliosCommandOutput) =>
      answer.PortfolioDetails?.map(({ DisplayName }) => DisplayName);
    assert.deepEqual(names(await bench.client.send(new ListPortfoliosCommand({}))), [
      "Development",
      "Production",
    ]);
    assert.deepEqual(names(await bench.client.send(new ListAcceptedPortfolioSharesCommand({}))), ["Theirs"]);
  });
});
