import assert from "node:assert/strict";
import { confirmInstances, instanceChanges } from "../../../provider/product/stackInstances";
import type { StackSetPreferences } from "../../../provider/state/inputs";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { awsError, someInputs, someState, testRun, type Answers } from "../support";

const [one, two] = ["111111111111", "222222222222"];
const inputsWith = (stackSetProvisioningPreferences: StackSetPreferences) =>
  someInputs({ stackSetProvisioningPreferences });
const state = someState({
  inputs: { stackSetProvisioningPreferences: { accounts: [one], regions: ["eu-west-1"] } },
  observed: { type: "CFN_STACKSET" },
});
const listing = (...instances: string[]) => ({
  StackInstances: instances.map((instance) => {
    const [Account, Region] = instance.split("/");
    return { Account, Region, StackInstanceStatus: "CURRENT" };
  }),
});
const denied = awsError("AccessDeniedException", "no", { $fault: "client" });

describe("the changes of stack instances", () => {
  const changes = (instances: Answers[string], preferences: StackSetPreferences, of = state) =>
    instanceChanges(
      testRun({ listStackInstancesForProvisionedProduct: instances }),
      "pp-1",
      of,
      inputsWith(preferences),
    );

  it("are those between what is listed, on all pages, and what the program says", async () => {
    const pages = ({ PageToken }: Record<string, unknown>) =>
      PageToken === undefined
        ? { ...listing(`${one}/eu-west-1`), NextPageToken: "more" }
        : listing(`${two}/us-east-1`);
    const found = await changes(pages, { accounts: [one, two], regions: ["eu-west-1"] });
    assert.deepEqual(found?.create, [{ accounts: [two], regions: ["eu-west-1"] }]);
    assert.deepEqual(found.remove, [{ accounts: [two], regions: ["us-east-1"] }]);
  });

  it("are those of the last step where instances may not be listed", async () => {
    const found = await changes(denied, { accounts: [one], regions: ["eu-west-1", "us-east-1"] });
    assert.deepEqual(found?.create, [{ accounts: [one], regions: ["us-east-1"] }]);
    assert.deepEqual(found.remove, []);
  });

  it("are none of the program's where it does not say which there are to be", async () => {
    const all = listing(`${one}/eu-west-1`);
    assert.equal(await changes(all, { failureToleranceCount: 1 }), undefined);
    assert.equal(await changes(all, { accounts: [], regions: [] }), undefined);
    const elsewhere = { accounts: [one], regions: ["us-east-1"] };
    assert.equal(await changes(all, { ...elsewhere, operationType: "CREATE" }), undefined);
    const plain = someState({ observed: { type: "CFN_STACK" } });
    assert.equal(await changes(all, elsewhere, plain), undefined);
  });
});

describe("stack instances after their operations", () => {
  const wanted = [`${one}/eu-west-1`, `${one}/us-east-1`];
  const confirm = (answers: Answers[string]) => {
    const context = testRun({ listStackInstancesForProvisionedProduct: answers });
    return { context, confirmed: confirmInstances(context, "pp-1", state, wanted) };
  };
  const failureOf = (work: Promise<void>) =>
    work.then(
      () => assert.fail("should have failed"),
      (error: unknown) => {
        assert.ok(error instanceof PartialFailure);
        assert.deepEqual([error.id, error.state], ["pp-1", state]);
        return error.message;
      },
    );

  it("may appear, and go, a moment later", async () => {
    let looks = 0;
    const lagging = () => (++looks < 4 ? listing(wanted[0] ?? "", `${two}/eu-west-1`) : listing(...wanted));
    await confirm(lagging).confirmed;
    assert.equal(looks, 4);
  });

  it("that are not there in the end are a failure that names them, and stays in state", async () => {
    const { confirmed } = confirm(listing(wanted[0] ?? "", `${two}/eu-west-1`));
    const message = await failureOf(confirmed);
    assert.match(message, /operations have succeeded, but the stack instances are not those of the program/);
    assert.match(message, new RegExp(`There is none in ${one}/us-east-1`));
    assert.match(message, new RegExp(`There still is one in ${two}/eu-west-1`));
  });

  it("that cannot be listed after all is done are no reason to lose what is done", async () => {
    const { confirmed } = confirm(awsError("InternalFailure", "broken", { $fault: "client" }));
    assert.match(await failureOf(confirmed), /it is not known yet whether .*broken/);
  });

  it("that may not be listed are a warning", async () => {
    const { context, confirmed } = confirm(denied);
    await confirmed;
    assert.match(context.row.join(), /warn: .*ListStackInstancesForProvisionedProduct/);
  });
});
