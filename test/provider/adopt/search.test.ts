import assert from "node:assert/strict";
import { admits, search, type Filters } from "../../../provider/adopt/search";
import { testRun } from "../support";

const product = {
  Id: "pp-1",
  Name: "web-1",
  ProductName: "Bucket (small)",
  ProductId: "prod-1",
  Status: "AVAILABLE" as const,
  Tags: [{ Key: "team", Value: "a" }],
};
const filters = (more: Partial<Filters>): Filters => ({ owner: "self", tags: {}, ...more });

describe("the filters of adopt", () => {
  for (const [more, expected] of [
    [{}, true],
    [{ name: "web-1" }, true],
    [{ name: "web" }, false],
    [{ name: "w*1" }, true],
    [{ name: "*" }, true],
    [{ name: "web.1" }, false],
    [{ product: "Bucket (small)" }, true],
    [{ product: "prod-1" }, true],
    [{ product: "Bucket" }, false],
    [{ status: "TAINTED" }, false],
    [{ tags: { team: "a" } }, true],
    [{ tags: { team: "b" } }, false],
    [{ tags: { team: "a", stage: "x" } }, false],
    [{ name: "web-*", product: "other" }, false],
  ] as const)
    it(`${JSON.stringify(more)} ${expected ? "admit" : "leave out"} it`, () =>
      assert.equal(admits(filters(more), product), expected));

  it("ask page by page, at the level of the owner", async () => {
    const context = testRun({
      searchProvisionedProducts: ({ PageToken }: Record<string, unknown>) =>
        PageToken === undefined
          ? { ProvisionedProducts: [product], NextPageToken: "2", TotalResultsCount: 2 }
          : { ProvisionedProducts: [{ ...product, Id: "pp-2", Name: "other" }] },
    });
    const found = await search(context, filters({ owner: "role", name: "web*" }));
    assert.deepEqual(
      found.map(({ Id }) => Id),
      ["pp-1"],
    );
    assert.deepEqual(
      context.aws
        .named("searchProvisionedProducts")
        .map(({ AccessLevelFilter, PageToken }) => [AccessLevelFilter, PageToken]),
      [
        [{ Key: "Role", Value: "self" }, undefined],
        [{ Key: "Role", Value: "self" }, "2"],
      ],
    );
    assert.deepEqual(context.row, ["progress: 1 of 2 products looked at"]);
  });
});
