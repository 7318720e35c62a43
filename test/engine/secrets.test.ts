import assert from "node:assert/strict";
import { everything, inWorld, program } from "./fixture";

/** Each of them reaches the program another way; none may be found anywhere in clear. */
const secrets = ["marked-param-7f3a", "noecho-param-91bc", "marked-tag-55de", "whole-map-88aa"];

const clear = (text: string): string[] => secrets.filter((secret) => text.includes(secret));

const args = `
  provisioningParameters: { Owner: pulumi.secret("marked-param-7f3a"), Password: "noecho-param-91bc" },
  tags: { token: pulumi.secret("marked-tag-55de") },`;

describe("secrets", () => {
  it("are in clear neither in state nor in anything the CLI prints, in no condition of the product", () =>
    inWorld({ program: program(args) }, async ({ emulator, project }) => {
      const seen: string[] = [];
      const run = async (...command: string[]) => {
        const result = await project.run(...command);
        seen.push(everything(result), project.stateText());
        assert.deepEqual(clear(everything(result)), [], command.join(" "));
        assert.deepEqual(clear(project.stateText()), [], `state after ${command.join(" ")}`);
        return result;
      };
      await run("preview", "--diff");
      assert.equal((await run("up", "--yes", "--skip-preview", "--diff")).code, 0);
      assert.equal(emulator.products()[0]?.parameters.Password, "noecho-param-91bc");
      const outputs = project.resource("web")?.outputs as { outputs: Record<string, unknown> };
      assert.equal(
        typeof outputs.outputs.Connection,
        "object",
        "an output that shows a NoEcho parameter is secret",
      );
      assert.equal(typeof outputs.outputs.CloudformationStackARN, "string", "the others are not");

      emulator.outside.setVersion("web-1", "v2");
      await run("refresh", "--yes", "--skip-preview", "--diff");

      // An update that fails, with a parameter renamed: the old secret leaves the program, not the state.
      project.write(
        "index.js",
        program(`provisioningParameters: { Password: pulumi.secret({ usePreviousValue: true }), Owner: "x" },
          tags: pulumi.secret({ all: "whole-map-88aa" }),`),
      );
      emulator.fail("web-1", {
        operation: "update",
        kind: "validation",
        message: "Parameter value marked-param-7f3a is not welcome",
      });
      const failed = await run("up", "--yes", "--skip-preview", "--diff");
      assert.equal(failed.code, 1);
      assert.match(everything(failed), /\[secret\] is not welcome/);
      await run("destroy", "--yes", "--skip-preview", "--diff");
      assert.ok(seen.length > 0);
    }));
});
