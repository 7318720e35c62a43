import assert from "node:assert/strict";
import {
  ListRecordHistoryCommand,
  type ListRecordHistoryCommandInput,
} from "@aws-sdk/client-service-catalog";
import { useEmulator } from "../support";

describe("ListRecordHistory", () => {
  const bench = useEmulator();
  const list = async (input: ListRecordHistoryCommandInput = {}) => {
    const { RecordDetails } = await bench.client.send(new ListRecordHistoryCommand(input));
    return RecordDetails?.map(
      ({ RecordType, ProvisionedProductName }) => `${RecordType} ${ProvisionedProductName}`,
    );
  };

  it("lists the newest first, others' records with the access level Account", async () => {
    await bench.provisioned();
    bench.emulator.outside.terminate("logs");
    await bench.provision({ ProvisionedProductName: "other" });
    assert.deepEqual(await list(), ["PROVISION_PRODUCT other", "PROVISION_PRODUCT logs"]);
    assert.deepEqual(await list({ AccessLevelFilter: { Key: "Account", Value: "self" } }), [
      "PROVISION_PRODUCT other",
      "TERMINATE_PROVISIONED_PRODUCT logs",
      "PROVISION_PRODUCT logs",
    ]);
  });

  it("filters by product and by provisioned product, and by nothing else", async () => {
    const id = await bench.provisioned();
    await bench.provision({ ProvisionedProductName: "other" });
    assert.deepEqual(await list({ SearchFilter: { Key: "provisionedproduct", Value: id } }), [
      "PROVISION_PRODUCT logs",
    ]);
    const productId = bench.emulator.products()[0]?.productId ?? "";
    assert.equal((await list({ SearchFilter: { Key: "product", Value: productId } }))?.length, 2);
    await assert.rejects(list({ SearchFilter: { Key: "color", Value: "red" } }), {
      name: "InvalidParametersException",
    });
  });
});
