import assert from "node:assert/strict";
import {
  confirmCreated,
  confirmInstances,
  describeRemovedInstances,
  inputsOfOperation,
  instanceChanges,
  keepDone,
  withInstancesBefore,
  withInstancesOf,
} from "../../../provider/product/stackInstances";
import type { StackSetPreferences } from "../../../provider/state/inputs";
import { problem } from "../../../provider/base/errors";
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
    assert.equal(found.open, true);
  });

  it("are none to remove where nothing is listed", async () => {
    assert.deepEqual((await changes({}, { accounts: [one], regions: ["eu-west-1"] }))?.remove, []);
  });

  it("are known without a look at the constraint where the program says both", async () => {
    const context = testRun({ listStackInstancesForProvisionedProduct: listing() });
    await instanceChanges(context, "pp-1", state, inputsWith({ accounts: [one], regions: ["eu-west-1"] }));
    assert.deepEqual(
      context.aws.calls.map(({ operation }) => operation),
      ["listStackInstancesForProvisionedProduct"],
    );
  });

  it("are those of the last step where instances may not be listed", async () => {
    const found = await changes(denied, { accounts: [one], regions: ["eu-west-1", "us-east-1"] });
    assert.deepEqual(found?.create, [{ accounts: [one], regions: ["us-east-1"] }]);
    assert.deepEqual(found.remove, []);
  });

  it("are none where all is as the program says, each instance once", async () => {
    const found = await changes(listing(`${one}/eu-west-1`), {
      accounts: [one, one],
      regions: ["eu-west-1"],
    });
    assert.deepEqual(found, { create: [], remove: [], wanted: [`${one}/eu-west-1`], open: false });
  });

  it("are as few operations as regions with the same accounts allow", async () => {
    const found = await changes(listing(`${two}/us-east-1`), {
      accounts: [two, one],
      regions: ["eu-west-1", "us-east-1", "ap-south-1"],
    });
    assert.deepEqual(found?.create, [
      { accounts: [one, two], regions: ["eu-west-1", "ap-south-1"] },
      { accounts: [one], regions: ["us-east-1"] },
    ]);
    assert.equal(found.open, true);
  });

  for (const [what, preferences, instance] of [
    ["regions", { accounts: [two] }, `${two}/mars-1`],
    ["accounts", { regions: ["eu-west-1"] }, `${one}/eu-west-1`],
    ["accounts that it leaves empty", { accounts: [], regions: ["eu-west-1"] }, `${one}/eu-west-1`],
  ] as [string, StackSetPreferences, string][])
    it(`are in the ${what} of the constraint where the program leaves them out`, async () => {
      const context = testRun({
        listStackInstancesForProvisionedProduct: listing(),
        describeProvisioningParameters: {
          ProvisioningArtifactPreferences: { StackSetAccounts: [one], StackSetRegions: ["mars-1"] },
        },
      });
      const found = await instanceChanges(context, "pp-1", state, inputsWith(preferences));
      assert.deepEqual(found?.wanted, [instance]);
    });

  it("are not known where the constraint may not be read, nor where nothing is known of before", async () => {
    const answers = {
      listStackInstancesForProvisionedProduct: denied,
      describeProvisioningParameters: denied,
    };
    for (const half of [{ accounts: [one] }, { regions: ["eu-west-1"] }])
      assert.equal(await instanceChanges(testRun(answers), "pp-1", state, inputsWith(half)), undefined);
    const unsaid = someState({ observed: { type: "CFN_STACKSET" } });
    assert.equal(await changes(denied, { accounts: [one], regions: ["eu-west-1"] }, unsaid), undefined);
  });

  it("are an error where listing fails otherwise", async () => {
    const broken = awsError("ValidationException", "broken", { $fault: "client" });
    await assert.rejects(changes(broken, { accounts: [one], regions: ["eu-west-1"] }), /broken/);
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

  it("are waited for half a minute", async () => {
    const { context, confirmed } = confirm(listing());
    await failureOf(confirmed);
    assert.equal(context.clock.now() - context.clock.begun, 33_000);
    assert.ok(context.row.includes("progress: waiting for the stack instances"));
  });

  it("are named only where they are missing, or left", async () => {
    assert.doesNotMatch(await failureOf(confirm(listing(wanted[0] ?? "")).confirmed), /There still is/);
    const left = listing(...wanted, `${two}/eu-west-1`);
    assert.doesNotMatch(await failureOf(confirm(left).confirmed), /There is none/);
  });
});

