import assert from "node:assert/strict";
import { readPlanSettings } from "../../../provider/config/planSettings";

const read = (settings: Record<string, string>) =>
  readPlanSettings((key) => settings[key.replace("servicecatalog:", "")]);

describe("readPlanSettings", () => {
  it("makes no plans unless they are asked for", () => {
    assert.equal(read({}), undefined);
    assert.equal(read({ previewResourceChanges: "false" }), undefined);
    assert.equal(read({ refuseReplacements: "[]" }), undefined);
    assert.deepEqual(read({ previewResourceChanges: "true" }), { timeout: 600_000, refused: [] });
  });

  it("makes them for whoever refuses replacements", () => {
    const refused = ["aws::rds::dbinstance", "aws::s3::bucket"];
    for (const refuseReplacements of [
      '["AWS::RDS::DBInstance", "AWS::S3::Bucket"]',
      "AWS::RDS::DBInstance, AWS::S3::Bucket",
    ])
      assert.deepEqual(read({ refuseReplacements }), { timeout: 600_000, refused });
    for (const refuseReplacements of ["*", '"*"', '["*"]'])
      assert.deepEqual(read({ refuseReplacements })?.refused, ["*"]);
  });

  it("takes a bound", () => {
    const settings = { previewResourceChanges: "true", previewResourceChangesTimeout: "90s" };
    assert.equal(read(settings)?.timeout, 90_000);
  });

  for (const refuseReplacements of [
    "",
    "true",
    "[1]",
    "{}",
    "[",
    "AWS::RDS::*",
    "DBInstance",
    '["*", ""]',
    "null",
  ])
    it(`refuses ${JSON.stringify(refuseReplacements)} as types`, () => {
      assert.throws(() => read({ refuseReplacements }), { code: "config", message: /refuseReplacements/ });
    });

  it("refuses other settings that cannot be meant, each by its name", () => {
    const broken: Record<string, string>[] = [
      { previewResourceChanges: "yes" },
      { previewResourceChangesTimeout: "10" },
      { previewResourceChangesTimeout: "0s" },
      { previewResourceChanges: "false", refuseReplacements: "*" },
    ];
    for (const settings of broken)
      assert.throws(() => read(settings), { code: "config", message: /Stack config servicecatalog:/ });
  });
});
