import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";

/** Each of them reaches the program another way; none may be found anywhere in clear. */
const secrets = [
  "marked-param-7f3a",
  "noecho-param-91bc",
  "marked-tag-55de",
  "config-param-c0ff",
  "whole-map-88aa",
];

const clear = (text: string): string[] => secrets.filter((secret) => text.includes(secret));

const args = `
  provisioningParameters: { Owner: pulumi.secret("marked-param-7f3a"), Password: "noecho-param-91bc" },
  tags: { token: pulumi.secret("marked-tag-55de") },`;

describe("secrets", () => {
  it("stay secret while they are in use, behind ignoreChanges too, and so does the external id of a role", () => {
    const role = `assumeRole: { roleArn: "arn:aws:iam::123456789012:role/deploy", externalId: "external-id-44f1" },`;
    const first = program(
      `${role} provisioningParameters: { Owner: pulumi.secret("marked-param-7f3a") },`,
      `additionalSecretOutputs: ["outputs"]`,
    );
    return inWorld({ program: first }, async ({ emulator, project }) => {
      const run = async (...command: string[]) => {
        const result = await project.run(...command, "--yes", "--skip-preview", "--diff");
        assert.equal(result.code, 0, everything(result));
        for (const secret of ["marked-param-7f3a", "external-id-44f1"])
          for (const text of [everything(result), project.stateText()])
            assert.ok(!text.includes(secret), `${secret} after ${command.join(" ")}`);
      };
      await run("up");
      project.write(
        "index.js",
        program(
          `${role} provisioningParameters: { Owner: "placeholder", Size: "large" },`,
          `ignoreChanges: ["provisioningParameters.Owner"]`,
        ),
      );
      await run("up");
      assert.equal(emulator.products()[0]?.parameters.Owner, "marked-param-7f3a");
      assert.equal(emulator.products()[0]?.parameters.Size, "large");
      await run("refresh");
    });
  });

  it("stay out of a failing preview", () =>
    inWorld(
      {
        program: program(
          `${args} pathId: "a", nonsense: pulumi.secret("config-param-c0ff"), notificationArns: pulumi.secret(["whole-map-88aa", 3]),`,
        ),
      },
      async ({ project, sent }) => {
        const preview = await project.run("preview");
        assert.equal(preview.code, 1);
        assert.match(everything(preview), /nonsense: unknown argument/);
        assert.match(everything(preview), /notificationArns\[1\]: must be a string/);
        assert.deepEqual(clear(everything(preview)), []);
        assert.deepEqual(sent(), []);
      },
    ));
});
