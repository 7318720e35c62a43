import assert from "node:assert/strict";
import type { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import {
  administrator,
  createPortfolio,
  createProduct,
  provisionOf,
  publish,
  publishingCatalog,
  user,
} from "../../emulator/publishing";
import { useEmulator } from "../../emulator/support";

const launchRole = {
  Type: "LAUNCH",
  Parameters: JSON.stringify({ LocalRoleName: "launcher" }),
  IdempotencyToken: undefined,
};

describe("a new association", () => {
  const bench = useEmulator({ catalog: publishingCatalog, guesses: { associationLag: 60_000 } });
  let admin: ServiceCatalog;
  before(() => {
    admin = administrator(bench.emulator);
  });
  after(() => admin.destroy());

  it("of a product is seen later, while others are seen", async () => {
    const { PortfolioId, ProductId } = await publish(admin);
    const unseen = {
      name: "ResourceNotFoundException",
      message: `No launch paths found for resource: ${ProductId}`,
    };
    await assert.rejects(provisionOf(admin, ProductId), unseen);
    await bench.emulator.advance(59_000);
    await assert.rejects(provisionOf(admin, ProductId), unseen);
    await bench.emulator.advance(1_000);
    await provisionOf(admin, ProductId);
    const later = await createProduct(admin, "Later");
    await admin.associateProductWithPortfolio({ PortfolioId, ProductId: later });
    await admin.associateProductWithPortfolio({ PortfolioId, ProductId });
    await assert.rejects(admin.listLaunchPaths({ ProductId: later }), /No launch paths found/);
    assert.equal((await admin.listLaunchPaths({ ProductId })).LaunchPathSummaries?.length, 1);
  });

  it("of a principal is seen later", async () => {
    const [PortfolioId, ProductId] = [await createPortfolio(admin), await createProduct(admin)];
    await admin.associateProductWithPortfolio({ PortfolioId, ProductId });
    await bench.emulator.advance(60_000);
    await admin.associatePrincipalWithPortfolio({ PortfolioId, PrincipalARN: user, PrincipalType: "IAM" });
    await assert.rejects(provisionOf(admin, ProductId), /No launch paths found/);
    await bench.emulator.advance(60_000);
    await provisionOf(admin, ProductId);
  });
});

describe("an association that ends", () => {
  const bench = useEmulator({
    catalog: publishingCatalog,
    guesses: { missingAssociation: "ignored", disassociateConstrained: "accepted" },
  });

  it("may be none, and may have constraints, by the switches", async () => {
    const admin = administrator(bench.emulator);
    const { PortfolioId, ProductId } = await publish(admin);
    const { ConstraintDetail } = await admin.createConstraint({ PortfolioId, ProductId, ...launchRole });
    const principal = { PortfolioId, PrincipalARN: user, PrincipalType: "IAM" } as const;
    for (let times = 2; times > 0; times--) {
      await admin.disassociateProductFromPortfolio({ PortfolioId, ProductId });
      await admin.disassociatePrincipalFromPortfolio(principal);
    }
    await assert.rejects(admin.describeConstraint({ Id: ConstraintDetail?.ConstraintId }), {
      name: "ResourceNotFoundException",
    });
    admin.destroy();
  });
});
