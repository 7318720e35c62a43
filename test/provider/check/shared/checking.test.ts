import assert from "node:assert/strict";
import { quoteArgument, quoteValue } from "../../../../provider/check/shared/checking";
import { someInputs } from "../../support";

describe("a value in a message of check", () => {
  const inputs = someInputs({
    provisioningParameters: { Key: "s3cret-of-another" },
    tags: { label: "for s3cret-of-another" },
    __secrets: ["provisioningParameters.Key"],
  });

  it("is left out where it is secret, by itself or with the whole argument", () => {
    assert.equal(
      quoteArgument(inputs, "provisioningParameters.Key", "s3cret-of-another"),
      "the secret value",
    );
    const whole = { ...inputs, __secrets: ["tags"] };
    assert.equal(quoteArgument(whole, "tags.label", "for s3cret-of-another"), "the secret value");
  });

  it("does not quote the secret of another argument", () => {
    assert.equal(quoteArgument(inputs, "tags.label", "for s3cret-of-another"), '"for [secret]"');
  });

  it("does not cut one in two either, which would leave half of it", () => {
    const long = `${"x".repeat(72)}s3cret-of-another${"y".repeat(80)}`;
    assert.doesNotMatch(quoteValue(inputs, long, false), /s3cre/);
    assert.match(quoteValue(inputs, long, false), /^"x{72}\[secret\]…"$/);
  });
});
