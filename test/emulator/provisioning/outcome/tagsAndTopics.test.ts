import assert from "node:assert/strict";
import {
  DescribeRecordCommand,
  ScanProvisionedProductsCommand,
  UpdateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { bucketCatalog, useEmulator } from "../../support";
import { bench as benchOfTypes } from "./support";

const constraints = [{ type: "RESOURCE_UPDATE", tagUpdates: "ALLOWED" } as const];
const catalog = { products: bucketCatalog.products.map((product) => ({ ...product, constraints })) };

const cases: [what: string, more: object, said: string][] = [
  [
    "a tag of AWS's own",
    { Tags: [{ Key: "aws:team", Value: "a" }] },
    "aws: prefixed tag key names are not allowed for external use.",
  ],
  [
    "a tag twice",
    { Tags: ["a", "b"].map((Value) => ({ Key: "team", Value })) },
    "Tags contain duplicate keys",
  ],
  [
    "a queue for a topic",
    { NotificationArns: ["arn:aws:sqs:us-east-1:123456789012:queue"] },
    "Invalid parameter: TopicArn",
  ],
  [
    "a topic of no account",
    { NotificationArns: ["arn:aws:sns:us-east-1::topic"] },
    "Invalid parameter: TopicArn",
  ],
];

describe("tags and topics that CloudFormation does not take", () => {
  const bench = useEmulator({ catalog });

  for (const [what, more, said] of cases)
    it(`fail the record: ${what}`, async () => {
      const { RecordId } = await bench.provision(more);
      await bench.pass();
      const { RecordDetail } = await bench.client.send(new DescribeRecordCommand({ Id: RecordId }));
      assert.equal(RecordDetail?.Status, "FAILED");
      const text = RecordDetail.RecordErrors?.[0]?.Description ?? "";
      assert.ok(text.startsWith(`AmazonCloudFormationException  ${said}`), text);
      assert.match(text, /Error Code: ValidationError/);
      assert.deepEqual(
        bench.emulator.products().map(({ status }) => status),
        ["ERROR"],
      );
    });

  it("fail an update, which leaves the product TAINTED", async () => {
    await bench.provisioned();
    const Tags = [{ Key: "AWS:team", Value: "a" }];
    const update = { ProvisionedProductName: "logs", UpdateToken: undefined, Tags };
    await bench.client.send(new UpdateProvisionedProductCommand(update));
    await bench.pass();
    const [product] = bench.emulator.products();
    assert.equal(product?.status, "TAINTED");
    assert.match(product.statusMessage ?? "", /aws: prefixed tag key names/);
    assert.deepEqual(product.tags, {});
  });
});

describe("tags and topics that Service Catalog does not take", () => {
  const bench = useEmulator({ catalog, guesses: { unfitTagsAndTopics: "refused" } });

  for (const [what, more, said] of cases)
    it(`are refused: ${what}`, async () => {
      await assert.rejects(bench.provision(more), (error: Error) => {
        assert.equal(error.name, "InvalidParametersException");
        assert.ok(error.message.startsWith(said), error.message);
        return true;
      });
      assert.deepEqual(bench.emulator.products(), []);
    });
});

describe("what is documented as impossible", () => {
  const strict = benchOfTypes();
  const lenient = benchOfTypes({ guesses: { documentedLimits: "ignored" } });
  const scan = ({ base }: typeof strict, Value: string) =>
    base.client.send(new ScanProvisionedProductsCommand({ AccessLevelFilter: { Key: "Account", Value } }));
  const both = (name: string) => ({
    ProvisioningPreferences: { [`StackSet${name}Count`]: 1, [`StackSet${name}Percentage`]: 10 },
  });

  it("is refused: a filter of another value than self", async () => {
    for (const value of ["self", "Self"]) await scan(strict, value);
    await assert.rejects(scan(strict, "me"), { name: "InvalidParametersException" });
    await scan(lenient, "me");
  });

  for (const name of ["FailureTolerance", "MaxConcurrency"])
    it(`is refused: count and percentage of ${name}`, async () => {
      await assert.rejects(strict.provision("Everywhere", both(name)), {
        name: "InvalidParametersException",
        message: `You must provide StackSet${name}Count or StackSet${name}Percentage, but not both.`,
      });
      await lenient.provision("Everywhere", both(name));
      // Of a product that is no stack set all preferences are ignored.
      await strict.provision("Account", both(name));
    });
});
