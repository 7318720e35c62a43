import assert from "node:assert/strict";
import type { Facts } from "./service";

/*
 * What the demo claims, judged by what the emulator was sent and what has become of its products, stacks
 * and records. Nothing here looks at what Pulumi printed, which the step itself says. A claim that does not hold is an AssertionError.
 * The calls are those of one command; everything else is what there is after it.
 */

export function refused(facts: Facts): void {
  sent(facts, []);
  assert.deepEqual(facts.products(), []);
}

export function provisioned(facts: Facts): void {
  sent(facts, ["ProvisionProduct"]);
  followed(facts);
  runs(facts, { Environment: "development", InstanceType: "t3.micro", AllowedCidr: "10.0.0.0/8" });
}

export function nothingSent(facts: Facts): void {
  sent(facts, []);
}

export function updated(facts: Facts): void {
  sent(facts, ["UpdateProvisionedProduct"]);
  followed(facts);
  runs(facts, { InstanceType: "t3.small", AlarmAfterMinutes: "5" });
  isStillTheFirst(facts);
}

export function planned(facts: Facts): void {
  sent(facts, ["CreateProvisionedProductPlan", "DeleteProvisionedProductPlan"]);
  runs(facts, { InstanceType: "t3.small", AlarmAfterMinutes: "5" });
}

/** Which version runs is told by the parameter that only the newer one has. */
export function changedOutside(facts: Facts): void {
  sent(facts, []);
  assert.notEqual(lastRecord(facts).userArn, facts.records()[0]?.userArn);
  assert.equal(theStack(facts).parameters["AlarmAfterMinutes"], undefined);
}

export function interrupted(facts: Facts): void {
  sent(facts, ["UpdateProvisionedProduct"]);
  assert.equal(lastRecord(facts).status, "IN_PROGRESS", "the operation had ended before Ctrl-C");
}

export function takenUp(facts: Facts): void {
  sent(facts, []);
  assert.equal(lastRecord(facts).type, "UPDATE_PROVISIONED_PRODUCT");
  followed(facts);
  runs(facts, { InstanceType: "t3.medium" });
  isStillTheFirst(facts);
}

export function terminated(facts: Facts): void {
  sent(facts, ["TerminateProvisionedProduct"]);
  followed(facts);
  assert.equal(facts.products().length, 0, "the product is still there");
  assert.deepEqual(stackStatuses(facts), ["DELETE_COMPLETE"]);
}

/** The stack that was retained before is not touched. */
export function terminatedFromYaml(facts: Facts): void {
  sent(facts, ["TerminateProvisionedProduct"]);
  followed(facts);
  assert.equal(facts.products().length, 0, "the product is still there");
  assert.deepEqual(stackStatuses(facts), ["DELETE_COMPLETE", "CREATE_COMPLETE", "DELETE_COMPLETE"]);
}

export function provisionedAgain(facts: Facts): void {
  sent(facts, ["ProvisionProduct"]);
  followed(facts);
  runs(facts, { InstanceType: "t3.medium" });
  assert.deepEqual(stackStatuses(facts), ["DELETE_COMPLETE", "CREATE_COMPLETE"]);
}

export function retained(facts: Facts): void {
  sent(facts, ["TerminateProvisionedProduct"]);
  const [call] = facts.calls({ mutating: true });
  assert.equal((call?.input as { RetainPhysicalResources?: boolean }).RetainPhysicalResources, true);
  followed(facts);
  assert.equal(facts.products().length, 0, "the product is still there");
  assert.deepEqual(stackStatuses(facts), ["DELETE_COMPLETE", "CREATE_COMPLETE"]);
}

function sent(facts: Facts, operations: string[]): void {
  const calls = facts.calls({ mutating: true });
  assert.deepEqual(
    calls.map(({ operation }) => operation),
    operations,
  );
  assert.deepEqual(
    calls.filter(({ status }) => status !== 200),
    [],
  );
}

/** The newest record has succeeded, and it was looked at when it had. */
function followed(facts: Facts): void {
  const { id, status, updatedTime } = lastRecord(facts);
  assert.equal(status, "SUCCEEDED");
  const looks = facts
    .calls({ operation: "DescribeRecord" })
    .filter(({ input }) => (input as { Id?: string }).Id === id);
  assert.ok((looks.at(-1)?.at ?? 0) >= updatedTime, `the end of ${id} was not waited for`);
}

/** There is one product, available, whose stack has these parameters. */
function runs(facts: Facts, parameters: Record<string, string>): void {
  assert.deepEqual(
    facts.products().map(({ status }) => status),
    ["AVAILABLE"],
  );
  const stack = theStack(facts);
  assert.match(stack.status, /^(CREATE|UPDATE)_COMPLETE$/);
  assert.deepEqual({ ...stack.parameters, ...parameters }, stack.parameters);
}

function isStillTheFirst(facts: Facts): void {
  assert.equal(facts.products()[0]?.id, facts.records()[0]?.provisionedProductId);
  assert.equal(facts.stacks().length, 1);
}

function theStack(facts: Facts) {
  const [product] = facts.products();
  const stack = facts.stacks().find(({ provisionedProductId }) => provisionedProductId === product?.id);
  return stack ?? assert.fail("the product has no stack");
}

const stackStatuses = (facts: Facts) => facts.stacks().map(({ status }) => status);

const lastRecord = (facts: Facts) => facts.records().at(-1) ?? assert.fail("there is no record");
