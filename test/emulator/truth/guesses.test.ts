import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  ListRecordHistoryCommand,
  SearchProvisionedProductsCommand,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { defaultGuesses } from "../../../emulator/truth/guesses";
import { root } from "../../support/setup";
import { bucketCatalog, post, useEmulator } from "../support";

describe("every switch", () => {
  it("is turned by a test", () => {
    const tests = ["test/emulator", "test/wire/emulator"]
      .map((folder) => join(root, folder))
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
      )
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const untested = Object.keys(defaultGuesses).filter(
      (guess) => !new RegExp(`guesses: \\{[^}]*\\b${guess}\\b`).test(tests),
    );
    assert.deepEqual(untested, []);
  });
});

describe("guessed texts", () => {
  const bench = useEmulator({ guesses: { guessedTexts: "vague" } });

  it("can be vague; those that were seen stay", async () => {
    const message = async (operation: string, body: object) => {
      const { json } = await post(bench.emulator, operation, body);
      return (json as { Message?: string }).Message;
    };
    const vague = "Invalid input parameter(s)";
    assert.equal(await message("DescribeProvisionedProduct", { Id: "pp-1", Name: "logs" }), vague);
    assert.equal(await message("DescribeRecord", { Id: "rec-none" }), vague);
    assert.match(
      (await message("DescribeProvisionedProduct", { Id: "pp-1" })) ?? "",
      /^Provisioned product not found: /,
    );
  });
});

describe("an id and a name of one thing", () => {
  const bench = useEmulator({ guesses: { bothIdAndName: "ValidationException" } });

  it("can be a ValidationException", async () => {
    const both = new DescribeProvisionedProductCommand({ Id: "pp-1", Name: "logs" });
    await assert.rejects(bench.client.send(both), { name: "ValidationException" });
  });
});

describe("tags of updates", () => {
  const catalog = {
    products: bucketCatalog.products.map((product) => ({
      ...product,
      constraints: [{ type: "RESOURCE_UPDATE" as const, tagUpdates: "ALLOWED" as const }],
    })),
  };
  const bench = useEmulator({
    catalog,
    guesses: { tagOnlyRemoval: "applied", omittedTagsAfterFailure: "kept" },
  });
  const Tags = [
    { Key: "team", Value: "a" },
    { Key: "stage", Value: "test" },
  ];
  const update = async (Tags?: { Key: string; Value: string }[]) => {
    await bench.client.send(
      new UpdateProvisionedProductCommand({
        ProvisionedProductName: "logs",
        ProvisioningParameters: [{ Key: "Purpose", UsePreviousValue: true }],
        Tags,
        UpdateToken: undefined,
      }),
    );
    await bench.pass();
    return bench.emulator.products()[0]?.tags;
  };

  it("can be removed only, and stay when they are left out after a failure", async () => {
    await bench.provisioned({ Tags });
    assert.deepEqual(await update(Tags.slice(0, 1)), { team: "a" });
    bench.emulator.fail("logs", { operation: "update" });
    await update([{ Key: "team", Value: "b" }]);
    assert.deepEqual(await update(), { team: "a" });
  });
});

describe("a page size of 0", () => {
  const standard = useEmulator();
  const refusing = useEmulator({ guesses: { pageSizeZero: "error" } });
  const history = new ListRecordHistoryCommand({ PageSize: 0 });

  it("is the default or an error", async () => {
    await standard.client.send(history);
    await assert.rejects(refusing.client.send(history), { name: "InvalidParametersException" });
  });
});

describe("optional members", () => {
  const bench = useEmulator({ guesses: { optionalMembers: "absent" } });

  it("can be absent", async () => {
    const { RecordId } = await bench.provision();
    await bench.pass();
    const { json } = await post(bench.emulator, "DescribeProvisionedProduct", { Name: "logs" });
    const detail = (json as { ProvisionedProductDetail: object }).ProvisionedProductDetail;
    assert.deepEqual(Object.keys(detail), [
      "Arn",
      "CreatedTime",
      "Id",
      "LastRecordId",
      "Name",
      "ProductId",
      "ProvisioningArtifactId",
      "Status",
      "Type",
    ]);
    const { RecordDetail, RecordOutputs } = await bench.client.send(
      new DescribeRecordCommand({ Id: RecordId }),
    );
    assert.equal(RecordDetail?.RecordErrors, undefined);
    assert.ok(RecordDetail?.CreatedTime instanceof Date);
    assert.deepEqual(Object.keys(RecordOutputs?.[0] ?? {}), ["OutputKey", "OutputValue"]);
  });
});

describe("the lag of searches", () => {
  const bench = useEmulator({ guesses: { searchLag: 10_000 } });
  const search = async () => {
    const { ProvisionedProducts = [] } = await bench.client.send(new SearchProvisionedProductsCommand({}));
    return ProvisionedProducts.map(({ Name, Status }) => `${Name ?? ""} ${Status ?? ""}`);
  };

  it("shows products as they were", async () => {
    await bench.provision();
    assert.deepEqual(await search(), []);
    await bench.emulator.advance(10_000);
    assert.deepEqual(await search(), ["logs UNDER_CHANGE"]);
    await bench.emulator.advance(54_000);
    const described = await bench.client.send(new DescribeProvisionedProductCommand({ Name: "logs" }));
    assert.equal(described.ProvisionedProductDetail?.Status, "AVAILABLE");
    assert.deepEqual(await search(), ["logs UNDER_CHANGE"]);
    await bench.emulator.advance(10_000);
    assert.deepEqual(await search(), ["logs AVAILABLE"]);
    await bench.client.send(
      new TerminateProvisionedProductCommand({ ProvisionedProductName: "logs", TerminateToken: undefined }),
    );
    await bench.emulator.advance(45_000);
    assert.deepEqual(bench.emulator.products(), []);
    assert.deepEqual(await search(), ["logs UNDER_CHANGE"]);
    await bench.emulator.advance(10_000);
    assert.deepEqual(await search(), []);
  });
});

for (const recordErrorCode of ["SomethingNew", null])
  describe(`records that fail with the code ${String(recordErrorCode)}`, () => {
    const bench = useEmulator({ guesses: { recordErrorCode } });

    it("have it in their errors, or no errors", async () => {
      bench.emulator.fail("logs", { operation: "create" });
      const { RecordId } = await bench.provision();
      await bench.pass();
      const { RecordDetail } = await bench.client.send(new DescribeRecordCommand({ Id: RecordId }));
      assert.equal(RecordDetail?.Status, "FAILED");
      assert.deepEqual(
        RecordDetail.RecordErrors?.map(({ Code }) => Code),
        recordErrorCode === null ? [] : [recordErrorCode],
      );
    });
  });

for (const statusOrder of ["record-first", "product-first"] as const)
  describe(`with ${statusOrder}`, () => {
    const bench = useEmulator({ guesses: { statusOrder } });

    it("product and record end one after the other", async () => {
      await bench.provision();
      await bench.emulator.advance(60_000);
      const ended = [bench.emulator.records()[0]?.status, bench.emulator.products()[0]?.status];
      assert.deepEqual(
        ended,
        statusOrder === "record-first" ? ["SUCCEEDED", "UNDER_CHANGE"] : ["IN_PROGRESS", "AVAILABLE"],
      );
    });
  });
