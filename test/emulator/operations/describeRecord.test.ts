import assert from "node:assert/strict";
import { DescribeRecordCommand } from "@aws-sdk/client-service-catalog";
import { useEmulator } from "../support";

describe("DescribeRecord", () => {
  const bench = useEmulator();

  it("pages the outputs, with the record on every page", async () => {
    const { RecordId } = await bench.provision();
    await bench.pass();
    const keys: unknown[] = [];
    let PageToken: string | undefined;
    do {
      const answer = await bench.client.send(
        new DescribeRecordCommand({ Id: RecordId, PageSize: 1, ...(PageToken ? { PageToken } : {}) }),
      );
      assert.equal(answer.RecordDetail?.RecordId, RecordId);
      keys.push(...(answer.RecordOutputs ?? []).map(({ OutputKey }) => OutputKey));
      PageToken = answer.NextPageToken;
    } while (PageToken !== undefined);
    assert.deepEqual(keys, ["CloudformationStackARN", "BucketArn", "Label"]);
  });

  it("has no outputs before the end", async () => {
    const { RecordId } = await bench.provision();
    await bench.emulator.advance(3_000);
    const { RecordOutputs, RecordDetail } = await bench.client.send(
      new DescribeRecordCommand({ Id: RecordId }),
    );
    assert.equal(RecordDetail?.Status, "IN_PROGRESS");
    assert.deepEqual(RecordOutputs, []);
  });

  it("refuses an unknown record and a page token that is none", async () => {
    await assert.rejects(bench.client.send(new DescribeRecordCommand({ Id: "rec-x" })), {
      name: "ResourceNotFoundException",
    });
    const { RecordId } = await bench.provision();
    await assert.rejects(bench.client.send(new DescribeRecordCommand({ Id: RecordId, PageToken: "x" })), {
      name: "InvalidParametersException",
    });
  });
});
