import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import type { Project } from "../support/project";
import { root } from "../support/setup";
import { everything, inWorld, type World } from "../engine/fixture";

interface Ran {
  code: number | string;
  stdout: string;
  stderr: string;
}

/** Products that others have provisioned are seen by a wider policy only. */
const emulator = { profile: "end-user-account" } as const;

const command = (project: Project, ...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const cli = path.join(root, "dist", "provider", "cli.js");
    const options = { cwd: project.folder, env: project.env };
    execFile(process.execPath, [cli, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

async function provision({ emulator }: World, name: string, parameters: Record<string, string>, team = "a") {
  const client = new ServiceCatalog({
    endpoint: emulator.url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  await client.provisionProduct({
    ProvisionedProductName: name,
    ProductName: "web",
    ProvisioningArtifactName: "v1",
    ProvisioningParameters: Object.entries(parameters).map(([Key, Value]) => ({ Key, Value })),
    Tags: [{ Key: "team", Value: team }],
    ProvisionToken: `console-${name.replace(".", "_")}`,
  });
}

async function settled({ emulator }: World): Promise<void> {
  while (emulator.products().some(({ status }) => status === "UNDER_CHANGE") || unfinished(emulator))
    await new Promise((resolve) => setTimeout(resolve, 50));
  emulator.clearCalls();
}
const unfinished = (emulator: World["emulator"]) =>
  emulator.records().some(({ status }) => status !== "SUCCEEDED" && status !== "FAILED");

const all = ["adopt", "--stack", "test", "--owner", "account"];

describe("pulumi-servicecatalog adopt", () => {
  it("takes products into a stack as they are: the first preview shows no change", () =>
    inWorld({ program: `import "./adopted";`, language: "typescript", emulator }, async (world) => {
      const { project, emulator, sent } = world;
      await provision(world, "shop-1", { Size: "large", Password: "hunter2-hunter2" });
      await provision(world, "shop.1", {});
      await provision(world, "shop-other", {}, "b");
      await provision(world, "blog", {});
      await settled(world);

      const ran = await command(project, ...all, "--name", "shop*", "--tag", "team=a");
      assert.deepEqual([ran.code, ran.stderr], [0, ""], ran.stdout);
      assert.match(ran.stdout, /^2 products written to adopted-import.json and adopted.ts\./);
      const written = readFileSync(path.join(project.folder, "adopted.ts"), "utf8");
      assert.match(written, /export const shop1 = new ProvisionedProduct\("shop-1"/);
      assert.match(written, /export const shop1_2 = new ProvisionedProduct\("shop\.1"/);
      assert.match(written, /Size: "large"/);
      assert.match(written, /config\.getSecret\("shop1Password"\) \?\? ProvisionedProduct\.previousValue/);
      assert.doesNotMatch(written, /hunter2/);

      const next = /pulumi (import .*)$/m.exec(ran.stdout)?.[1]?.split(" ") ?? [];
      const imported = await project.run(...next);
      assert.equal(imported.code, 0, everything(imported));
      const preview = await project.run("preview", "--expect-no-changes", "--diff");
      assert.equal(preview.code, 0, everything(preview));
      assert.deepEqual(sent(), []);
      assert.doesNotMatch(project.stateText(), /hunter2/, "an output repeats the NoEcho parameter");

      await project.config("shop1Password", "new-password", { secret: true });
      const up = await project.up();
      assert.equal(up.code, 0, everything(up));
      assert.deepEqual(sent(), ["UpdateProvisionedProduct"]);
      const { parameters } = emulator.products().find(({ name }) => name === "shop-1") ?? assert.fail();
      assert.deepEqual([parameters.Size, parameters.Password], ["large", "new-password"]);
      const again = await project.run("preview", "--expect-no-changes");
      assert.equal(again.code, 0, everything(again));
      assert.doesNotMatch(project.stateText(), /new-password/);
    }));

  it("says what is wrong, and writes nothing over", () =>
    inWorld({}, async (world) => {
      const { project } = world;
      const noStack = await command(project, "adopt");
      assert.deepEqual([noStack.code, /--stack is needed/.test(noStack.stderr)], [1, true], noStack.stderr);
      const none = await command(project, "adopt", "--stack", "test");
      assert.match(none.stderr, /No product to adopt in us-east-1 of account 123456789012/);
      const denied = await command(project, ...all);
      assert.match(denied.stderr, /AccessDenied[^]*Nothing was changed[^]*A smaller --owner may be allowed/);
      assert.equal(existsSync(path.join(project.folder, "adopted.ts")), false);
      project.write("adopted.ts", "mine");
      const inTheWay = await command(project, "adopt", "--stack", "test");
      assert.match(inTheWay.stderr, /adopted\.ts would be overwritten/);
    }));

  it("goes through all pages, and leaves out what cannot be adopted, with the reason", () =>
    inWorld({ emulator }, async (world) => {
      const { project, emulator } = world;
      emulator.fail("broken", { operation: "create" });
      await provision(world, "broken", {});
      for (let number = 100; number < 230; number++) await provision(world, `many-${number}`, {});
      await settled(world);
      const ran = await command(project, ...all);
      assert.equal(ran.code, 0, ran.stderr);
      assert.match(ran.stdout, /^130 products written/);
      assert.match(ran.stderr, /100 of 131 products looked at/);
      assert.match(ran.stderr, /broken \(pp-\w+\) is left out: it is ERROR\./);
      assert.deepEqual(emulator.calls({ mutating: true }), []);
    }));
});
