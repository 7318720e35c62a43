import assert from "node:assert/strict";
import {
  SearchProvisionedProductsCommand,
  type SearchProvisionedProductsCommandInput,
} from "@aws-sdk/client-service-catalog";
import { clientOf, useEmulator } from "../support";

describe("SearchProvisionedProducts", () => {
  const bench = useEmulator();
  const search = async (input: SearchProvisionedProductsCommandInput = {}, client = bench.client) => {
    const answer = await client.send(new SearchProvisionedProductsCommand(input));
    return { ...answer, names: answer.ProvisionedProducts?.map(({ Name }) => Name) };
  };
  const query = (...SearchQuery: string[]) => search({ Filters: { SearchQuery } });

  it("shows names, tags, owner and physical id besides the details", async () => {
    await bench.provisioned({ Tags: [{ Key: "team", Value: "a" }] });
    const { ProvisionedProducts, TotalResultsCount } = await search();
    assert.equal(TotalResultsCount, 1);
    const [product] = ProvisionedProducts ?? [];
    assert.equal(product?.ProductName, "Bucket");
    assert.equal(product?.ProvisioningArtifactName, "v1");
    assert.equal(product?.PhysicalId, bench.emulator.stacks()[0]?.arn);
    assert.equal(product?.UserArn, "arn:aws:iam::123456789012:user/AKIA123456789012");
    assert.deepEqual(
      product?.Tags?.map(({ Key }) => Key),
      [
        "aws:servicecatalog:productArn",
        "aws:servicecatalog:provisioningPrincipalArn",
        "aws:servicecatalog:portfolioArn",
        "aws:servicecatalog:provisionedProductArn",
        "aws:servicecatalog:provisioningArtifactIdentifier",
        "team",
      ],
    );
  });

  it("shows no physical id of a product in ERROR", async () => {
    bench.emulator.fail("*", { operation: "create" });
    await bench.provisioned();
    const { ProvisionedProducts } = await search();
    assert.equal(ProvisionedProducts?.[0]?.Status, "ERROR");
    assert.equal(ProvisionedProducts[0].PhysicalId, undefined);
  });

  it("finds by field and by free text", async () => {
    const id = await bench.provisioned();
    await bench.provision({ ProvisionedProductName: "other" });
    assert.deepEqual((await query(`id:${id}`)).names, ["logs"]);
    assert.deepEqual((await query("status:AVAILABLE")).names, ["logs"]);
    assert.deepEqual((await query("name:oth")).names, []);
    assert.deepEqual((await query("oth")).names, ["other"]);
    assert.deepEqual((await query("Bucket", "name:other")).names, ["other"]);
  });

  it("finds by the time of creation, or its day", async () => {
    await bench.provision();
    const created = new Date((await search()).ProvisionedProducts?.[0]?.CreatedTime ?? "").toISOString();
    for (const wanted of [created, created.slice(0, 10)])
      assert.deepEqual((await query(`createdTime:${wanted}`)).names, ["logs"], wanted);
    for (const wanted of ["2001-01-01", created.slice(0, -1) + "1Z", ""])
      assert.deepEqual((await query(`createdTime:${wanted}`)).names, [], wanted);
  });

  it("takes no inherited name for a field to sort by", async () => {
    for (const SortBy of ["constructor", "toString", "__proto__", "hasOwnProperty"])
      await assert.rejects(search({ SortBy }), { name: "InvalidParametersException" });
  });

  it("sorts and pages", async () => {
    for (const ProvisionedProductName of ["b", "c", "a"]) await bench.provision({ ProvisionedProductName });
    assert.deepEqual((await search({ SortBy: "name" })).names, ["a", "b", "c"]);
    const first = await search({ SortBy: "name", SortOrder: "DESCENDING", PageSize: 2 });
    assert.deepEqual(first.names, ["c", "b"]);
    assert.equal(first.TotalResultsCount, 3);
    const next = await search({
      SortBy: "name",
      SortOrder: "DESCENDING",
      PageSize: 2,
      PageToken: first.NextPageToken,
    });
    assert.deepEqual(next.names, ["a"]);
    await assert.rejects(search({ SortBy: "color" }), { name: "InvalidParametersException" });
  });

  it("shows the caller's own with the access level User", async () => {
    await bench.provision();
    const other = clientOf(bench.emulator, {
      credentials: { accessKeyId: "AKIAOTHER123456789012", secretAccessKey: "x" },
    });
    assert.deepEqual((await search({}, other)).names, ["logs"]);
    const own = { AccessLevelFilter: { Key: "User", Value: "self" } } as const;
    assert.deepEqual((await search(own, other)).names, []);
    assert.deepEqual((await search(own)).names, ["logs"]);
    other.destroy();
  });
});

describe("SearchProvisionedProducts with epoch seconds", () => {
  const bench = useEmulator({ guesses: { searchedTime: "epoch-seconds" } });

  it("finds by the time of creation", async () => {
    await bench.provision();
    const search = async (...SearchQuery: string[]) =>
      (await bench.client.send(new SearchProvisionedProductsCommand({ Filters: { SearchQuery } })))
        .ProvisionedProducts;
    const created = Number((await search())?.[0]?.CreatedTime) / 1000;
    assert.equal((await search(`createdTime:${created}`))?.length, 1);
    assert.equal((await search(`createdTime:${created + 1}`))?.length, 0);
  });
});
