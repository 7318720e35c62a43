import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  codeOf,
  ERRORS,
  formatProblem,
  messageOf,
  Problem,
  problem,
  quote,
  reasonOf,
} from "../../../provider/base/errors";
import { root } from "../../support/setup";

const PAGE = path.join(root, "docs", "errors.md");

const introduction = `# Errors

Every kind of error that this provider raises, by its stable code, which appears in brackets at the end of a message's first line. A message says what happened, what the state is now, and what to do next. Below each code is how its messages read; dots stand for what differs.

Mistakes in a resource's arguments are not listed here. The preview reports them, with the path of the argument first: \`provisioningParameters.InstanceType: "t3.huge" is not one of …\`.
`;

function pageOf(errors: Record<string, (typeof ERRORS)[keyof typeof ERRORS]>): string {
  const entries = Object.entries(errors).map(([code, { meaning, reads, remedy }]) =>
    [
      `## ${code}\n`,
      ...reads.map((text) => `> ${text}\n>`),
      `\n${meaning}\n`,
      `**What to do:** ${remedy}\n`,
    ].join("\n"),
  );
  return [introduction, ...entries].join("\n").replaceAll(">\n\n", "\n");
}

describe("docs/errors.md", () => {
  it("is what the table of errors says (UPDATE_GOLDEN=1 writes it anew)", () => {
    const page = pageOf(ERRORS);
    if (process.env.UPDATE_GOLDEN) writeFileSync(PAGE, page);
    assert.equal(readFileSync(PAGE, "utf8"), page);
  });

  it("has no kind that nothing raises", () => {
    const sources = readdirSync(path.join(root, "provider"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && file !== "errors.ts")
      .map((file) => readFileSync(path.join(root, "provider", file), "utf8"))
      .join("\n");
    assert.deepEqual(
      Object.keys(ERRORS).filter((code) => !sources.includes(`"${code}"`)),
      [],
    );
  });
});

describe("an error for people", () => {
  const named = (name: string, message: string) => Object.assign(new Error(message), { name });

  it("joins its lines, without those that are absent", () => {
    const { code, message } = problem("busy", "First.", undefined, false, "", "Last.");
    assert.deepEqual({ code, message }, { code: "busy", message: "First.\nLast." });
  });

  it("has its code at the end of the first line", () => {
    assert.equal(formatProblem(problem("busy", "First.", "Last.")), "First. [busy]\nLast.");
  });

  it("has a message whatever was thrown", () => {
    assert.equal(messageOf(new Error("Said.")), "Said.");
    assert.equal(messageOf(named("AbortError", "")), "AbortError");
    assert.equal(messageOf("thrown"), "thrown");
  });

  for (const [what, thrown, quoted] of [
    ["its name and message", named("ValidationException", "Not so."), "ValidationException: Not so."],
    ["its message alone when its name says nothing", new Error("Not so."), "Not so."],
    ["its name once when it has no message", named("ThrottlingException", ""), "ThrottlingException"],
    ["its message alone when it has no name", named("", "Not so."), "Not so."],
    ["what it is when it is no error", 42, "42"],
  ] as const)
    it(`is quoted with ${what}`, () => assert.equal(quote(thrown), quoted));

  it("speaks for itself as a reason, and quotes what AWS answered", () => {
    assert.equal(reasonOf(new Problem("busy", "It is busy.")), "It is busy.");
    assert.equal(reasonOf(named("ValidationException", "Not so.")), "ValidationException: Not so.");
  });

  it("has the code of a problem, or the one for what AWS answered", () => {
    assert.equal(codeOf(problem("busy")), "busy");
    assert.equal(codeOf(problem("busy"), "update-failed"), "busy");
    assert.equal(codeOf(new Error("x")), "call-failed");
    assert.equal(codeOf(new Error("x"), "update-failed"), "update-failed");
  });
});
