/** Those who stand beside this provider in bench/many.ts: a plain client of the AWS SDK, and Terraform's schedule. */
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import type { Emulator } from "../emulator";

/** How long a peer is waited for, ms: what has not ended then is not done. */
const PATIENCE = 200_000;

/** Called when the end of an operation on this product is known. */
export type Report = (name: string, operation: "up" | "destroy") => void;
type Work = (names: string[], report: Report, emulator: Emulator) => Promise<{ up: number; destroy: number }>;

const clientOf = ({ url, env }: Emulator, more: object = {}) =>
  new ServiceCatalog({
    endpoint: url,
    region: env["AWS_REGION"] ?? "",
    credentials: {
      accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
    ...more,
  });

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** All at once; those that fail are not reported. */
async function timed(names: string[], until: number, work: (name: string) => Promise<void>): Promise<number> {
  const begun = Date.now();
  const all = Promise.allSettled(names.map(work));
  await Promise.race([all, sleep(until - begun)]);
  return (Date.now() - begun) / 1000;
}

const asked = (name: string) => ({
  ProvisionedProductName: name,
  ProductName: "web",
  ProvisioningArtifactName: "v1",
  ProvisionToken: name,
});

/** What one writes first: the SDK as it comes, and a look at the record every five seconds. */
export const plainClient: Work = async (names, report, emulator) => {
  const client = clientOf(emulator);
  const until = Date.now() + PATIENCE;
  const follow = async (Id: string | undefined) => {
    for (;;) {
      const { RecordDetail } = await client.describeRecord({ Id });
      if (RecordDetail?.Status === "SUCCEEDED") return;
      await sleep(5_000);
    }
  };
  const up = await timed(names, until, async (name) => {
    const { RecordDetail } = await client.provisionProduct(asked(name));
    await follow(RecordDetail?.RecordId);
    report(name, "up");
    await client.describeProvisionedProduct({ Name: name });
  });
  const destroy = await timed(names, until, async (name) => {
    const { RecordDetail } = await client.terminateProvisionedProduct({
      ProvisionedProductName: name,
      TerminateToken: name,
    });
    await follow(RecordDetail?.RecordId);
    report(name, "destroy");
  });
  return { up, destroy };
};

/** Up to 25 attempts, with pauses that grow to 20 s: the SDK for Go has no common allowance for them, as that for Node has. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await call();
    } catch (error) {
      if (!(error as Error).name.startsWith("Throttling") || attempt === 25) throw error;
      await sleep(Math.random() * Math.min(1_000 * 2 ** attempt, 20_000));
    }
}

/**
 * The calls of hashicorp/aws, from its source: twenty-five attempts; the status of the product at 0, 2, 4, 8, 10, 10 s …
 * until it has been AVAILABLE twice; a read after the create and one before the delete; then the same looks, from 0.2 s
 * on, until the product is not found.
 */
export const terraform: Work = async (names, report, emulator) => {
  const client = clientOf(emulator, { maxAttempts: 1 });
  const until = Date.now() + PATIENCE;
  const status = async (Name: string) =>
    (await patiently(() => client.describeProvisionedProduct({ Name }))).ProvisionedProductDetail;
  const read = async (name: string) => {
    const detail = await status(name);
    await patiently(() => client.describeRecord({ Id: detail?.LastProvisioningRecordId }));
    await patiently(() => client.getProvisionedProductOutputs({ ProvisionedProductName: name }));
  };
  const up = await timed(names, until, async (name) => {
    await patiently(() => client.provisionProduct(asked(name)));
    for (let seen = 0, pause = 2_000; ; pause = Math.min(pause * 2, 10_000)) {
      seen = (await status(name))?.Status === "AVAILABLE" ? seen + 1 : 0;
      if (seen === 2) break;
      await sleep(pause);
    }
    report(name, "up");
    await read(name);
  });
  const destroy = await timed(names, until, async (name) => {
    await read(name);
    await patiently(() =>
      client.terminateProvisionedProduct({ ProvisionedProductName: name, TerminateToken: name }),
    );
    for (let pause = 200; ; pause = Math.min(pause * 2, 10_000)) {
      const isThere = await status(name).catch((error: Error) => {
        if (error.name === "ResourceNotFoundException") return undefined;
        throw error;
      });
      if (!isThere) break;
      await sleep(pause);
    }
    report(name, "destroy");
  });
  return { up, destroy };
};
