import assert from "node:assert/strict";
import type { ResourceChange } from "@aws-sdk/client-service-catalog";
import {
  describeChange,
  describeChanges,
  isGrave,
  kindOf,
  refusedChanges,
} from "../../../provider/product/plannedChanges";

const detail = (
  Name: string,
  RequiresRecreation: "NEVER" | "ALWAYS" | "CONDITIONALLY",
  CausingEntity?: string,
) => ({
  Target: { Attribute: "PROPERTIES" as const, Name, RequiresRecreation },
  Evaluation: "STATIC" as const,
  ...(CausingEntity !== undefined && { CausingEntity }),
});

const Database: ResourceChange = {
  Action: "MODIFY",
  LogicalResourceId: "Database",
  PhysicalResourceId: "shop-db",
  ResourceType: "AWS::RDS::DBInstance",
  Replacement: "TRUE",
  Details: [
    detail("DBInstanceClass", "NEVER"),
    detail("DBName", "ALWAYS", "Name"),
    { ...detail("DBName", "ALWAYS"), Evaluation: "DYNAMIC" },
  ],
};
const Server: ResourceChange = {
  Action: "MODIFY",
  LogicalResourceId: "Server",
  PhysicalResourceId: "i-1",
  ResourceType: "AWS::EC2::Instance",
  Replacement: "CONDITIONAL",
  Details: [detail("UserData", "CONDITIONALLY", "Database.Endpoint.Address")],
};
const Alarm: ResourceChange = {
  Action: "MODIFY",
  LogicalResourceId: "Alarm",
  PhysicalResourceId: "shop-alarm",
  ResourceType: "AWS::CloudWatch::Alarm",
  Replacement: "FALSE",
  Scope: ["TAGS"],
  Details: [{ Target: { Attribute: "TAGS", RequiresRecreation: "NEVER" } }],
};
const Queue: ResourceChange = { Action: "ADD", LogicalResourceId: "Queue", ResourceType: "AWS::SQS::Queue" };
const Topic: ResourceChange = {
  Action: "REMOVE",
  LogicalResourceId: "Topic",
  PhysicalResourceId: "arn:topic",
  ResourceType: "AWS::SNS::Topic",
};
const Nested: ResourceChange = {
  Action: "MODIFY",
  LogicalResourceId: "Network",
  ResourceType: "AWS::CloudFormation::Stack",
  Replacement: "FALSE",
};

describe("describeChanges", () => {
  it("counts in one line and tells replacements first, each with its type and what causes it", () => {
    assert.deepEqual(describeChanges([Queue, Alarm, Topic, Server, Database]), [
      "this update would change resources inside: 1 replaced (Database, AWS::RDS::DBInstance), 1 perhaps replaced (Server, AWS::EC2::Instance), 1 removed (Topic, AWS::SNS::Topic), 1 changed, 1 added",
      "  replaced: Database (AWS::RDS::DBInstance, shop-db): DBName because of Name",
      "  perhaps replaced: Server (AWS::EC2::Instance, i-1): UserData because of Database.Endpoint.Address",
      "  removed: Topic (AWS::SNS::Topic, arn:topic)",
      "  changed: Alarm (AWS::CloudWatch::Alarm): tags",
      "  added: Queue (AWS::SQS::Queue)",
    ]);
  });

  it("says that nothing would change", () => {
    assert.deepEqual(describeChanges([]), ["this update would change no resource inside"]);
  });

  describe("tells of a resource", () => {
    const told = (change: ResourceChange) => describeChange({ ...Alarm, ...change });
    const target = (Name: string, RequiresRecreation?: "NEVER" | "ALWAYS") => ({
      Target: { Name, ...(RequiresRecreation && { RequiresRecreation }) },
    });

    it("what replaces it alone, where something does", () => {
      const Details = [target("A"), target("B", "NEVER"), target("C", "ALWAYS")];
      assert.equal(told({ Replacement: "TRUE", Details }), "Alarm (AWS::CloudWatch::Alarm, shop-alarm): C");
      assert.equal(
        told({ Replacement: "TRUE", Details: Details.slice(0, 2) }),
        "Alarm (AWS::CloudWatch::Alarm, shop-alarm): A; B",
      );
    });

    it("its scope where AWS tells no properties", () => {
      for (const Details of [[], [{}], [{ CausingEntity: "Name", Target: {} }]])
        assert.equal(told({ Details, Scope: ["PROPERTIES"] }), "Alarm (AWS::CloudWatch::Alarm): properties");
    });

    it("no more than AWS tells", () => {
      assert.equal(
        describeChange({ Action: "REMOVE", LogicalResourceId: "Topic", ResourceType: "AWS::SNS::Topic" }),
        "Topic (AWS::SNS::Topic)",
      );
    });
  });

  it("names no more than three in the first line", () => {
    assert.match(
      describeChanges([Topic, Topic, Topic])[0] ?? "",
      /: 3 removed \((Topic, AWS::SNS::Topic(; )?){3}\)$/,
    );
    assert.match(
      describeChanges(Array.from({ length: 4 }, () => Topic))[0] ?? "",
      /: 4 removed \((Topic, AWS::SNS::Topic; ){3}…\)$/,
    );
  });

  it("says of a nested stack that the plan does not look into it", () => {
    assert.match(describeChanges([Nested]).join("\n"), /nested stack Network, a plan does not tell/);
  });

  it("takes a word that it does not know for a possible replacement", () => {
    const newer = { ...Database, Replacement: "PERHAPS" } as unknown as ResourceChange;
    assert.match(describeChanges([newer])[0] ?? "", /1 perhaps replaced \(Database/);
  });
});

describe("kindOf", () => {
  it("is a change where AWS says nothing of a replacement", () => {
    assert.equal(kindOf({ Action: "MODIFY" }), "changed");
    assert.equal(kindOf({}), "changed");
  });
});

describe("isGrave", () => {
  it("is all that may lose something", () => {
    for (const change of [Database, Server, Topic, Nested]) assert.ok(isGrave([Alarm, change]));
    assert.ok(!isGrave([Alarm, Queue, { ...Nested, Action: "ADD" }]));
  });
});

describe("refusedChanges", () => {
  const names = (types: string[]) =>
    refusedChanges([Database, Server, Alarm, Queue, Topic], types).map(
      ({ LogicalResourceId }) => LogicalResourceId,
    );

  it("are replacements of the types, also those under conditions; not what is removed", () => {
    assert.deepEqual(names(["aws::rds::dbinstance"]), ["Database"]);
    assert.deepEqual(names(["aws::ec2::instance", "aws::sns::topic"]), ["Server"]);
    assert.deepEqual(names(["*"]), ["Database", "Server"]);
    assert.deepEqual(names([]), []);
  });

  it("are nested stacks, in which anything may be", () => {
    assert.equal(refusedChanges([Nested], ["aws::rds::dbinstance"]).length, 1);
    assert.equal(refusedChanges([Nested], []).length, 0);
  });
});
