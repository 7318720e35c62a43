/**
 * Fifty products at once while AWS admits ten calls a second: how many are completed, and how many exist in AWS
 * without anybody who knows them. Run with `npx tsx bench/fiftyAtOnce.ts`; takes about two minutes.
 */
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { createEmulator, type Emulator } from "../emulator";
import { awsFor } from "../provider/aws/clients";
import { systemClock } from "../provider/base/clock";
import { identityOf } from "../provider/state/identity";
import { createHandler } from "../provider/engine/createHandler";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const PRODUCTS = 50;
const CALLS_PER_SECOND = 10;

const catalog = {
  products: [
    {
      name: "web",
      versions: [{ name: "v1", template: { Resources: { Bucket: { Type: "AWS::S3::Bucket" } } } }],
    },
  ],
};
const names = Array.from({ length: PRODUCTS }, (_, index) => `web-${index}`);

interface Result {
  /** Ids that the caller was given, with or without success. */
  known: Set<string>;
  completed: number;
}

/** What one writes first: a client as it comes, which provisions and looks at the record until it ends. */
async function plainClient(): Promise<Result> {
  const client = new ServiceCatalog({});
  const known = new Set<string>();
  const provision = async (name: string) => {
    const { RecordDetail: begun } = await client.provisionProduct({
      ProvisionedProductName: name,
      ProductName: "web",
      ProvisioningArtifactName: "v1",
      ProvisionToken: name,
    });
    for (;;) {
      const { RecordDetail: record } = await client.describeRecord({ Id: begun?.RecordId });
      if (record?.Status === "SUCCEEDED") break;
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
    known.add(begun?.ProvisionedProductId ?? "");
  };
  const results = await Promise.allSettled(names.map(provision));
  return { known, completed: results.filter(({ status }) => status === "fulfilled").length };
}

async function provider(): Promise<Result> {
  const silent = { progress: () => undefined, note: () => undefined, warn: () => undefined };
  const engine = { stop: new AbortController().signal, heard: () => Promise.resolve(), row: () => silent };
  const handler = createHandler({ engine, clock: systemClock, aws: awsFor });
  const known = new Set<string>();
  const provision = async (name: string) => {
    const { id } = await handler.create({
      name,
      productName: "web",
      provisioningArtifactName: "v1",
      __schema: 1,
      __provider: "",
      __urn: name,
      __identity: identityOf("organization", "project", "stack", name),
      __derivedName: name,
    });
    known.add(id);
  };
  const results = await Promise.allSettled(names.map(provision));
  return { known, completed: results.filter(({ status }) => status === "fulfilled").length };
}

async function measure(name: string, work: () => Promise<Result>): Promise<Record<string, string | number>> {
  const emulator: Emulator = await createEmulator({ catalog, durations: { create: 20_000 } });
  Object.assign(process.env, emulator.env);
  emulator.limitCalls(CALLS_PER_SECOND);
  const begun = Date.now();
  const { known, completed } = await work();
  const seconds = (Date.now() - begun) / 1000;
  const lost = emulator.products().filter(({ id }) => !known.has(id)).length;
  const calls = emulator.calls();
  const throttled = calls.filter(({ error }) => error?.startsWith("Throttling")).length;
  await emulator.close();
  return { client: name, completed, lost, calls: calls.length, throttled, seconds: seconds.toFixed(0) };
}

void (async () => {
  console.log(`${PRODUCTS} products at once, ${CALLS_PER_SECOND} calls a second`);
  console.table([await measure("plain SDK client", plainClient), await measure("this provider", provider)]);
})();
