import { mock, nameTag, valueOf } from "./tests";
import { before, describe, it } from "./runner";
import { strict as assert } from "node:assert";

void mock();

describe("Infrastructure", () => {
  let infra: typeof import("./infra");
  before(async () => {
    infra = await import("./infra");
  });

  it("must have a name tag", () =>
    new Promise<void>((resolve, reject) =>
      nameTag(() => infra)((error) => (error ? reject(error) : resolve())),
    ));

  it("hands the arguments on", async () => {
    const { product } = infra.site;
    assert.equal(await valueOf(product.productName), "Web application");
    assert.deepEqual(await valueOf(product.provisioningParameters), { Size: "small", Replicas: 2 });
    assert.equal(await valueOf(infra.database.productId), "prod-shop-web_id");
    assert.deepEqual(await valueOf(infra.database.provisioningParameters), { Password: "only-for-tests" });
    assert.equal(await valueOf(infra.url), "https://");
  });
});