describe("stack instances right after the product was provisioned", () => {
  const created = (preferences: StackSetPreferences, type = "CFN_STACKSET") => {
    const context = testRun({ listStackInstancesForProvisionedProduct: listing() });
    const now = someState({ inputs: { stackSetProvisioningPreferences: preferences }, observed: { type } });
    return { context, confirmed: confirmCreated(context, "pp-1", now) };
  };
  const both = { accounts: [one], regions: ["eu-west-1"] };

  it("that are not there are asked for again by the next up", async () => {
    await assert.rejects(created(both).confirmed, (error: unknown) => {
      assert.ok(error instanceof PartialFailure);
      assert.deepEqual(error.state.inputs, someInputs());
      return true;
    });
  });

  it("are not looked for of other products, nor where the program does not say which", async () => {
    for (const { context, confirmed } of [
      created(both, "CFN_STACK"),
      created({ failureToleranceCount: 1 }),
    ]) {
      await confirmed;
      assert.equal(context.aws.calls.length, 0);
    }
  });
});

describe("an operation on stack instances", () => {
  const block = { accounts: [two], regions: ["us-east-1"] };

  it("asks for what the product runs with, by the program's bounds, in its accounts and regions", () => {
    const inputs = {
      ...inputsWith({ accounts: [one], maxConcurrencyCount: 2 }),
      provisioningParameters: { Purpose: "new" },
      __urn: "urn:now",
    };
    assert.deepEqual(inputsOfOperation(state, inputs, "CREATE", block), {
      ...state.inputs,
      __urn: "urn:now",
      stackSetProvisioningPreferences: { ...block, maxConcurrencyCount: 2, operationType: "CREATE" },
    });
  });

  it("leaves the rest to an update", () => {
    const { inputs } = withInstancesOf(
      someState({
        inputs: {
          stackSetProvisioningPreferences: { accounts: [one], regions: ["a"], maxConcurrencyCount: 1 },
        },
      }),
      inputsWith({ accounts: [two] }),
    );
    assert.deepEqual(inputs.stackSetProvisioningPreferences, { accounts: [two], maxConcurrencyCount: 1 });
    assert.deepEqual(withInstancesOf(someState(), someInputs()).inputs.stackSetProvisioningPreferences, {});
  });

  it("leaves the instances of before in state until it is done", () => {
    const inputs = inputsWith({ accounts: [two] });
    assert.deepEqual(withInstancesBefore({ ...inputs, name: "now" }, state.inputs), {
      ...state.inputs,
      name: "now",
    });
    assert.ok(!("stackSetProvisioningPreferences" in withInstancesBefore(inputs, someInputs())));
    assert.deepEqual(inputs.stackSetProvisioningPreferences, { accounts: [two] });
  });
});

describe("what ends a change of stack instances", () => {
  const fails = (error: Error) => () => Promise.reject(error);
  const before = someState();

  it("leaves in state what is done", async () => {
    await assert.rejects(
      keepDone("pp-1", state, before, fails(problem("interrupted", "stopped"))),
      (error: unknown) => {
        assert.ok(error instanceof PartialFailure);
        assert.deepEqual([error.id, error.state, error.reason.code], ["pp-1", state, "interrupted"]);
        assert.equal(
          error.message,
          [
            "web (pp-1): it is not known yet whether its stack instances are those of the program: stopped",
            "The product is in state with what was done before.",
            "Run pulumi up, which goes on.",
          ].join("\n"),
        );
        return true;
      },
    );
  });

  for (const [what, of, error] of [
    ["before anything is done", state, new Error("no")],
    ["when the product is gone", before, problem("not-found", "gone")],
    [
      "when it says already what is in state",
      before,
      new PartialFailure("pp-1", before, problem("busy", "said")),
    ],
  ] as const)
    it(`goes through as it is ${what}`, async () => {
      await assert.rejects(keepDone("pp-1", state, of, fails(error)), (thrown) => thrown === error);
    });

  it("is nothing where the work succeeds", async () => {
    assert.equal(await keepDone("pp-1", state, before, () => Promise.resolve(7)), 7);
  });
});

describe("the preview of an update", () => {
  const told = (answers: Answers[string], preferences: StackSetPreferences) =>
    describeRemovedInstances(
      testRun({ listStackInstancesForProvisionedProduct: answers }),
      "pp-1",
      state,
      inputsWith(preferences),
    );

  it("says which stack instances go", async () => {
    const all = listing(`${one}/eu-west-1`, `${two}/eu-west-1`, `${two}/us-east-1`);
    assert.equal(
      await told(all, { accounts: [one], regions: ["us-east-1"] }),
      `this update deletes the stack instances of ${one}, ${two} in eu-west-1; of ${two} in us-east-1`,
    );
  });

  it("says nothing where none goes, or it is not known", async () => {
    assert.equal(await told(listing(), { accounts: [one], regions: ["eu-west-1"] }), undefined);
    assert.equal(await told(listing(`${one}/eu-west-1`), {}), undefined);
    const broken = awsError("ValidationException", "broken", { $fault: "client" });
    assert.equal(await told(broken, { accounts: [one], regions: ["eu-west-1"] }), undefined);
  });
});
