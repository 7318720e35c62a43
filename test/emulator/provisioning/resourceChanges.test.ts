import assert from "node:assert/strict";
import { evaluateTemplate } from "../../../emulator/cloudformation/evaluation/evaluateTemplate";
import { readTemplate } from "../../../emulator/cloudformation/syntax/readTemplate";
import type { Dictionary } from "../../../emulator/cloudformation/syntax/value";
import { resourceChanges } from "../../../emulator/provisioning/resourceChanges";

const scope = { account: "123456789012", region: "eu-west-1" };
const identity = { scope, name: "SC-stack", arn: "arn:stack", notificationArns: [] };

const Database = {
  Type: "AWS::RDS::DBInstance",
  Properties: { Engine: "mysql", DBName: { Ref: "Name" }, DBInstanceClass: { Ref: "Class" } },
};
const Alarm = {
  Type: "AWS::CloudWatch::Alarm",
  Properties: { Dimensions: [{ Name: "Database", Value: { Ref: "Database" } }] },
};
const Named = {
  Type: "AWS::CloudWatch::Alarm",
  Properties: { AlarmName: { "Fn::GetAtt": ["Database", "Endpoint.Address"] } },
};

/** What changes between two sets of resources and parameters. */
function changes(before: [Dictionary, object], after: [Dictionary, object]) {
  const [old, wanted] = [before, after].map(([Resources, given]) => {
    const Parameters = { Name: { Type: "String" }, Class: { Type: "String" } };
    const template = { ...readTemplate({ Parameters, Resources }), macros: [], loops: undefined };
    const parameters = { Name: "shop", Class: "small", ...given };
    return { template, parameters, ...evaluateTemplate(template, parameters, identity, {}) };
  });
  assert.ok(old && wanted);
  const resources = old.resources.map((resource) => ({ ...resource, status: "CREATE_COMPLETE" }));
  return resourceChanges({ resources, parameters: old.parameters }, wanted);
}

const summary = (found: ReturnType<typeof changes>) =>
  found.map(({ Action, LogicalResourceId, Replacement }) =>
    [Action, LogicalResourceId, Replacement].filter(Boolean).join(" "),
  );

describe("resourceChanges", () => {
  it("says of what is new and gone only that, with the physical id of what is gone", () => {
    const found = changes([{ Database }, {}], [{ Alarm: { Type: "AWS::SQS::Queue" } }, {}]);
    assert.deepEqual(summary(found), ["ADD Alarm", "REMOVE Database"]);
    assert.equal(found[0]?.PhysicalResourceId, undefined);
    assert.ok(found[1]?.PhysicalResourceId);
  });

  it("says of a change in place that nothing is replaced, and which parameter it comes from", () => {
    const [change, ...others] = changes([{ Database }, {}], [{ Database }, { Class: "large" }]);
    assert.deepEqual(others, []);
    assert.equal(change?.Replacement, "FALSE");
    const Target = { Attribute: "PROPERTIES", Name: "DBInstanceClass", RequiresRecreation: "NEVER" };
    assert.deepEqual(change.Details, [
      { CausingEntity: "Class", Evaluation: "STATIC", Target },
      { Evaluation: "DYNAMIC", Target },
    ]);
  });

  it("knows from the schema that a property needs a new resource", () => {
    const [change] = changes([{ Database }, {}], [{ Database }, { Name: "store" }]);
    assert.equal(change?.Replacement, "TRUE");
    assert.equal(change.Details[0]?.Target.RequiresRecreation, "ALWAYS");
  });

  it("knows of one that may need it under conditions", () => {
    const other = { ...Database, Properties: { ...Database.Properties, Engine: "postgres" } };
    const [change] = changes([{ Database }, {}], [{ Database: other }, {}]);
    assert.equal(change?.Replacement, "CONDITIONAL");
    assert.deepEqual(change.Details, [
      {
        Evaluation: "STATIC",
        Target: { Attribute: "PROPERTIES", Name: "Engine", RequiresRecreation: "CONDITIONALLY" },
      },
    ]);
  });

  it("tells dynamically what hangs on a resource that is replaced", () => {
    const found = changes([{ Database, Alarm, Named }, {}], [{ Database, Alarm, Named }, { Name: "store" }]);
    assert.deepEqual(summary(found), [
      "MODIFY Database TRUE",
      "MODIFY Alarm FALSE",
      "MODIFY Named CONDITIONAL",
    ]);
    const [, alarm, named] = found;
    assert.deepEqual(alarm?.Details[0]?.CausingEntity, "Database");
    assert.deepEqual(named?.Details[0]?.CausingEntity, "Database.Endpoint.Address");
    assert.equal(named.Details[0]?.Evaluation, "DYNAMIC");
  });

  it("does not know whether a type of somebody else's is replaced", () => {
    const mine = (Size: string) => ({
      Mine: { Type: "Custom::Mine", Properties: { ServiceToken: "t", Size } },
    });
    assert.deepEqual(summary(changes([mine("1"), {}], [mine("2"), {}])), ["MODIFY Mine CONDITIONAL"]);
  });
});
