import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";
import { TYPE, yamlProgram } from "../engine/yaml";
import type { Project } from "../support/project";
import { languages } from "../support/setup";

const DYNAMIC = "pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct";

// The name is the derived one, which the doors derive from different identities: the first one goes on to be used.
const typeScript = (project: Project): void => {
  project.write("Pulumi.yaml", "name: project\nruntime: nodejs\n");
  project.write(
    "index.js",
    program(
      `provisioningParameters: { Size: "large", Password: pulumi.secret("open-sesame") }, tags: { team: "a" }`,
    ).replace(`name: "web-1",`, ""),
  );
};
const yaml = (project: Project): void =>
  project.write(
    "Pulumi.yaml",
    yamlProgram({
      name: undefined,
      provisioningParameters: { Size: "large", Password: { "fn::secret": "open-sesame" } },
      tags: { team: "a" },
    }),
  );

describe("moving between the doors", () => {
  for (const [first, second, types] of [
    [typeScript, yaml, [DYNAMIC, TYPE]],
    [yaml, typeScript, [TYPE, DYNAMIC]],
  ] as const) {
    it(`from ${types.join(" to ")} and back changes state alone`, () =>
      inWorld({ path: languages() }, async ({ project, sent, emulator }) => {
        const run = async (...args: string[]): Promise<string> => {
          const result = await project.run(...args);
          assert.equal(result.code, 0, `${args.join(" ")}: ${everything(result)}`);
          assert.doesNotMatch(everything(result) + project.stateText(), /open-sesame/);
          return everything(result);
        };
        first(project);
        await run("up", "--yes", "--skip-preview");
        const id = project.resource("web")?.id;
        assert.deepEqual([project.resource("web")?.type, sent()], [types[0], ["ProvisionProduct"]]);

        for (const [move, type] of [
          [second, types[1]],
          [first, types[0]],
        ] as const) {
          move(project);
          const preview = await run("preview");
          assert.doesNotMatch(preview, /create|replace|delete/, preview);
          await run("up", "--yes", "--skip-preview");
          assert.deepEqual(sent(), [], type);
          assert.deepEqual([project.resource("web")?.id, project.resource("web")?.type], [id, type]);
          await run("preview", "--expect-no-changes");
          await run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
        }
        await run("destroy", "--yes", "--skip-preview");
        assert.deepEqual(emulator.products(), []);
      }));
  }
});
