import assert from "node:assert/strict";
import { everything, inWorld, program } from "../engine/fixture";

const READS = [
  "DescribeProduct",
  "DescribeProvisioningParameters",
  "ListLaunchPaths",
  "DescribeProvisionedProduct",
];

/** Makes `pulumi preview --json` print events, as the other commands do. */
const env = { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };

const skippedWarnings = (messages: string[]): string[] =>
  messages.filter((text) => text.includes("Not everything can be checked"));

describe("validation in the real engine", () => {
  it("shows five mistakes of one resource at once, each with its path, and changes nothing", () =>
    inWorld(
      {
        program: program(
          `name: "web 1", acceptLanguage: "ja", pathName: "nowhere",
           provisioningParameters: { Size: "larg", Ower: "me" }, tags: { "aws:team": "a" },`,
        ),
      },
      async ({ project, sent }) => {
        for (const command of [["preview"], ["up", "--yes"]]) {
          const result = await project.run(...command);
          const text = everything(result);
          assert.equal(result.code, 1);
          for (const line of [
            `name: "web 1" is not a valid name`,
            `acceptLanguage: "ja" is not one of en, jp, zh; did you mean "jp"?`,
            `pathName: web has no launch path "nowhere"; there are `,
            `provisioningParameters.Size: "larg" is not one of small, medium, large; did you mean "large"?`,
            `provisioningParameters.Ower: unknown parameter; did you mean Owner?`,
            `tags.aws:team: keys that begin with aws: are reserved`,
          ])
            assert.ok(text.includes(`has a problem: ${line}`), `${line}\n${text}`);
          assert.deepEqual(sent(), []);
        }
      },
    ));

  it("prints no secret in a preview that fails because of them", () =>
    inWorld(
      {
        program: program(
          `provisioningParameters: {
             Size: pulumi.secret("secret-size-71"), Owner: pulumi.secret({ not: "secret-object-72" }),
             Password: "noecho-secret-73", Pasword: pulumi.secret("secret-unknown-74"),
           },
           tags: { token: pulumi.secret("secret-tag-75!") },
           notificationArns: pulumi.secret(["secret-arn-76"]),`,
        ),
      },
      async ({ project, sent }) => {
        const result = await project.run("preview", "--diff");
        assert.equal(result.code, 1);
        assert.match(everything(result), /provisioningParameters\.Size: the secret value is not one of/);
        assert.match(everything(result), /tags\.token: the secret value has characters other than/);
        assert.match(everything(result), /Password: is a NoEcho parameter given in plain text/);
        assert.doesNotMatch(everything(result), /secret-\w+-7|noecho-secret/);
        assert.deepEqual(sent(), []);
      },
    ));

  for (const denied of [...READS.map((operation) => [operation]), READS]) {
    it(`goes on, with one warning, where the caller may not call ${denied.join(", ")}`, () =>
      inWorld({ env }, async ({ emulator, project }) => {
        denied.forEach((operation) => emulator.injectCallFaults(operation, "accessDenied", Infinity));
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.stdout);
        assert.equal(
          skippedWarnings(preview.messages).length,
          denied.join() === "ListLaunchPaths" ? 0 : 1, // asked for only where DescribeProduct shows no path
          preview.messages.join("\n"),
        );
        emulator.clearCallFaults();
        // Without this one nobody could see what create has made.
        for (const operation of denied.filter((name) => name !== "DescribeProvisionedProduct"))
          emulator.injectCallFaults(operation, "accessDenied", Infinity);
        const up = await project.up();
        assert.deepEqual([up.code, up.changes], [0, { create: 2 }], up.stdout);
      }));
  }

  it("goes on without credentials, fails if it is to be strict, and asks nothing if it is off", () =>
    inWorld(
      {
        env: {
          ...env,
          AWS_ACCESS_KEY_ID: "",
          AWS_SECRET_ACCESS_KEY: "",
          AWS_PROFILE: "",
          HOME: "/nonexistent",
        },
      },
      async ({ emulator, project }) => {
        const usual = await project.preview();
        assert.equal(usual.code, 0, usual.stdout);
        assert.equal(skippedWarnings(usual.messages).length, 1, usual.messages.join("\n"));
        assert.match(skippedWarnings(usual.messages).join(), /productName: Credentials/i);

        await project.config("servicecatalog:validation", "strict");
        const strict = await project.preview();
        assert.equal(strict.code, 1);
        assert.match(
          strict.messages.join("\n"),
          /productName: cannot be checked, .* is strict: Credentials/i,
        );

        await project.config("servicecatalog:validation", "off");
        const off = await project.preview();
        assert.equal(off.code, 0, off.stdout);
        assert.deepEqual(skippedWarnings(off.messages), []);
        assert.deepEqual(emulator.calls(), []);
      },
    ));

  it("checks in up, before anything is changed, what no preview could know", () =>
    inWorld(
      {
        program: `${program()}
          new ProvisionedProduct("second", {
            name: "second", productName: "web", provisioningArtifactName: "v1",
            provisioningParameters: { Size: web.output("Url"), Owner: "me" },
          });`,
      },
      async ({ project, sent }) => {
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.stdout);
        const up = await project.up();
        assert.equal(up.code, 1);
        assert.match(
          up.messages.join("\n"),
          /Size: "https:\/\/web\.example\/small\/nobody" is not one of small/,
        );
        assert.deepEqual(sent(), ["ProvisionProduct"], "of the first product only");
      },
    ));

  it("finds nothing changed whatever the order of tags and the type of a parameter", () =>
    inWorld(
      { program: program(`provisioningParameters: { Owner: 1e21 }, tags: { a: "1", b: "2" },`) },
      async ({ emulator, project, sent }) => {
        assert.equal((await project.up()).code, 0);
        assert.equal(emulator.products()[0]?.parameters.Owner, "1000000000000000000000");
        sent();
        project.write(
          "index.js",
          program(`tags: { b: "2", a: "1" }, provisioningParameters: { Owner: "1000000000000000000000" },`),
        );
        const again = await project.up("--expect-no-changes");
        assert.deepEqual([again.code, again.changes], [0, { same: 2 }], again.stdout);
        assert.deepEqual(sent(), []);
      },
    ));

  it("fails where a stranger has the name, and not in a run that only follows an interrupted one", () =>
    inWorld({ env }, async ({ project, sent }) => {
      await project.up();
      sent();
      const stranger = await project.run("state", "delete", "--yes", project.resource("web")?.urn ?? "");
      assert.equal(stranger.code, 0, everything(stranger));
      const ours = await project.preview();
      assert.equal(ours.code, 0, "the token of the product says that it is ours");
      project.write("index.js", program().replace('ProvisionedProduct("web"', 'ProvisionedProduct("other"'));
      const taken = await project.preview();
      assert.equal(taken.code, 1);
      assert.match(
        taken.messages.join("\n"),
        /name: "web-1" is taken by pp-\w+ \(AVAILABLE, created .* ago\); choose another name, or,? .* import: "pp-/,
      );
      assert.deepEqual(sent(), []);
    }));

  it("says before anything happens what a new version does to the parameters", () => {
    const template = (parameters: object) => ({
      Parameters: parameters,
      Resources: { Handle: { Type: "AWS::CloudFormation::WaitConditionHandle" } },
    });
    const text = { Type: "String" };
    const versions = [
      { name: "v1", template: template({ Size: text, Old: text }) },
      { name: "v2", template: template({ Size: text, New: text, Kept: text }) },
    ];
    const web = (version: string, parameters: string) =>
      program(`provisioningParameters: ${parameters},`)
        .replace('"v1"', `"${version}"`)
        .replace(/url: .*\}/, "}");
    return inWorld(
      {
        env,
        emulator: { catalog: { products: [{ name: "web", versions }] } },
        program: web("v1", `{ Size: "1", Old: "x" }`),
      },
      async ({ project, sent }) => {
        const up = await project.up();
        assert.equal(up.code, 0, up.stdout);
        sent();
        project.write(
          "index.js",
          web("v2", `{ Size: "1", Old: "x", Kept: ProvisionedProduct.previousValue }`),
        );
        const preview = await project.preview();
        assert.equal(preview.code, 1);
        const said = preview.messages.join("\n");
        assert.match(said, /provisioningParameters\.Old: v2 no longer has this parameter \(v1 had it\)/);
        assert.match(said, /provisioningParameters\.New: is required since v2/);
        assert.match(
          said,
          /provisioningParameters\.Kept: there is no previous value: v1 has no such parameter/,
        );
        assert.deepEqual(sent(), []);
      },
    );
  });
});
