import assert from "node:assert/strict";
import type { PortfolioShareType, ServiceCatalog } from "@aws-sdk/client-service-catalog";
import {
  administrator,
  createPortfolio,
  createProduct,
  provisionOf,
  publish,
  publishingCatalog,
  user,
  version,
} from "../../emulator/publishing";
import { createEmulator } from "../../../emulator";
import { post, useEmulator } from "../../emulator/support";

describe("publishing through the API", () => {
  const bench = useEmulator({ catalog: publishingCatalog });
  let admin: ServiceCatalog;
  before(() => {
    admin = administrator(bench.emulator);
  });
  after(() => admin.destroy());
  const refused = (name: string, message: string | RegExp, work: Promise<unknown>) =>
    assert.rejects(work, { name, message });

  it("makes a product that can be launched once it and the caller are associated with its portfolio", async () => {
    const [PortfolioId, ProductId] = [await createPortfolio(admin), await createProduct(admin)];
    const missing = `No launch paths found for resource: ${ProductId}`;
    const unseen = () => refused("ResourceNotFoundException", missing, provisionOf(admin, ProductId));
    await unseen();
    await admin.associateProductWithPortfolio({ PortfolioId, ProductId });
    await unseen();
    await refused("ResourceNotFoundException", missing, admin.listLaunchPaths({ ProductId }));
    const denied = `${ProductId} does not exist or access was denied`;
    await refused("ResourceNotFoundException", denied, admin.describeProduct({ Id: ProductId }));
    const principal = { PortfolioId, PrincipalARN: user, PrincipalType: "IAM" } as const;
    await admin.associatePrincipalWithPortfolio(principal);

    const { LaunchPathSummaries } = await admin.listLaunchPaths({ ProductId });
    assert.deepEqual(
      LaunchPathSummaries?.map(({ Id, Name }) => [Id, Name]),
      [[PortfolioId.replace("port-", "lpv3-"), "Approved"]],
    );
    const { RecordDetail } = await provisionOf(admin, ProductId);
    await bench.pass();
    const { RecordDetail: ended, RecordOutputs } = await admin.describeRecord({ Id: RecordDetail?.RecordId });
    assert.equal(ended?.Status, "SUCCEEDED");
    assert.equal(RecordOutputs?.[1]?.OutputValue, "first for none");
    const portfolio = ended.RecordTags?.find(({ Key }) => Key === "aws:servicecatalog:portfolioArn");
    assert.match(portfolio?.Value ?? "", new RegExp(`:portfolio/${PortfolioId}$`));
  });

  it("describes portfolio and product as they were made", async () => {
    const created = await admin.createPortfolio({
      DisplayName: "Approved",
      ProviderName: "Platform",
      Description: "What is approved",
      Tags: [{ Key: "team", Value: "platform" }],
      IdempotencyToken: undefined,
    });
    const portfolio = await admin.describePortfolio({ Id: created.PortfolioDetail?.Id });
    assert.deepEqual(portfolio.PortfolioDetail, created.PortfolioDetail);
    assert.deepEqual(portfolio.Tags, created.Tags);
    assert.match(
      portfolio.PortfolioDetail?.ARN ?? "",
      /^arn:aws:catalog:us-east-1:123456789012:portfolio\/port-/,
    );
    const { PortfolioDetails } = await admin.listPortfolios({});
    assert.equal(PortfolioDetails?.length, 2);

    const { ProductViewDetail, ProvisioningArtifactDetail } = await admin.createProduct({
      Name: "Topic",
      Owner: "Platform",
      SupportEmail: "help@example.com",
      ProductType: "CLOUD_FORMATION_TEMPLATE",
      ProvisioningArtifactParameters: version("topic.yaml"),
      IdempotencyToken: undefined,
    });
    assert.equal(ProvisioningArtifactDetail?.Active, true);
    const described = await admin.describeProductAsAdmin({ Name: "Topic" });
    assert.deepEqual(described.ProductViewDetail, ProductViewDetail);
    const { ProductViewSummary: summary } = described.ProductViewDetail ?? {};
    assert.equal(summary?.SupportEmail, "help@example.com");
    assert.ok(!("ShortDescription" in summary), "what was not given is not answered");
    assert.equal(described.ProvisioningArtifactSummaries?.[0]?.Id, ProvisioningArtifactDetail.Id);
    const missing = "Product with name Tropic not found";
    await refused("ResourceNotFoundException", missing, admin.describeProductAsAdmin({ Name: "Tropic" }));
  });

  it("makes no product that is kept like a repository, and says so", async () => {
    const CodeStar = {
      ConnectionArn: "arn:aws:codestar-connections:us-east-1:123456789012:connection/1",
      Repository: "team/topics",
      Branch: "main",
      ArtifactPath: "topic.yaml",
    };
    const create = (Type: string, parameters: object) =>
      post(bench.emulator, "CreateProduct", {
        Name: "Topic",
        Owner: "Platform",
        ProductType: "CLOUD_FORMATION_TEMPLATE",
        SourceConnection: { Type, ConnectionParameters: { CodeStar: parameters } },
        IdempotencyToken: "1",
      });
    assert.match((await create("CODESTAR", CodeStar)).text, /SourceConnection: not emulated/);
    for (const [type, parameters, expected] of [
      ["GITHUB", CodeStar, /sourceConnection\.type' failed .*CODESTAR/],
      ["CODESTAR", { ...CodeStar, Branch: undefined }, /codeStar\.branch' failed .*not be null/],
      [
        "CODESTAR",
        { ...CodeStar, ConnectionArn: "arn:aws:iam::1:role/x" },
        /connectionArn' failed .*pattern/,
      ],
      ["CODESTAR", { ...CodeStar, Repository: "r".repeat(101) }, /repository' failed .*equal to 100/],
    ] as const)
      assert.match((await create(type, parameters)).text, expected);
  });

  it("lists the portfolios that are shared by type", async () => {
    const shared = await createEmulator({
      catalog: { portfolios: [{ name: "Own" }, { name: "Theirs", shared: true }], products: [] },
    });
    const client = administrator(shared);
    const names = async (PortfolioShareType?: PortfolioShareType) =>
      (await client.listAcceptedPortfolioShares({ PortfolioShareType })).PortfolioDetails?.map(
        ({ DisplayName }) => DisplayName,
      );
    for (const type of [undefined, "IMPORTED"] as const) assert.deepEqual(await names(type), ["Theirs"]);
    for (const type of ["AWS_ORGANIZATIONS", "AWS_SERVICECATALOG"] as const)
      assert.deepEqual(await names(type), []);
    client.destroy();
    await shared.close();
  });

  it("finds products as administrator, all or those of a portfolio", async () => {
    const { PortfolioId, ProductId } = await publish(admin);
    await createProduct(admin, "Nowhere");
    const names = async (input: Parameters<typeof admin.searchProductsAsAdmin>[0]) =>
      (await admin.searchProductsAsAdmin(input)).ProductViewDetails?.map(
        ({ ProductViewSummary }) => ProductViewSummary?.Name,
      );
    assert.deepEqual(await names({}), ["Of the file", "Topic", "Nowhere"]);
    assert.deepEqual(await names({ PortfolioId }), ["Topic"]);
    assert.deepEqual(await names({ Filters: { FullTextSearch: ["nowhere"] } }), ["Nowhere"]);
    await refused(
      "ResourceNotFoundException",
      /port-x/,
      admin.searchProductsAsAdmin({ PortfolioId: "port-x" }),
    );
    const { PortfolioDetails } = await admin.listPortfoliosForProduct({ ProductId });
    assert.deepEqual(
      PortfolioDetails?.map(({ Id }) => Id),
      [PortfolioId],
    );
  });

  it("puts products of the file into new portfolios, and new products into those of the file", async () => {
    const { ProductViewDetails } = await admin.searchProductsAsAdmin({});
    const ofFile = ProductViewDetails?.[0]?.ProductViewSummary?.ProductId;
    const { PortfolioDetails } = await admin.listPortfolios({});
    const open = PortfolioDetails?.[0]?.Id;
    const ProductId = await createProduct(admin);
    await admin.associateProductWithPortfolio({ PortfolioId: open, ProductId });
    await provisionOf(admin, ProductId);
    const PortfolioId = await createPortfolio(admin);
    await admin.associateProductWithPortfolio({ PortfolioId, ProductId: ofFile });
    await admin.associatePrincipalWithPortfolio({ PortfolioId, PrincipalARN: user, PrincipalType: "IAM" });
    const { LaunchPathSummaries } = await admin.listLaunchPaths({ ProductId: ofFile });
    assert.equal(LaunchPathSummaries?.length, 2);
    bench.emulator.reset();
    const after = await admin.listLaunchPaths({ ProductId: ofFile });
    assert.equal(after.LaunchPathSummaries?.length, 1);
    await refused("ResourceNotFoundException", /./, admin.describePortfolio({ Id: PortfolioId }));
  });

  it("deletes nothing that is in use, and then everything, also of the file", async () => {
    const { PortfolioId, ProductId } = await publish(admin);
    await provisionOf(admin, ProductId);
    await bench.pass();
    const principal = { PortfolioId, PrincipalARN: user, PrincipalType: "IAM" } as const;
    const inUse = (message: RegExp | string, work: Promise<unknown>) =>
      refused("ResourceInUseException", message, work);
    await inUse(/Portfolios/, admin.deleteProduct({ Id: ProductId }));
    await inUse(/Products/, admin.deletePortfolio({ Id: PortfolioId }));
    await admin.disassociateProductFromPortfolio({ PortfolioId, ProductId });
    const kept = `Portfolio ${PortfolioId} still has associated Principals`;
    await inUse(kept, admin.deletePortfolio({ Id: PortfolioId }));
    await admin.disassociatePrincipalFromPortfolio(principal);
    await admin.deletePortfolio({ Id: PortfolioId });
    await admin.deleteProduct({ Id: ProductId });
    await refused("ResourceNotFoundException", /./, admin.deletePortfolio({ Id: PortfolioId }));
    await refused("ResourceNotFoundException", /./, admin.deleteProduct({ Id: ProductId }));
    // What was provisioned stays, and can be terminated.
    const { ProvisionedProductDetail } = await admin.describeProvisionedProduct({ Name: "news" });
    assert.equal(ProvisionedProductDetail?.Status, "AVAILABLE");
    await admin.terminateProvisionedProduct({ ProvisionedProductName: "news", TerminateToken: undefined });
    await bench.pass();
    assert.deepEqual(bench.emulator.products(), []);

    const { PortfolioDetails } = await admin.listPortfolios({});
    const { ProductViewDetails } = await admin.searchProductsAsAdmin({});
    const [open, ofFile] = [
      PortfolioDetails?.[0]?.Id,
      ProductViewDetails?.[0]?.ProductViewSummary?.ProductId,
    ];
    await admin.disassociateProductFromPortfolio({ PortfolioId: open, ProductId: ofFile });
    await admin.deleteProduct({ Id: ofFile });
    await admin.deletePortfolio({ Id: open });
    assert.deepEqual((await admin.searchProductsAsAdmin({})).ProductViewDetails, []);
    bench.emulator.reset();
    assert.equal((await admin.searchProductsAsAdmin({})).ProductViewDetails?.length, 1);
  });

  it("deprecates a version and hides it from end users, and leaves out what is not to change", async () => {
    const { ProductId } = await publish(admin);
    const versions = async () => (await admin.describeProduct({ Id: ProductId })).ProvisioningArtifacts ?? [];
    const [before] = await versions();
    const which = { ProductId, ProvisioningArtifactId: before?.Id };
    const { ProvisioningArtifactDetail, Status } = await admin.updateProvisioningArtifact({
      ...which,
      Guidance: "DEPRECATED",
      Description: "use another",
    });
    assert.equal(Status, "AVAILABLE");
    assert.equal(ProvisioningArtifactDetail?.Active, true);
    assert.deepEqual(await versions(), [{ ...before, Guidance: "DEPRECATED", Description: "use another" }]);
    await admin.updateProvisioningArtifact({ ...which, Active: false });
    assert.deepEqual(await versions(), []);
    const missing = { ProductId, ProvisioningArtifactId: "pa-x" };
    await refused("ResourceNotFoundException", /pa-x/, admin.updateProvisioningArtifact(missing));
  });

  it("deletes a version, but not the last one", async () => {
    const { ProductId } = await publish(admin);
    const { ProvisioningArtifactDetail } = await admin.createProvisioningArtifact({
      ProductId,
      Parameters: version("later.yaml", "v2"),
      IdempotencyToken: undefined,
    });
    const versions = async () =>
      (await admin.describeProductAsAdmin({ Id: ProductId })).ProvisioningArtifactSummaries ?? [];
    const [first] = await versions();
    await admin.deleteProvisioningArtifact({ ProductId, ProvisioningArtifactId: first?.Id });
    const left = ProvisioningArtifactDetail?.Id;
    assert.deepEqual(
      (await versions()).map(({ Id }) => Id),
      [left],
    );
    await refused(
      "ResourceInUseException",
      /last/,
      admin.deleteProvisioningArtifact({ ProductId, ProvisioningArtifactId: left }),
    );
  });

  it("associates twice without another effect", async () => {
    const { PortfolioId, ProductId } = await publish(admin);
    await admin.associateProductWithPortfolio({ PortfolioId, ProductId });
    await admin.associatePrincipalWithPortfolio({ PortfolioId, PrincipalARN: user, PrincipalType: "IAM" });
    assert.equal((await admin.listLaunchPaths({ ProductId })).LaunchPathSummaries?.length, 1);
    const { Principals } = await admin.listPrincipalsForPortfolio({ PortfolioId });
    assert.deepEqual(Principals, [{ PrincipalARN: user, PrincipalType: "IAM" }]);
  });

  it("answers the same token with the same thing, and refuses it for another", async () => {
    const request = { DisplayName: "Approved", ProviderName: "Platform", IdempotencyToken: "once" };
    const [first, again] = [await admin.createPortfolio(request), await admin.createPortfolio(request)];
    assert.deepEqual(again.PortfolioDetail, first.PortfolioDetail);
    const other = admin.createPortfolio({ ...request, DisplayName: "Other" });
    await refused("InvalidParametersException", /token once/, other);
  });

  it("tells of what is not there", async () => {
    const { PortfolioId, ProductId } = await publish(admin);
    const missing = (work: Promise<unknown>) => refused("ResourceNotFoundException", /./, work);
    await missing(admin.associateProductWithPortfolio({ PortfolioId: "port-x", ProductId }));
    await missing(admin.associateProductWithPortfolio({ PortfolioId, ProductId: "prod-x" }));
    const principal = { PrincipalARN: user, PrincipalType: "IAM" } as const;
    await missing(admin.associatePrincipalWithPortfolio({ PortfolioId: "port-x", ...principal }));
    await missing(admin.describeProductAsAdmin({ Id: "prod-x" }));
    await missing(admin.listPortfoliosForProduct({ ProductId: "prod-x" }));
    await missing(admin.listPrincipalsForPortfolio({ PortfolioId: "port-x" }));
    await missing(
      admin.disassociatePrincipalFromPortfolio({ PortfolioId, ...principal, PrincipalType: "IAM_PATTERN" }),
    );
    await admin.disassociateProductFromPortfolio({ PortfolioId, ProductId });
    await missing(admin.disassociateProductFromPortfolio({ PortfolioId, ProductId }));
  });

  it("is refused for requests that the model does not allow", async () => {
    const invalid = async (operation: string, body: object, expected: RegExp) => {
      const { json } = await post(bench.emulator, operation, body);
      assert.match(JSON.stringify(json), expected);
    };
    const named = { DisplayName: "x".repeat(101), ProviderName: "", IdempotencyToken: "t" };
    await invalid("CreatePortfolio", named, /2 validation errors.*displayName.*providerName/);
    const Tags = Array.from({ length: 21 }, (_, i) => ({ Key: `k${i}`, Value: "v" }));
    await invalid(
      "CreatePortfolio",
      { ...named, DisplayName: "x", ProviderName: "x", Tags },
      /'tags' failed/,
    );
    const product = { Name: "x", Owner: "x", IdempotencyToken: "t" };
    await invalid(
      "CreateProduct",
      { ...product, ProductType: "TERRAFORM_OPEN_SOURCE" },
      /'productType' failed/,
    );
    await invalid("CreateProduct", { ...product, ProductType: "MARKETPLACE" }, /InvalidParametersException/);
    const principal = { PortfolioId: await createPortfolio(admin), PrincipalARN: user };
    await invalid(
      "AssociatePrincipalWithPortfolio",
      { ...principal, PrincipalType: "USER" },
      /'principalType'/,
    );
    for (const [PrincipalType, PrincipalARN] of [
      ["IAM", "arn:aws:iam:::user/somebody"],
      ["IAM", "arn:aws:iam::123456789012:role/*"],
      ["IAM_PATTERN", user],
      ["IAM_PATTERN", "arn:aws:iam:::*/somebody"],
    ])
      await invalid(
        "AssociatePrincipalWithPortfolio",
        { ...principal, PrincipalType, PrincipalARN },
        /InvalidParametersException/,
      );
  });
});

describe("an administrator's operations", () => {
  const bench = useEmulator({ catalog: publishingCatalog, profile: "end-user-account" });

  it("are denied to end users", async () => {
    const admin = administrator(bench.emulator);
    for (const work of [
      admin.describePortfolio({ Id: "port-x" }),
      admin.searchProductsAsAdmin({}),
      createPortfolio(admin),
    ])
      await assert.rejects(work, { name: "AccessDeniedException" });
    admin.destroy();
  });
});
