import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { everything, running, slow } from "../engine/fixture";
import { inYamlWorld, TYPE, yamlProgram } from "../engine/yaml";
import type { Project } from "../support/project";

/** A command that must succeed; answers all that it printed. */
async function succeed(project: Project, ...args: string[]): Promise<string> {
  const result = await project.run(...args);
  assert.equal(result.code, 0, `pulumi ${args.join(" ")}\n${everything(result)}`);
  return everything(result);
}

const up = ["up", "--yes", "--skip-preview"];
const unchanged = ["preview", "--expect-no-changes"];
const sized = (Size: string) => yamlProgram({ provisioningParameters: { Size } });

/** A product that shows in its diff what a preview knows of the first one. */
const copy = {
  type: TYPE,
  properties: {
    productName: "web",
    provisioningArtifactName: "v1",
    tags: { arn: "${web.arn}", url: "${web.outputs.Url}" },
  },
};

/** The plugin processes of a project, known by the Pulumi home in their environment. */
function plugins(project: Project): number[] {
  return readdirSync("/proc")
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("pulumi-resource-servicecatalog") &&
          readFileSync(`/proc/${pid}/environ`, "utf8").includes(`PULUMI_HOME=${project.env.PULUMI_HOME}`)
        );
      } catch {
        return false; // not a process, or it has ended meanwhile
      }
    })
    .map(Number);
}

