import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ERRORS } from "../../../provider/base/errors";
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
