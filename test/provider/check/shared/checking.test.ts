import assert from "node:assert/strict";
import { formatList, quoteArgument, quoteValue } from "../../../../provider/check/shared/checking";
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

  it("is quoted where nothing is secret", () => {
    assert.equal(quoteArgument(someInputs(), "name", "web"), '"web"');
  });

  it("does not quote the secret of another argument", () => {
    assert.equal(quoteArgument(inputs, "tags.label", "for s3cret-of-another"), '"for [secret]"');
  });

  it("does not cut one in two either, which would leave half of it", () => {
    const long = `${"x".repeat(72)}s3cret-of-another${"y".repeat(80)}`;
    assert.doesNotMatch(quoteValue(inputs, long, false), /s3cre/);
    assert.match(quoteValue(inputs, long, false), /^"x{72}\[secret\]…"$/);
  });

  it("is cut after 80 characters", () => {
    assert.equal(quoteValue(inputs, "x".repeat(80), false), `"${"x".repeat(80)}"`);
    assert.equal(quoteValue(inputs, "x".repeat(81), false), `"${"x".repeat(80)}…"`);
  });
});

describe("a list in a message of check", () => {
  const items = Array.from({ length: 14 }, (_, index) => `i${index}`);

  it("has twelve items, and the number of those that are left out", () => {
    const twelve = "i0, i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11";
    assert.equal(formatList(items.slice(0, 12)), twelve);
    assert.equal(formatList(items), `${twelve} and 2 more`);
  });
});
