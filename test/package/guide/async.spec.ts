import { mockLater, valueOf } from "./tests";
import { before, describe, it } from "./runner";
import { strict as assert } from "node:assert";

describe("Infrastructure", () => {
  let infra: typeof import("./infra");
  before(async () => {
    await mockLater();
    infra = await import("./infra");
  });

  it("has the outputs of the mocks", async () => {
    assert.equal(await valueOf(infra.url), "https://web.example");
    assert.equal(await valueOf(infra.site.product.arn), "arn:aws:x");
    assert.equal(await valueOf(infra.site.product.id), "shop-web_id");
  });
});
