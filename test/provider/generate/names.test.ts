import assert from "node:assert/strict";
import fc from "fast-check";
import { classNames, fileName, versionNames } from "../../../provider/generate/names";

describe("the name of a class", () => {
  for (const [name, expected] of [
    ["Web application", "WebApplication"],
    ["web-application", "WebApplication"],
    ["S3 bucket (small)", "S3BucketSmall"],
    ["Zürich café", "ZurichCafe"],
    ["3-tier", "Product3Tier"],
    ["データベース", "Product"],
    ["Provisioned product", "ProvisionedProduct2"],
    ["input", "Input2"],
    ["com1", "Com1_2"],
  ] as const)
    it(`for ${name} is ${expected}`, () => assert.deepEqual(classNames([name]), [expected]));

  it("is one of its own, also where capitals do not count", () => {
    assert.deepEqual(classNames(["web app", "Web App", "WEB-APP", "v1", "v-1"]), [
      "WebApp",
      "WebApp2",
      "WEBAPP3",
      "V1",
      "V1_2",
    ]);
    assert.equal(fileName("WebApp"), "webApp");
  });

  it("is an identifier, whatever the product is called", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (names) => {
        for (const made of [classNames(names), versionNames(names)]) {
          assert.equal(new Set(made.map((name) => name.toLowerCase())).size, names.length);
          for (const name of made) assert.match(name, /^[A-Za-z][\w]*$/);
        }
      }),
    );
  });
});

describe("the name of a version", () => {
  it("keeps numbers apart", () =>
    assert.deepEqual(versionNames(["v1", "1.10", "11.0", "2024-01", "with alarm", "1-10"]), [
      "V1",
      "V1_10",
      "V11_0",
      "V2024_01",
      "WithAlarm",
      "V1_10_2",
    ]));
});
