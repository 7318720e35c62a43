import assert from "node:assert/strict";
import fc from "fast-check";
import { holdsSecret, redact } from "../../../provider/state/recognition";

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
const PEM = "-----BEGIN KEY-----\r\nMIIEvQIBADANBg\r\nkqhkiG9w0BAQ==\r\n-----END KEY-----";

describe("a secret", () => {
  it("of four characters is found anywhere", () => {
    assert.ok(holdsSecret("xabcdx", ["abcd"]));
    assert.equal(redact("Value xabcdx of Pin", ["abcd"]), "Value x[secret]x of Pin");
  });

  it("of three is found where it stands by itself", () => {
    assert.ok(holdsSecret("pin-abc!", ["abc"]));
    assert.equal(redact("Value 'abc' of Pin", ["abc"]), "Value '[secret]' of Pin");
    assert.ok(!holdsSecret("xabcx", ["abc"]));
    assert.equal(redact("Value xabcx", ["abc"]), "Value xabcx");
  });

  it("of one or two is found as the whole text only", () => {
    assert.ok(holdsSecret("1", ["1"]));
    assert.ok(holdsSecret("42", ["42"]));
    assert.ok(!holdsSecret("port 1", ["1"]));
    assert.equal(redact("port 42", ["42"]), "port 42");
    assert.ok(holdsSecret("1", ["22", "1"]), "of any secret");
    assert.ok(holdsSecret(" 1 ", ["1"]), "with spaces around it");
    for (const letter of ["à", "Š"]) assert.ok(holdsSecret(letter, [letter]), letter);
  });

  it("is found in a text that is a stretch of four characters of it", () => {
    assert.equal(redact("3456", ["0123456789"]), "[secret]");
    assert.equal(redact("345", ["0123456789"]), "345");
  });

  it("that is all of what is encoded is taken out where that stands", () => {
    assert.equal(redact(`: ${base64("12")}`, ["12"]), ": [secret]=");
    assert.equal(redact(base64("2345"), ["0123456789"]), "[secret]==");
  });

  it("is taken out of a text wherever it stands, with what it overlaps", () => {
    assert.equal(
      redact("value hunter22 and hunter2, again hunter2", ["hunter22", "hunter2"]),
      "value [secret] and [secret], again [secret]",
    );
    assert.equal(redact("is a.*$& (b) here", ["a.*$& (b)"]), "is [secret] here");
    assert.equal(redact("abcdefgh", ["abcdef", "defgh"]), "[secret]");
    assert.equal(redact("abcdefgh", ["abcd", "efgh"]), "[secret]", "and with what it touches");
  });

  it("that is not there changes nothing", () => {
    assert.ok(!holdsSecret("nothing here", ["hunter2"]));
    assert.equal(redact("nothing here", ["hunter2", ""]), "nothing here");
    assert.equal(redact("", ["hunter2"]), "");
    assert.equal(redact("  ", [""]), "  ");
  });

  it("is found trimmed, and by the elements and lines of at least four characters", () => {
    for (const shown of ["blanks", "alpha-1|beta-22", "beta-22"])
      assert.ok(holdsSecret(shown, [" blanks ", "alpha-1,beta-22,no"]), shown);
    assert.ok(holdsSecret("1", [" 1 "]));
    assert.equal(redact("pin abc", [" abc "]), "pin [secret]");
    assert.equal(redact("is b-ta!", ["x, b-ta, y"]), "is [secret]!");
    assert.ok(!holdsSecret("no", ["alpha-1,beta-22,no"]), "shorter elements are part of nearly every text");
    assert.equal(redact("near kqhkiG9w0BAQ==: bad", [PEM]), "near [secret]: bad");
  });

  it("is found by a part that a template takes out of it", () => {
    assert.ok(holdsSecret("pass-word", ["user:pass-word"]), "by itself, from four characters on");
    assert.ok(holdsSecret("ssw", ["user:pass-word"]) === false, "three are too little");
    assert.ok(holdsSecret("jdbc://pass-word@host", ["user:pass-word"]), "parts of eight letters together");
    assert.ok(holdsSecret("x-s3cret-y", ["apikey/s3cret"]), "a part of six letters");
    assert.ok(!holdsSecret("x fghij y", ["ab-cde-fghij-kl"]), "not one of five, with too few after it");
    assert.ok(!holdsSecret("https://elsewhere", ["https://a.example/t0ken"]), "not what every address has");
  });

  for (const [how, encode] of [
    ["Base64", base64],
    ["Base64 among other text", (text: string) => `Basic ${base64(`user:${text}:x`)}.`],
    ["Base64 right after other letters", (text: string) => `zz${base64(text)}`],
    ["Base64 for URLs", (text: string) => Buffer.from(`??>${text}`).toString("base64url")],
    ["JSON", (text: string) => JSON.stringify({ value: text })],
    ["JSON in JSON", (text: string) => JSON.stringify(JSON.stringify([text]))],
    ["JSON in ASCII", (text: string) => JSON.stringify(text).replace(/[^ -~]/g, unicode)],
    ["a URL", (text: string) => `https://host/?q=${encodeURIComponent(text)}`],
    ["a URL, whole", (text: string) => encodeURI(text)],
    ["a form", (text: string) => new URLSearchParams({ text }).toString()],
    ["JSON in Base64 in a URL", (text: string) => encodeURIComponent(base64(JSON.stringify({ text })))],
  ] as const) {
    it(`is found in ${how}`, () => {
      for (const value of ["hunter2", PEM, 'a "quoted" \\ one', "pâss wörd+%41 𝄞", '{"a":"b c"}']) {
        const text = encode(value);
        assert.ok(holdsSecret(text, [value]), text);
        assert.ok(!holdsSecret(redact(text, [value]), [value]), text);
      }
    });
  }

  it("of several lines is found where it is quoted whole", () => {
    assert.equal(redact(`Value ${PEM} is bad`, [PEM]), "Value [secret] is bad");
  });

  const secrets = fc
    .oneof(
      fc.string({ minLength: 4, maxLength: 40, unit: "grapheme" }),
      fc
        .array(fc.string({ minLength: 4, maxLength: 20 }), { minLength: 2, maxLength: 4 })
        .map((all) => all.join("\n")),
      fc.json({ maxDepth: 2 }),
    )
    .filter((text) => text.trim().length >= 4);
  const steps = fc.array(
    fc.constantFrom<(text: string) => string>(
      base64,
      (text) => JSON.stringify(text),
      encodeURIComponent,
      (text) => text.trim(),
      (text) => `before${text}after`,
      (text) => ["a", text, "b"].join(","),
      (text) => `user:${text}@host`,
    ),
    { maxLength: 3 },
  );

  it("is found in whatever templates make of it, and is not there any more when it is taken out", () => {
    fc.assert(
      fc.property(secrets, steps, (value, encodings) => {
        const text = encodings.reduce((out, encode) => encode(out), value);
        assert.ok(holdsSecret(text, [value]));
        const rest = redact(text, [value]);
        assert.ok(!rest.includes(value.trim()) || "[secret]".includes(value.trim()), rest);
      }),
      { numRuns: 300 },
    );
  });

  it("leaves other texts as they are", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-h ]{0,60}$/), (text) => {
        assert.equal(redact(text, ["QXZW9-8765", "YY,ZZZZZ"]), text);
      }),
    );
  });
});

const unicode = (character: string): string =>
  [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
    .join("");

describe("the word secret as a part of a secret", () => {
  it("is not taken out of messages, so that their own words stay", () => {
    assert.equal(redact("the secret value is wrong", ["secret-size-71"]), "the secret value is wrong");
    assert.equal(redact("was: [secret]", ["secret-size-71"]), "was: [secret]");
  });

  it("counts together with what follows it", () => {
    assert.equal(redact("shows secret-size here", ["secret-size-71"]), "shows [secret] here");
  });
});
