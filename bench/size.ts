/*
 * How small it is: `npx tsx bench/size.ts`, after a build; it takes two minutes. What a provider process needs beside the
 * bare host, the process of @pulumi/pulumi with a provider that does nothing: time to its first answer, memory while
 * 1,000 operations wait. And how much of the state is a product's.
 */
import { readFileSync } from "node:fs";
import { createEmulator, type Emulator } from "../emulator";
import { derivedName, identityOf } from "../provider/state/identity";
import { Project } from "../test/support/project";
import { PACKAGE_TEXT, ProviderProcess } from "../test/support/providerProcess";

const STARTS = 9;
const WAITING = 1_000;
const PRODUCTS = 20;
/** How long operations are let wait before the memory is read, ms: searches and looks are part of waiting. */
const WHILE = 20_000;

const NOTHING = `exports.handler = () => ({
  check: async (olds, inputs) => ({ inputs, failures: [] }),
  create: () => new Promise(() => undefined),
})`;

const catalog = {
  products: [
    {
      name: "web",
      versions: [{ name: "v1", template: { Resources: { Bucket: { Type: "AWS::S3::Bucket" } } } }],
    },
  ],
};
const type = "pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct";
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function inputsOf(name: string) {
  const urn = `urn:pulumi:test::project::${type}::${name}`;
  const __identity = identityOf("organization", "project", "test", urn);
  const __derivedName = derivedName(name, __identity);
  const args = { name, productName: "web", provisioningArtifactName: "v1" };
  return [urn, { ...args, __schema: 1, __urn: urn, __identity, __derivedName }] as const;
}

async function start(text: string, { env }: Emulator): Promise<ProviderProcess> {
  const provider = await ProviderProcess.start({ text, env });
  await provider.configure({ "servicecatalog:validation": "off" });
  return provider;
}

/** From the start of the process to the answer to its first check, ms. */
async function timeToAnswer(text: string, emulator: Emulator): Promise<number> {
  const begun = performance.now();
  const provider = await start(text, emulator);
  await provider.check(inputsOf("web")[0], {}, inputsOf("web")[1]);
  const took = performance.now() - begun;
  await provider.close();
  return took;
}

/** Most memory of the process while so many creates wait, MB. */
async function memory(text: string, emulator: Emulator, count: number): Promise<number> {
  const provider = await start(text, emulator);
  const [urn, inputs] = inputsOf("first");
  await provider.check(urn, {}, inputs);
  for (let n = 0; n < count; n++) void provider.create(...inputsOf(`web-${n}`)).catch(() => undefined);
  if (text === PACKAGE_TEXT)
    while (emulator.calls({ operation: "ProvisionProduct" }).length < count) await sleep(200);
  await sleep(count === 0 ? 1_000 : WHILE);
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${provider.pid}/status`, "utf8")) ?? [];
  await provider.close();
  return Number(kilobytes) / 1024;
}

/** Bytes of the state file for each product. */
async function stateOf(emulator: Emulator): Promise<number> {
  const program = (count: number) => `
const { ProvisionedProduct } = require("pulumi-servicecatalog");
for (let n = 0; n < ${count}; n++)
  new ProvisionedProduct("web-" + n, { productName: "web", provisioningArtifactName: "v1" });`;
  const project = await Project.create({ program: program(1), env: emulator.env });
  try {
    const sizes: number[] = [];
    for (const count of [1, 1 + PRODUCTS]) {
      project.write("index.js", program(count));
      const { code, stdout } = await project.up();
      if (code !== 0) throw new Error(stdout);
      sizes.push(project.stateText().length);
    }
    return ((sizes[1] ?? 0) - (sizes[0] ?? 0)) / PRODUCTS;
  } finally {
    await project.remove();
  }
}

void (async () => {
  const slow = await createEmulator({ catalog, durations: { create: 3_600_000 } });
  const starts: [bare: number[], ours: number[]] = [[], []];
  for (let n = 0; n < STARTS; n++) {
    starts[0].push(await timeToAnswer(NOTHING, slow));
    starts[1].push(await timeToAnswer(PACKAGE_TEXT, slow));
  }
  const [bareStart, ourStart] = starts.map(median) as [number, number];
  const bare = await memory(NOTHING, slow, 0);
  const bareWaiting = await memory(NOTHING, slow, WAITING);
  const ours = await memory(PACKAGE_TEXT, slow, WAITING);
  await slow.close();
  const fast = await createEmulator({ catalog, durations: { create: 10, terminate: 10, lag: 0 } });
  const bytes = await stateOf(fast);
  await fast.close();
  const text = (value: number) => value.toFixed(0);
  console.log(`| | bare host | this provider | difference |
| --- | --- | --- | --- |
| first answer of a process | ${text(bareStart)} ms | ${text(ourStart)} ms | ${text(ourStart - bareStart)} ms |
| memory, nothing asked | ${text(bare)} MB | | |
| memory, ${WAITING} operations waiting | ${text(bareWaiting)} MB | ${text(ours)} MB | ${text(ours - bareWaiting)} MB; ${text(ours - bare)} MB over a host with nothing to do |
| state of a product | | ${text(bytes)} bytes | |`);
})();