describe("a YAML program", () => {
  it("leads a product through its life, and finds what was changed outside", () =>
    inYamlWorld({}, async ({ emulator, project, sent, write }) => {
      await succeed(project, "preview");
      assert.deepEqual(sent(), []);
      await succeed(project, ...up);
      assert.deepEqual(sent(), ["ProvisionProduct"]);
      await succeed(project, ...unchanged);
      const { arn, url } = await project.outputs();
      assert.equal(url, "https://web.example/small/nobody");

      write(sized("large"));
      assert.match(await succeed(project, "preview", "--diff"), /\+ Size: "large"/);
      write(yamlProgram({ provisioningParameters: { Size: "large" } }, {}, {}, { copy }));
      const preview = await succeed(project, "preview", "--diff");
      assert.ok(preview.includes(`arn: ${JSON.stringify(arn)}`), `the ARN stays known: ${preview}`);
      assert.match(preview, /url: \[unknown\]/);
      write(sized("large"));
      await succeed(project, ...up);
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
      await succeed(project, ...unchanged);
      assert.equal((await project.outputs()).arn, arn);

      emulator.outside.setParameters("web-1", { Size: "small" });
      const refreshed = await succeed(project, "refresh", "--yes", "--skip-preview", "--diff");
      assert.match(refreshed, /~ Size: "large" => "small"/);
      assert.deepEqual(sent(), []);
      await succeed(project, ...up);
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
      await succeed(project, "destroy", "--yes", "--skip-preview");
      assert.deepEqual(sent(), ["TerminateProvisionedProduct"]);
      assert.deepEqual(emulator.products(), []);
    }));

  it("fails in the preview, by the path of the parameter and without its value", () =>
    inYamlWorld(
      {
        program: yamlProgram({
          provisioningParameters: { Size: { "fn::secret": "enormous" }, Sise: "small" },
        }),
      },
      async ({ project, sent }) => {
        const preview = await project.run("preview");
        assert.notEqual(preview.code, 0);
        const text = everything(preview);
        assert.match(text, /provisioningParameters\.Size/);
        assert.match(text, /provisioningParameters\.Sise/);
        assert.doesNotMatch(text, /enormous/);
        assert.deepEqual(sent(), []);
      },
    ));

  it("keeps a product whose provisioning has failed, and what runs after an update that has", () =>
    inYamlWorld({}, async ({ emulator, project, write }) => {
      emulator.fail("web-1", { operation: "create", kind: "resource", resources: ["Bucket"] });
      const failed = await project.run(...up);
      assert.equal(failed.code, 1);
      assert.match(everything(failed), /could not be provisioned.*Bucket/s);
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
      await succeed(project, "destroy", "--yes", "--skip-preview");

      await succeed(project, ...up);
      write(sized("large"));
      emulator.fail("web-1", { operation: "update", kind: "resource", resources: ["Queue"] });
      const update = await project.run(...up);
      assert.equal(update.code, 1);
      assert.match(everything(update), /could not be updated.*Queue/s);
      assert.equal(project.resource("web")?.outputs?.status, "TAINTED");
      assert.match(await succeed(project, "preview", "--diff"), /\+ Size: "large"/);
      await succeed(project, ...up);
      assert.equal(emulator.products()[0]?.parameters.Size, "large");
      await succeed(project, ...unchanged);
    }));

  it("shows no secret, neither in state nor in anything that is printed, also when an update fails", () => {
    const secrets = ["marked-param-7f3a", "noecho-param-91bc", "marked-tag-55de"];
    const marked = (text: string) => ({ "fn::secret": text });
    const program = (Size: string) =>
      yamlProgram({
        provisioningParameters: { Size, Owner: marked("marked-param-7f3a"), Password: "noecho-param-91bc" },
        tags: { token: marked("marked-tag-55de") },
      });
    return inYamlWorld({ program: program("small") }, async ({ emulator, project, write }) => {
      const run = async (...args: string[]) => {
        const result = await project.run(...args);
        for (const secret of secrets)
          assert.ok(
            !`${everything(result)}${project.stateText()}`.includes(secret),
            `${args.join(" ")}: ${secret}`,
          );
        return result.code;
      };
      assert.equal(await run("preview", "--diff"), 0);
      assert.equal(await run(...up, "--diff"), 0);
      assert.equal(emulator.products()[0]?.parameters.Password, "noecho-param-91bc");
      assert.equal(await run(...unchanged), 0);
      assert.equal(await run("refresh", "--yes", "--diff"), 0);
      write(program("large"));
      emulator.fail("web-1", { operation: "update", kind: "resource", resources: ["Queue"] });
      assert.equal(await run("preview", "--diff"), 0);
      assert.equal(await run(...up, "--diff"), 1);
      assert.equal(await run(...up, "--diff"), 0);
      assert.equal(await run("destroy", "--yes", "--diff"), 0);
    });
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`stops at ${signal} at once, and up follows the operation to its end`, () =>
      inYamlWorld({ emulator: slow }, async ({ emulator, project, sent }) => {
        const first = project.start(...up);
        await first.printed(running);
        first.signal(signal);
        const stopped = await first.result;
        assert.notEqual(stopped.code, 0);
        assert.match(everything(stopped), /is still being provisioned/);
        assert.equal(emulator.records()[0]?.status, "IN_PROGRESS");
        assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
        await succeed(project, ...up);
        assert.deepEqual(sent(), ["ProvisionProduct"]);
        await succeed(project, ...unchanged);
      }));
  }

  it("takes up what a killed engine has begun, and its plugin ends by itself", async function () {
    if (process.platform !== "linux") return this.skip();
    await inYamlWorld({ emulator: slow }, async ({ emulator, project }) => {
      const killed = project.start(...up);
      await killed.printed(running);
      assert.ok(plugins(project).length > 0);
      killed.signal("SIGKILL");
      await killed.result;
      while (plugins(project).length > 0) await new Promise((resolve) => setImmediate(resolve));
      await succeed(project, "cancel", "--yes");
      await succeed(project, ...up);
      assert.equal(emulator.records().length, 1);
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
      await succeed(project, ...unchanged);
    });
  });

  it("takes up what a killed plugin has begun", async function () {
    if (process.platform !== "linux") return this.skip();
    await inYamlWorld({ emulator: slow }, async ({ emulator, project }) => {
      const broken = project.start(...up);
      await broken.printed(running);
      for (const pid of plugins(project)) process.kill(pid, "SIGKILL");
      assert.notEqual((await broken.result).code, 0);
      await succeed(project, ...up);
      assert.equal(emulator.records().length, 1);
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
      await succeed(project, ...unchanged);
    });
  });

  it("looks products up by name and id, and keeps outputs secret that may show a NoEcho parameter", () =>
    inYamlWorld({}, async ({ emulator, project, write }) => {
      await succeed(project, ...up);
      const id = emulator.products()[0]?.id;
      const look = (args: object, member: string) => ({
        "fn::invoke": {
          function: "servicecatalog:index:getProvisionedProduct",
          arguments: args,
          return: member,
        },
      });
      const outputs = {
        id: look({ name: "web-1" }, "id"),
        status: look({ id: "${web.id}" }, "status"),
        found: look({ name: "web-1" }, "outputs"),
      };
      write(yamlProgram({}, {}, { outputs }));
      emulator.clearCalls();
      assert.match(await succeed(project, ...up), /\+ found *: \[secret\]/);
      const { found, ...others } = await project.outputs();
      assert.deepEqual(others, { id, status: "AVAILABLE" });
      assert.equal((found as Record<string, string>).Url, "https://web.example/small/nobody");
      assert.deepEqual(emulator.calls({ mutating: true }), []);

      write(yamlProgram({}, {}, { outputs: { id: look({ name: "nothing" }, "id") } }));
      const absent = await project.run("preview");
      assert.notEqual(absent.code, 0);
      assert.match(everything(absent), /There is no provisioned product named "nothing" in us-east-1/);
    }));

  it("ends in one product when a replacement is forced, and in a new one where that is terminated first", () =>
    inYamlWorld({}, async ({ emulator, project, urn, write }) => {
      await succeed(project, ...up);
      const id = emulator.products()[0]?.id;
      const kept = await succeed(project, ...up, "--replace", urn);
      assert.match(kept, /is not terminated: .* needs the option deleteBeforeReplace: true/);
      assert.deepEqual(
        emulator.products().map((product) => product.id),
        [id],
      );
      await succeed(project, ...unchanged);
      write(yamlProgram({}, { deleteBeforeReplace: true }));
      await succeed(project, ...up, "--replace", urn);
      const [product, ...others] = emulator.products();
      assert.notEqual(product?.id, id);
      assert.deepEqual(others, []);
      assert.equal(project.resource("web")?.id, product?.id);
    }));

  it("refuses a forced replacement of a product that others have worked on, before anything is changed", () =>
    inYamlWorld({}, async ({ emulator, project, urn }) => {
      await succeed(project, ...up);
      emulator.outside.setVersion("web-1", "v2");
      const records = emulator.records().length;
      const refused = await project.run(...up, "--replace", urn);
      assert.notEqual(refused.code, 0);
      assert.match(everything(refused), /is taken by pp-.*deleteBeforeReplace: true terminates it first/s);
      assert.equal(emulator.records().length, records);
      assert.equal(project.resource("web")?.id, emulator.products()[0]?.id);
    }));

  it("takes settings from a provider of its own, with types, and from stack config", () =>
    inYamlWorld({}, async ({ emulator, project, sent, write }) => {
      const account = "123456789012";
      const guarded = (settings: object) =>
        yamlProgram(
          {},
          { provider: "${elsewhere}" },
          {},
          { elsewhere: { type: "pulumi:providers:servicecatalog", properties: settings } },
        );
      write(guarded({ forbiddenAccountIds: [account] }));
      const refused = await project.run("preview");
      assert.notEqual(refused.code, 0);
      assert.match(everything(refused), /forbidden: 123456789012/);

      write(guarded({ allowedAccountIds: [account], defaultTags: { tags: { team: "a" } } }));
      await succeed(project, ...up);
      assert.deepEqual(emulator.products()[0]?.tags, { team: "a" });
      await succeed(project, ...unchanged);

      // The same product by the default provider: what a provider says is no reason to replace it.
      write(yamlProgram());
      await project.config("servicecatalog:defaultTags", `{"tags":{"team":"a"}}`);
      await succeed(project, ...up);
      await succeed(project, ...unchanged);
      assert.deepEqual(sent(), ["ProvisionProduct"]);
      await project.config("servicecatalog:retainPhysicalResources", "perhaps");
      const unusable = await project.run("preview");
      assert.notEqual(unusable.code, 0);
      assert.match(everything(unusable), /retainPhysicalResources is "perhaps"/);
    }));

  it("is written by pulumi import, for a product that exists, and previews unchanged", () =>
    inYamlWorld({ program: sized("large") }, async ({ emulator, project, sent, write }) => {
      await succeed(project, ...up);
      const id = emulator.products()[0]?.id ?? "";
      await succeed(project, "state", "delete", `urn:pulumi:test::project::${TYPE}::web`, "--yes");
      sent();
      write(yamlProgram({}, {}, { resources: {}, outputs: {} }));
      await succeed(project, "import", TYPE, "found", id, "--yes", "--protect=false", "--out", "found.yaml");
      const text = readFileSync(path.join(project.folder, "found.yaml"), "utf8");
      const { resources } = parse(text) as { resources: Record<string, unknown> };
      write(yamlProgram({}, {}, { resources, outputs: {} }));
      await succeed(project, ...unchanged);
      await succeed(project, ...up);
      assert.deepEqual(sent(), []);
      assert.equal(project.resource("found")?.id, id);
    }));
});
