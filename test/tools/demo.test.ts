import assert from "node:assert/strict";
import type { Call, ProductView, RecordView, StackView } from "../../emulator";
import * as claims from "../../tools/demo/claims";
import { judge } from "../../tools/demo/judge";
import type { Facts } from "../../tools/demo/service";

interface World {
  sent: string[];
  /** When the newest record was last looked at; it ended at 100. */
  looked: number;
  input: object;
  products: Partial<ProductView>[];
  stacks: Partial<StackView>[];
  records: Partial<RecordView>[];
}

const parameters = { Environment: "development", InstanceType: "t3.micro", AllowedCidr: "10.0.0.0/8" };
const made = { id: "rec-1", type: "PROVISION_PRODUCT", provisionedProductId: "pp-1", userArn: "me" };
const world: World = {
  sent: ["ProvisionProduct"],
  looked: 100,
  input: {},
  products: [{ id: "pp-1", status: "AVAILABLE" }],
  stacks: [{ provisionedProductId: "pp-1", status: "CREATE_COMPLETE", parameters }],
  records: [{ ...made, status: "SUCCEEDED", updatedTime: 100 }],
};
const gone: Partial<World> = { sent: ["TerminateProvisionedProduct"], products: [] };
const stacks = (...statuses: string[]) => statuses.map((status) => ({ status }));

function factsOf({ sent, looked, input, products, stacks, records }: World): Facts {
  const mutating = sent.map((operation) => ({ operation, mutating: true, status: 200, input }));
  const look = {
    operation: "DescribeRecord",
    mutating: false,
    input: { Id: records.at(-1)?.id },
    at: looked,
  };
  const calls = [...mutating, look] as Call[];
  return {
    calls: (filter = {}) =>
      calls.filter((call) =>
        filter.operation ? call.operation === filter.operation : call.mutating === filter.mutating,
      ),
    products: () => products as ProductView[],
    stacks: () => stacks as StackView[],
    records: () => records as RecordView[],
  };
}

const verdict = (claim: keyof typeof claims, ...changes: Partial<World>[]) =>
  judge({ judge: claims[claim] }, factsOf(Object.assign({}, world, ...changes) as World));

describe("the judge of the demo", () => {
  it("finds true what is true", () => {
    assert.equal(verdict("provisioned"), undefined);
    assert.equal(verdict("nothingSent", { sent: [] }), undefined);
    assert.equal(verdict("terminated", gone, { stacks: stacks("DELETE_COMPLETE") }), undefined);
    const left = { stacks: stacks("DELETE_COMPLETE", "CREATE_COMPLETE") };
    assert.equal(verdict("retained", gone, left, { input: { RetainPhysicalResources: true } }), undefined);
    const again = { stacks: stacks("DELETE_COMPLETE", "CREATE_COMPLETE", "DELETE_COMPLETE") };
    assert.equal(verdict("terminatedFromYaml", gone, again), undefined);
  });

  it("is not deceived about a provisioning", () => {
    const [product] = world.products;
    const [stack] = world.stacks;
    const falsehoods: Partial<World>[] = [
      { sent: [] },
      { sent: ["ProvisionProduct", "ProvisionProduct"] },
      { looked: 99 },
      { products: [] },
      { products: [{ ...product, status: "TAINTED" }] },
      { products: [...world.products, { id: "pp-2", status: "AVAILABLE" }] },
      { stacks: [] },
      { stacks: [{ ...stack, parameters: { ...parameters, InstanceType: "t3.large" } }] },
      { stacks: [{ ...stack, status: "ROLLBACK_COMPLETE" }] },
      { records: [{ ...made, status: "FAILED", updatedTime: 100 }] },
    ];
    for (const falsehood of falsehoods)
      assert.ok(verdict("provisioned", falsehood), JSON.stringify(falsehood));
  });

  it("is not deceived about a call that should not have been sent", () => {
    for (const claim of ["nothingSent", "changedOutside", "takenUp"] as const)
      assert.match(verdict(claim, { sent: ["UpdateProvisionedProduct"] }) ?? "", /UpdateProvisionedProduct/);
  });

  it("is not deceived about an interruption that came too late", () => {
    assert.match(verdict("interrupted", { sent: ["UpdateProvisionedProduct"] }) ?? "", /had ended/);
  });

  it("is not deceived about a terminate", () => {
    const input = { RetainPhysicalResources: true };
    const deleted = { stacks: stacks("DELETE_COMPLETE") };
    assert.ok(verdict("terminated", gone, { stacks: stacks("CREATE_COMPLETE") }));
    assert.ok(verdict("terminated", gone, deleted, { looked: 99 }));
    assert.ok(verdict("terminated", { sent: gone.sent ?? [] }, deleted));
    const kept = { stacks: stacks("DELETE_COMPLETE", "CREATE_COMPLETE", "CREATE_COMPLETE") };
    assert.ok(verdict("terminatedFromYaml", gone, kept));
    assert.match(verdict("terminatedFromYaml", { ...kept, sent: gone.sent ?? [] }) ?? "", /still there/);
    assert.ok(verdict("retained", gone, { input, stacks: stacks("DELETE_COMPLETE", "DELETE_COMPLETE") }));
    assert.ok(verdict("retained", gone, { stacks: stacks("DELETE_COMPLETE", "CREATE_COMPLETE") }));
  });
});
