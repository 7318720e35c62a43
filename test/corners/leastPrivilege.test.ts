import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../support/setup";
import { everything, inWorld, program } from "../engine/fixture";

const page = readFileSync(path.join(root, "docs", "least-privilege.md"), "utf8");

/** The actions of the policy that the page shows. */
function allowed(): Set<string> {
  const json = /<!-- policy -->\s+```json\n([^]*?)\n```/.exec(page)?.[1] ?? assert.fail("there is no policy");
  const { Statement } = JSON.parse(json) as { Statement: { Action: string[] }[] };
  return new Set(Statement.flatMap(({ Action }) => Action.map((action) => action.split(":")[1] ?? "")));
}

describe("the policy of docs/least-privilege.md", () => {
  it("has every action that preview, up, update, refresh and destroy need", () =>
    inWorld(
      { program: program(`provisioningParameters: { Size: "small" }`) },
      async ({ emulator, project }) => {
        const results = [await project.preview(), await project.up()];
        project.write("index.js", program(`provisioningParameters: { Size: "large" }`));
        results.push(await project.up());
        emulator.outside.setParameters("web-1", { Size: "medium" });
        const refreshed = await project.refresh();
        assert.deepEqual(refreshed.changes, { same: 1, update: 1 }, everything(refreshed));
        results.push(await project.up(), await project.destroy());
        for (const result of results) assert.equal(result.code, 0, everything(result));

        const actions = allowed();
        const called = new Set(emulator.calls().map(({ operation }) => operation));
        assert.deepEqual([...called].filter((operation) => !actions.has(operation)).sort(), []);
        assert.deepEqual([...actions].filter((action) => !called.has(action)).sort(), [
          "DescribeStackEvents",
        ]);
      },
    ));
});
