import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";

describe("programs as people write them, in the real engine", () => {
  it("are told what they did not mean, in one line for each", () =>
    inWorld({}, async ({ emulator, project }) => {
      const preview = async (text: string) => {
        project.write("index.js", text);
        const result = await project.run("preview");
        assert.equal(result.code, 1);
        return everything(result);
      };
      const second = `new ProvisionedProduct("two", { name: "web-1", productName: "web", provisioningArtifactName: "v1" });`;
      assert.match(
        await preview(program("", "", second)),
        /'(two|web)' has a problem: name: "web-1" is the name of another resource of this program as well, urn:/,
      );
      const texts = await preview(
        program(
          `tags: { x: \`a-\${pulumi.output("x")}\` }, provisioningParameters: { Owner: JSON.stringify([pulumi.output("x")]) }`,
        ),
      );
      assert.match(texts, /'web' has a problem: tags\.x: contains an output that was converted to a string/);
      assert.match(texts, /'web' has a problem: provisioningParameters\.Owner: .* Use pulumi\.jsonStringify/);
      assert.match(
        await preview(program(`provisioningParameters: pulumi.output([{ key: "Size" }, { key: "Size" }])`)),
        /'web' has a problem: provisioningParameters: Size is given twice/,
      );
      assert.deepEqual(emulator.calls({ mutating: true }), []);
    }));

  it("may give parameters as a list that is an output, from secret configuration, or of outputs", () =>
    inWorld({}, async ({ emulator, project }) => {
      await project.config("parameters", '[{"key":"Owner","value":"only-for-tests"}]', { secret: true });
      for (const [given, expected] of [
        [`pulumi.output([{ key: "Owner", value: "me" }])`, "me"],
        [`{ Owner: ["a", pulumi.output("b")] }`, "a,b"],
        [`new pulumi.Config().requireSecretObject("parameters")`, "only-for-tests"],
      ]) {
        project.write("index.js", program(`provisioningParameters: ${given}`));
        const up = await project.up();
        assert.equal(up.code, 0, everything(up));
        assert.equal(emulator.products()[0]?.parameters["Owner"], expected);
      }
      assert.ok(!project.stateText().includes("only-for-tests"));
    }));

  it("that were tainted are replaced without a warning", () =>
    inWorld({}, async ({ project, urn }) => {
      assert.equal((await project.up()).code, 0);
      assert.equal((await project.run("state", "taint", urn, "--yes")).code, 0);
      const preview = everything(await project.run("preview"));
      assert.match(preview, /\+-1 to replace/);
      assert.doesNotMatch(preview, /warning/);
    }));
});
