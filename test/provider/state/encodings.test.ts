import assert from "node:assert/strict";
import fc from "fast-check";
import { bytesOf, readings } from "../../../provider/state/encodings";

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

/** Where in the source a text stands that some reading shows. */
function sourceOf(source: string, shown: string): string | undefined {
  const bytes = bytesOf(shown);
  for (const reading of readings(source)) {
    const at = reading.bytes.indexOf(bytes);
    if (at >= 0) return source.slice(reading.from[at], reading.to[at + bytes.length - 1]);
  }
  return undefined;
}

describe("a text is read", () => {
  for (const [how, source, shown, where] of [
    ["as it is", "a käse b", "käse", "käse"],
    ["in characters of more than one unit", "a 😀 b", "😀", "😀"],
    ["with the escapes of JSON", String.raw`x "a\"b\\c\n" y`, 'a"b\\c\n', String.raw`a\"b\\c\n`],
    ["with pairs of surrogates in JSON", String.raw`x \ud83d\ude00!`, "😀", String.raw`\ud83d\ude00`],
    ["with single units in JSON", String.raw`k\u00e4se`, "käse", String.raw`k\u00e4se`],
    ["with the escapes of URLs", "a%2Fb%c3%a4 c", "a/bä", "a%2Fb%c3%a4"],
    ["as an address, where + is itself", "q=a+b%26c", "a+b&c", "a+b%26c"],
    ["as a query, where + is a blank", "q=a+b%26c", "a b&c", "a+b%26c"],
    ["as a query with an escaped +", "q=1%2B1+2", "1+1 2", "1%2B1+2"],
    ["in Base64", `Basic ${base64("s3cret-value")}.`, "s3cret-value", base64("s3cret-value")],
    [
      "in Base64 between other bytes",
      `Basic ${base64("abcs3cret-valuexyz")}`,
      "s3cret-value",
      base64("s3cret-value"),
    ],
    ["in Base64 that shares characters with what is beside it", base64("abcde"), "bcd", "WJjZG"],
    [
      "in Base64 after what looks like it",
      `xy${base64("s3cret-value")}`,
      "s3cret-value",
      base64("s3cret-value"),
    ],
    ["in Base64 of Base64", base64(base64("s3cret")), "s3cret", undefined],
    ["in Base64 in a URL", encodeURIComponent(base64("s3cret??>>")), "s3cret??>>", undefined],
  ] as const)
    it(how, () => {
      const found = sourceOf(source, shown);
      assert.notEqual(found, undefined);
      if (where !== undefined) assert.equal(found, where);
    });

  it("no deeper than three encodings", () => {
    const nested = (depth: number): string => (depth === 0 ? "s3cret-value" : base64(nested(depth - 1)));
    assert.notEqual(sourceOf(nested(3), "s3cret-value"), undefined);
    assert.equal(sourceOf(nested(4), "s3cret-value"), undefined);
    const query = "q=1%2B1+2";
    assert.notEqual(
      sourceOf(base64(base64(query)), "1+1 2"),
      undefined,
      "both escapes of a query count once",
    );
  });

  it("once in each way, the plain one first, with a place for each byte", () => {
    const all = readings("plain text %41 with YWJj and \\n");
    assert.equal(all[0]?.bytes, "plain text %41 with YWJj and \\n");
    assert.equal(new Set(all.map(({ bytes }) => bytes)).size, all.length);
    for (const { bytes, from, to } of all)
      assert.deepEqual([from.length, to.length], [bytes.length, bytes.length]);
    assert.deepEqual(readings(""), [{ bytes: "", from: [], to: [] }]);
  });

  it("with places that are in order, and lie in the source", () => {
    const part = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 6 }),
      fc.string({ maxLength: 9 }).map(base64),
      fc.string({ maxLength: 6 }).map((text) => encodeURIComponent(text)),
      fc.string({ maxLength: 6 }).map((text) => JSON.stringify(text)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const source = parts.join(" ");
        for (const { bytes, from, to } of readings(source)) {
          for (const at of from.keys()) {
            const [first = NaN, end = NaN] = [from[at], to[at]];
            assert.ok(first >= 0 && first <= end && end <= source.length, `${first} to ${end}`);
            assert.ok(at === 0 || first >= (from[at - 1] ?? NaN), `${first} goes back: ${bytes}`);
          }
        }
      }),
    );
  });

  it("what is all that there is in Base64 stands by itself", () => {
    assert.ok(readings(`: ${base64("1")}`).some(({ bytes }) => bytes === "1"));
  });

  it("what is apart in Base64 stays apart", () => {
    assert.equal(sourceOf(`${base64("abc")} ${base64("def")}`, "abcdef"), undefined);
  });
});
