/**
 * Many products in one program, with the real CLI: how long `pulumi up` and `pulumi destroy` take with Pulumi's own
 * parallelism and with more of it. Run with `npx tsx bench/parallel.ts [products]` after a build; takes about eight
 * minutes. Every operation takes ten seconds in the emulator, which admits any number of calls, then ten a second.
 */
import { availableParallelism } from "node:os";
import { createEmulator } from "../emulator";
import { Project } from "../test/support/project";

const PRODUCTS = Number(process.argv[2] ?? 60);
const OPERATION = 10_000;
const RATES = [undefined, 10];

const catalog = {
  products: [
    {
      name: "web",
      versions: [{ name: "v1", template: { Resources: { Bucket: { Type: "AWS::S3::Bucket" } } } }],
    },
  ],
};

const program = `
const { ProvisionedProduct } = require("pulumi-servicecatalog");
for (let i = 0; i < ${PRODUCTS}; i++)
  new ProvisionedProduct("web-" + i, { productName: "web", provisioningArtifactName: "v1" });
`;

async function measure(
  rate: number | undefined,
  parallel: number | undefined,
): Promise<Record<string, string | number>> {
  const emulator = await createEmulator({
    catalog,
    durations: { create: OPERATION, terminate: OPERATION, lag: 500 },
  });
  emulator.limitCalls(rate);
  const project = await Project.create({
    program,
    env: { ...emulator.env, ...(parallel !== undefined && { PULUMI_PARALLEL: String(parallel) }) },
  });
  const seconds = async (work: () => ReturnType<Project["run"]>) => {
    const begun = Date.now();
    const { code, stdout } = await work();
    if (code !== 0) throw new Error(stdout);
    return Math.round((Date.now() - begun) / 1000);
  };
  try {
    const up = await seconds(() => project.run("up", "--yes", "--skip-preview"));
    const made = emulator.products().length;
    const calls = emulator.calls();
    const throttled = calls.filter(({ error }) => error?.startsWith("Throttling")).length;
    const destroy = await seconds(() => project.run("destroy", "--yes", "--skip-preview"));
    return {
      "calls a second": rate ?? "any",
      PULUMI_PARALLEL: parallel ?? "not set",
      up,
      destroy,
      made,
      calls: calls.length,
      throttled,
    };
  } finally {
    await project.remove();
    await emulator.close();
  }
}

void (async () => {
  console.log(
    `${PRODUCTS} products, ${OPERATION / 1000} s an operation, ${availableParallelism()} cores; times in seconds`,
  );
  const rows: Record<string, string | number>[] = [];
  for (const rate of RATES)
    for (const parallel of [undefined, PRODUCTS]) rows.push(await measure(rate, parallel));
  console.table(rows);
})();
