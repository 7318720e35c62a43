import assert from "node:assert/strict";
import { DescribeRecordCommand, SearchProvisionedProductsCommand } from "@aws-sdk/client-service-catalog";
import { bench } from "./support";

describe("a Control Tower account", () => {
  const { base, provision, terminate, status, message } = bench();
  const names = ["a", "b", "c", "d", "e", "f"];
  const halfAnHour = 1_810_000;

  it("takes half an hour, and its physical id is the account's", async () => {
    const { RecordId } = await provision("Account");
    await base.pass();
    assert.equal(status(), "UNDER_CHANGE");
    await base.emulator.advance(halfAnHour);
    assert.equal(status(), "AVAILABLE");
    assert.equal(base.emulator.products()[0]?.type, "CONTROL_TOWER_ACCOUNT");
    const { RecordOutputs } = await base.client.send(new DescribeRecordCommand({ Id: RecordId }));
    assert.deepEqual(
      RecordOutputs?.map(({ OutputKey }) => OutputKey),
      ["AccountId"],
    );
    const found = await base.client.send(new SearchProvisionedProductsCommand({}));
    assert.equal(found.ProvisionedProducts?.[0]?.PhysicalId, RecordOutputs?.[0]?.OutputValue);
  });

  it("collides with others when there are too many, after it was accepted", async () => {
    for (const name of names) {
      const { Status } = await provision("Account", { ProvisionedProductName: name });
      assert.equal(Status, "CREATED");
    }
    await base.pass();
    assert.equal(status("f"), "ERROR");
    assert.match(message("f") ?? "", /^ResourceInUseException {2}Account Factory cannot create/);
    await base.emulator.advance(halfAnHour);
    assert.deepEqual(
      names.slice(0, 5).map((name) => status(name)),
      Array(5).fill("AVAILABLE"),
    );
    await terminate({ ProvisionedProductName: "a" });
    await terminate({ ProvisionedProductName: "b" });
    await base.pass();
    assert.equal(status("b"), "TAINTED");
    assert.match(message("b") ?? "", /another AWS Control Tower operation is in progress/);
  });

  it("waits for nobody while Control Tower is busy with itself", async () => {
    base.emulator.outside.controlTowerIsBusy(true);
    await provision("Account");
    await base.pass();
    assert.equal(status(), "ERROR");
  });
});

describe("Control Tower with room for more", () => {
  const { base, provision, status } = bench({ guesses: { accountOperations: 6 } });
  it("makes six accounts at once", async () => {
    for (const ProvisionedProductName of ["a", "b", "c", "d", "e", "f"])
      await provision("Account", { ProvisionedProductName });
    await base.pass();
    assert.equal(status("f"), "UNDER_CHANGE");
  });
});
