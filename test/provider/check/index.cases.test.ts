import assert from "node:assert/strict";
import { ProvisionProductCommand } from "@aws-sdk/client-service-catalog";
import { createEmulator, type Emulator } from "../../../emulator";
import { parameterText } from "../../../provider/check/parameters/parameterText";
import { UNKNOWN } from "../../../provider/state/values";
import { clientOf } from "../../emulator/support";
import { ROWS, SITUATIONS, type Row, type Written } from "./cases";
import { checkIn } from "./support";

const nameOf = ({ constraint, type }: Row): string => `${constraint} ${type}`.replace(/[^A-Za-z0-9]+/g, "-");

const catalog = {
  products: ROWS.map((row) => ({
    name: nameOf(row),
    versions: [
      {
        name: "v1",
        template: {
          Parameters: { P: { Type: row.type, ...row.limits } },
          Resources: { Handle: { Type: "AWS::CloudFormation::WaitConditionHandle" } },
        },
      },
    ],
  })),
};

describe("values of parameters", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await createEmulator({ catalog, clock: "virtual", seed: 1 });
  });
  after(() => emulator.close());

  const preview = async (row: Row, value: Written, secrets?: string[]) => {
    const { failures } = await checkIn(emulator, {
      productName: nameOf(row),
      provisioningParameters: { P: value },
      ...(secrets && { __secrets: secrets }),
    });
    return failures;
  };

  /** The emulator's own validation comes later, in the record. */
  const provision = async (row: Row, value: Written) => {
    const client = clientOf(emulator);
    const { RecordDetail: record } = await client.send(
      new ProvisionProductCommand({
        ProductName: nameOf(row),
        ProvisioningArtifactName: "v1",
        ProvisionedProductName: "p",
        ProvisioningParameters: [{ Key: "P", Value: parameterText(value) }],
        ProvisionToken: undefined,
      }),
    );
    client.destroy();
    await emulator.advance(1_000_000);
    const ended = emulator.records().find(({ id }) => id === record?.RecordId);
    emulator.reset();
    return ended;
  };

  for (const row of ROWS) {
    describe(`${row.constraint} of a ${row.type} (${row.source})`, () => {
      for (const situation of SITUATIONS) {
        const [value, verdict] = row[situation];
        it(`${situation}: ${JSON.stringify(value)} is ${verdict}, in preview and in the emulator`, async () => {
          const failures = await preview(row, value);
          assert.equal(failures.length === 0, verdict === "right", failures.join("\n"));
          const record = await provision(row, value);
          assert.equal(record?.status, verdict === "right" ? "SUCCEEDED" : "FAILED", JSON.stringify(record));
        });
      }

      it("unknown: is left to up", async () => assert.deepEqual(await preview(row, UNKNOWN), []));

      const [value, verdict] = row.outside;
      if (verdict === "wrong")
        it("secret: is wrong as well, and not quoted", async () => {
          const [reason = ""] = await preview(row, value, ["provisioningParameters.P"]);
          assert.match(reason, /^provisioningParameters\.P(\[\d\])?: the secret value (is|does not match) /);
          assert.doesNotMatch(reason, /did you mean/);
        });
    });
  }
});
