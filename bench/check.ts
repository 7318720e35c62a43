/*
 * What checking costs: `npx tsx bench/check.ts [number of resources ...]`, after a build.
 *
 * Previews of so many products of one version, in turn: with a dynamic provider that does nothing (the floor of engine
 * and program), with ours that looks nothing up (`servicecatalog:validation: off`), and with ours against the emulator,
 * which counts the calls. Times depend on the machine, ratios hardly.
 */
import { createEmulator, type Emulator } from "../emulator";
import { Project } from "../test/support/project";

const COUNTS = process.argv.slice(2).map(Number);
const RUNS = 2; // of the small ones; a big one is steady by itself

const template = {
  Parameters: {
    Size: { Type: "String", AllowedValues: ["small", "medium", "large"] },
    Owner: { Type: "String", AllowedPattern: "[a-z][a-z0-9-]*", MaxLength: 20 },
    Count: { Type: "Number", MinValue: 1, MaxValue: 10 },
    Zones: { Type: "CommaDelimitedList", AllowedValues: ["a", "b", "c"] },
    Password: { Type: "String", NoEcho: true, MinLength: 8, Default: "only-for-tests" },
  },
  Rules: {
    SmallInTests: {
      RuleCondition: { "Fn::Equals": [{ Ref: "Owner" }, "test"] },
      Assertions: [{ Assert: { "Fn::Equals": [{ Ref: "Size" }, "small"] }, AssertDescription: "small only" }],
    },
  },
  Resources: { Bucket: { Type: "AWS::S3::Bucket" } },
};

const args = `{
  name: "bench-" + i, productName: "web", provisioningArtifactName: "v1", tags: { team: "a" },
  provisioningParameters: { Size: "small", Owner: "owner-" + i, Count: 1 + i % 10, Zones: ["a", "b"] },
}`;

const ours = (count: number) => `
  const { ProvisionedProduct } = require("pulumi-servicecatalog");
  for (let i = 0; i < ${count}; i++) new ProvisionedProduct("web-" + i, ${args});`;

const nothing = "exports.handler = () => ({ check: async (olds, inputs) => ({ inputs }) })";
const floor = (count: number) => `
  const pulumi = require("@pulumi/pulumi");
  for (let i = 0; i < ${count}; i++)
    new pulumi.CustomResource("pulumi-nodejs:dynamic/bench:Nothing", "web-" + i,
      { ...${args}, __provider: ${JSON.stringify(nothing)} });`;

async function preview(program: string, emulator: Emulator, validation = "default"): Promise<number> {
  const config = { "servicecatalog:validation": validation };
  const project = await Project.create({ program, env: emulator.env, config });
  try {
    const begun = performance.now();
    const { code, stdout } = await project.run("preview", "--suppress-outputs");
    if (code !== 0) throw new Error(stdout);
    return performance.now() - begun;
  } finally {
    await project.remove();
  }
}

async function main(): Promise<void> {
  const emulator = await createEmulator({
    catalog: { products: [{ name: "web", versions: [{ name: "v1", template }] }] },
  });
  console.log("resources | floor | nothing looked up | checked | calls");
  for (const count of COUNTS.length > 0 ? COUNTS : [1, 100, 1000]) {
    const best = [Infinity, Infinity, Infinity];
    for (let run = 0; run < (count > 10 ? 1 : RUNS); run++) {
      for (const [way, measure] of [
        () => preview(floor(count), emulator),
        () => preview(ours(count), emulator, "off"),
        () => preview(ours(count), emulator),
      ].entries()) {
        emulator.clearCalls();
        best[way] = Math.min(best[way] ?? Infinity, await measure());
      }
    }
    const calls = new Map<string, number>();
    for (const { operation } of emulator.calls()) calls.set(operation, (calls.get(operation) ?? 0) + 1);
    const told = [...calls].map(([operation, times]) => `${times} ${operation}`).join(", ");
    const times = best.map((ms) => `${(ms / 1000).toFixed(1)} s (${(ms / (best[0] ?? ms)).toFixed(2)})`);
    console.log([count, ...times, told].join(" | "));
  }
  await emulator.close();
}

void main();
