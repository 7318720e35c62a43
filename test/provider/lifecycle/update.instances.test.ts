import assert from "node:assert/strict";
import { update } from "../../../provider/lifecycle/update";
import type { StackSetPreferences } from "../../../provider/state/inputs";
import type { State } from "../../../provider/state/state";
import { PartialFailure } from "../../../provider/state/partialFailure";
import { awsError, someInputs, someState, testRun, type Answers } from "../support";

const [one, two] = ["111111111111", "222222222222"];

/** An AWS with one product, on which each update succeeds; the answers may be others. */
function play(
  answers: Answers = {},
  last = "rec-1",
  type = "CFN_STACKSET",
  onUpdate: (input: Record<string, unknown>) => void = () => undefined,
) {
  let latest = last;
  let records = 1;
  return testRun({
    describeProvisioningParameters: {},
    describeProvisionedProduct: () => ({
      ProvisionedProductDetail: {
        Id: "pp-1",
        Name: "web",
        Status: "AVAILABLE",
        Type: type,
        ProductId: "prod-1",
        ProvisioningArtifactId: "pa-1",
        LastRecordId: latest,
        LastProvisioningRecordId: latest,
      },
    }),
    updateProvisionedProduct: (input) => {
      onUpdate(input);
      return { RecordDetail: { RecordId: (latest = `rec-${++records + 10}`) } };
    },
    describeRecord: ({ Id }) => ({
      RecordDetail: { RecordId: Id, RecordType: "UPDATE_PROVISIONED_PRODUCT", Status: "SUCCEEDED" },
    }),
    ...answers,
  });
}

describe("an update of stack instances", () => {
  const withInstances = (stackSetProvisioningPreferences: StackSetPreferences, more: object = {}) =>
    someInputs({ stackSetProvisioningPreferences, ...more });
  const before: State = someState({
    inputs: { stackSetProvisioningPreferences: { accounts: [one], regions: ["eu-west-1"] } },
    observed: { type: "CFN_STACKSET" },
  });

  const operationsOf = async (inputs: ReturnType<typeof someInputs>) => {
    const there = new Set([`${one}/eu-west-1`]);
    const apply = ({ ProvisioningPreferences = {} }: Record<string, unknown>) => {
      const {
        StackSetAccounts: accounts,
        StackSetRegions: regions,
        StackSetOperationType: type,
      } = ProvisioningPreferences as {
        StackSetAccounts?: string[];
        StackSetRegions?: string[];
        StackSetOperationType?: string;
      };
      for (const account of accounts ?? [])
        for (const region of regions ?? []) {
          if (type === "CREATE") there.add(`${account}/${region}`);
          if (type === "DELETE") there.delete(`${account}/${region}`);
        }
    };
    const listStackInstancesForProvisionedProduct = () => ({
      StackInstances: [...there].map((instance) => {
        const [Account, Region] = instance.split("/");
        return { Account, Region };
      }),
    });
    const context = play({ listStackInstancesForProvisionedProduct }, "rec-1", "CFN_STACKSET", apply);
    const state = await update(context, "pp-1", before, inputs);
    return {
      state,
      operations: context.aws.named("updateProvisionedProduct").map((input) => {
        const { StackSetOperationType: type } = input["ProvisioningPreferences"] as {
          StackSetOperationType?: string;
        };
        return type ?? "UPDATE";
      }),
      rows: context.row.join("\n"),
    };
  };

  it("creates what is missing, then updates, then deletes what is to go, and state is as the program says", async () => {
    const inputs = withInstances(
      { accounts: [two], regions: ["eu-west-1"] },
      { provisioningParameters: { Purpose: "all" } },
    );
    const { state, operations, rows } = await operationsOf(inputs);
    assert.deepEqual(operations, ["CREATE", "UPDATE", "DELETE"]);
    assert.deepEqual(state.inputs, inputs);
    assert.match(rows, /creating stack instances: (.*\n)*.*updating: (.*\n)*.*deleting stack instances: /);
  });

  it("sends no update where nothing else has changed", async () => {
    const inputs = withInstances({ accounts: [one, two], regions: ["eu-west-1"] });
    const { state, operations } = await operationsOf(inputs);
    assert.deepEqual(operations, ["CREATE"]);
    assert.deepEqual(state.inputs, inputs);
  });
});

describe("an update of a product whose create was still running", () => {
  const createRecord = {
    describeRecord: ({ Id }: Record<string, unknown>) => ({
      RecordDetail: {
        RecordId: Id,
        RecordType: Id === "rec-1" ? "PROVISION_PRODUCT" : "UPDATE_PROVISIONED_PRODUCT",
        Status: "SUCCEEDED",
      },
    }),
  };
  const pending = { recordId: "rec-1", fingerprint: "x" };

  it("sends nothing where it has become what the program says", async () => {
    const context = play(createRecord, "rec-1", "CFN_STACK");
    const state = await update(
      context,
      "pp-1",
      someState({ pending, observed: { status: "UNDER_CHANGE" } }),
      someInputs(),
    );
    assert.deepEqual(context.aws.named("updateProvisionedProduct"), []);
    assert.equal(state.pending, undefined);
  });

  it("sends everything where somebody else has changed it since", async () => {
    const context = play(createRecord, "rec-5", "CFN_STACK");
    await update(context, "pp-1", someState({ pending }), someInputs());
    assert.equal(context.aws.named("updateProvisionedProduct").length, 1);
  });

  it("remembers that, where it is refused to", async () => {
    const refused = { updateProvisionedProduct: awsError("Error", "socket hang up", { code: "EPIPE" }) };
    const context = play({ ...createRecord, ...refused }, "rec-5", "CFN_STACK");
    const error: unknown = await update(context, "pp-1", someState({ pending }), someInputs()).catch(
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof PartialFailure);
    assert.equal(error.state.unverified, "rec-5");
  });

  it("sends nothing where AWS does not show by whom it was changed last", async () => {
    const version = { ProductId: "prod-1", ProvisioningArtifactId: "pa-1" };
    const shown = { Id: "pp-1", Status: "AVAILABLE", LastRecordId: "rec-5", ...version };
    const context = play(
      { ...createRecord, describeProvisionedProduct: { ProvisionedProductDetail: shown } },
      "rec-5",
      "CFN_STACK",
    );
    await update(context, "pp-1", someState({ pending }), someInputs());
    assert.deepEqual(context.aws.named("updateProvisionedProduct"), []);
  });

  it("is known by its status too, as of the state of another provider", async () => {
    const context = play({}, "rec-1", "CFN_STACK");
    const running = someState({ observed: { status: "UNDER_CHANGE", lastRecordId: "rec-1" } });
    await update(context, "pp-1", running, someInputs());
    assert.deepEqual(context.aws.calls[0], { operation: "describeRecord", input: { Id: "rec-1" } });
    assert.match(context.row[0] ?? "", /following the operation that was running/);
  });
});

describe("an update of a product that another provider has made", () => {
  it("looks at it, and sends nothing where it is what the program says", async () => {
    const context = play({}, "rec-1", "CFN_STACK");
    const moved: State = { ...someState(), movedFrom: "aws" };
    const state = await update(context, "pp-1", moved, someInputs());
    assert.deepEqual(context.aws.named("updateProvisionedProduct"), []);
    assert.equal(state.observed.lastRecordId, "rec-1");
    assert.deepEqual(state.inputs, someInputs());
    assert.equal(context.aws.named("describeProvisionedProduct").length, 1);
  });
});
