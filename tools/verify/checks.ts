import assert from "node:assert/strict";
import type { Tools } from "./tools";

/** Something that the emulator claims of AWS, with where the claim comes from. */
export interface Check {
  readonly claim: string;
  readonly source: string;
  readonly run: (tools: Tools) => Promise<void>;
}

/** They build on one another, in this order. */
export const checks: readonly Check[] = [
  {
    claim: "An accepted call answers a record that is CREATED, without errors and tags.",
    source: "sample of ProvisionProduct",
    async run(tools) {
      const record = await tools.provision("one", { Purpose: "news", Secret: "hidden" });
      assert.equal(record.Status, "CREATED");
      assert.deepEqual(record.RecordErrors, []);
      assert.deepEqual(record.RecordTags, []);
      assert.match(record.RecordId ?? "", /^rec-[a-z2-7]{13}$/);
      assert.match(record.ProvisionedProductId ?? "", /^pp-[a-z2-7]{13}$/);
    },
  },
  {
    claim: "A name that is taken, and terminating what is under change, are refused at once.",
    source: "observed (puppet #284, three code bases for the second)",
    async run(tools) {
      await tools.refused(
        tools.provision("one"),
        "InvalidParametersException",
        /A stack named \S+ already exists\./,
      );
      await tools.refused(tools.terminate("one"), "ValidationException", /still under change/);
    },
  },
  {
    claim: "Outputs before the first success are refused.",
    source: "observed (crossplane)",
    run: (tools) =>
      tools.refused(
        tools.client.getProvisionedProductOutputs({ ProvisionedProductName: tools.name("one") }),
        "InvalidParametersException",
        /Last Successful Provisioning Record doesn't exist\./,
      ),
  },
  {
    claim: "After a success the product is AVAILABLE, and its outputs begin with the stack's ARN.",
    source: "recorded; observed",
    async run(tools) {
      assert.equal(await tools.status("one"), "AVAILABLE");
      const { Outputs = [] } = await tools.client.getProvisionedProductOutputs({
        ProvisionedProductName: tools.name("one"),
      });
      assert.equal(Outputs[0]?.OutputKey, "CloudformationStackARN");
      assert.equal(Outputs.find(({ OutputKey }) => OutputKey === "Purpose")?.OutputValue, "news");
    },
  },
  {
    claim:
      "A parameter against its constraint is accepted, and fails on the record; the product is in ERROR.",
    source: "sample of DescribeProvisionedProduct",
    async run(tools) {
      const { Status, RecordErrors } = await tools.ended(await tools.provision("bad", { Purpose: "NEWS" }));
      assert.equal(Status, "FAILED");
      assert.match(RecordErrors?.[0]?.Description ?? "", /^AmazonCloudFormationException {2}.*Purpose/);
      assert.equal(await tools.status("bad"), "ERROR");
      assert.equal((await tools.terminate("bad")).Status, "SUCCEEDED");
    },
  },
  {
    claim: "An update without any change succeeds.",
    source: "observed (tests of Terraform's provider)",
    async run(tools) {
      const keep = [
        { Key: "Purpose", UsePreviousValue: true },
        { Key: "Secret", UsePreviousValue: true },
      ];
      assert.equal((await tools.update("one", { ProvisioningParameters: keep })).Status, "SUCCEEDED");
      assert.equal(await tools.status("one"), "AVAILABLE");
    },
  },
  {
    claim: "A previous value together with a new one fails on the record; the product is TAINTED.",
    source: "observed (boto3 #4426)",
    async run(tools) {
      const both = [{ Key: "Purpose", Value: "mails", UsePreviousValue: true }];
      assert.equal((await tools.update("one", { ProvisioningParameters: both })).Status, "FAILED");
      assert.equal(await tools.status("one"), "TAINTED");
    },
  },
  {
    claim: "From TAINTED an update to another version leads to AVAILABLE.",
    source: "observed (tests of Terraform's provider)",
    async run(tools) {
      const change = {
        ProvisioningArtifactName: "v2",
        ProvisioningParameters: [{ Key: "Purpose", Value: "mails" }],
      };
      assert.equal((await tools.update("one", change)).Status, "SUCCEEDED");
      assert.equal(await tools.status("one"), "AVAILABLE");
    },
  },
  {
    claim: "A parameter that an update leaves out takes the template's default.",
    source: "guessed, from CloudFormation's rule (guesses.omittedParameter)",
    async run(tools) {
      await tools.update("one", { ProvisioningParameters: [{ Key: "Size", Value: "large" }] });
      const { Outputs = [] } = await tools.client.getProvisionedProductOutputs({
        ProvisionedProductName: tools.name("one"),
      });
      assert.equal(Outputs.find(({ OutputKey }) => OutputKey === "Purpose")?.OutputValue, "news");
    },
  },
  {
    claim: "Records come newest first.",
    source: "model",
    async run(tools) {
      const { ProvisionedProductDetail } = await tools.client.describeProvisionedProduct({
        Name: tools.name("one"),
      });
      const { RecordDetails = [] } = await tools.client.listRecordHistory({
        SearchFilter: { Key: "provisionedproduct", Value: ProvisionedProductDetail?.Id },
      });
      assert.equal(RecordDetails.at(-1)?.RecordType, "PROVISION_PRODUCT");
      assert.equal(RecordDetails[0]?.RecordId, ProvisionedProductDetail?.LastRecordId);
    },
  },
  {
    claim: "Neither id nor name, and both, are refused.",
    source: "model",
    async run(tools) {
      const describe = tools.client.describeProvisionedProduct.bind(tools.client);
      await tools.refused(describe({}), "InvalidParametersException", /./);
    },
  },
  {
    claim: "What is terminated is not found any more; its records stay.",
    source: "observed (puppet); model",
    async run(tools) {
      const { RecordId } = await tools.terminate("one");
      await tools.refused(
        tools.client.describeProvisionedProduct({ Name: tools.name("one") }),
        "ResourceNotFoundException",
        /Provisioned product not found: /,
      );
      await tools.refused(
        tools.terminate("one"),
        "ResourceNotFoundException",
        /Provisioned product not found: /,
      );
      assert.equal((await tools.client.describeRecord({ Id: RecordId })).RecordDetail?.Status, "SUCCEEDED");
    },
  },
];
