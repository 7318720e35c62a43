import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { awsFor, type Aws } from "../../../provider/aws/clients";
import { systemClock } from "../../../provider/base/clock";

interface Stand {
  aws: Aws;
  /** How many requests have arrived. */
  arrived: () => number;
}

/** A stand-in for Service Catalog on the loopback address, with a clock of its own, ms ahead of this machine's. */
async function withService(
  { status = 200, ahead = 0 }: { status?: number; ahead?: number },
  work: (stand: Stand) => Promise<void>,
): Promise<void> {
  let count = 0;
  const server = createServer((request, answer) => {
    request.resume();
    count++;
    answer.sendDate = false;
    answer.setHeader("Date", new Date(Date.now() + ahead).toUTCString());
    answer.setHeader("Content-Type", "application/x-amz-json-1.1");
    answer.writeHead(status).end(status === 200 ? "{}" : `{"__type":"InternalFailure"}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const servicecatalog = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await work({
      aws: awsFor({ region: "eu-west-1", endpoints: { servicecatalog } }),
      arrived: () => count,
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe("a request to AWS", () => {
  const before = { ...process.env };
  beforeEach(() => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
  });
  afterEach(() => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) {
      if (before[name]) process.env[name] = before[name];
      else delete process.env[name];
    }
  });

  for (const seconds of [-600, -30, 0, 30, 600])
    it(`tells AWS's time by its answer, ${seconds} s ahead of the machine's, and never more than that`, () =>
      withService({ ahead: seconds * 1000 }, async ({ aws }) => {
        assert.equal(aws.clockOffset(), 0, "before the first answer");
        const client = await aws.serviceCatalog();
        const sent = systemClock.now();
        await client.describeProvisionedProduct({ Id: "pp-1" });
        const took = systemClock.now() - sent;
        const behind = seconds * 1000 - aws.clockOffset();
        assert.ok(behind >= -1 && behind <= 1_001 + took, `${behind} ms behind`);
      }));

  it("is one attempt: what the SDK repeats by itself goes on after the run is stopped", () =>
    withService({ status: 500 }, async ({ aws, arrived }) => {
      const client = await aws.serviceCatalog();
      await assert.rejects(() => client.terminateProvisionedProduct({ ProvisionedProductId: "pp-1" }));
      assert.equal(arrived(), 1);
    }));

  it("does not leave once the run is stopped, also when it was under way to be signed", () =>
    withService({}, async ({ aws, arrived }) => {
      const client = await aws.serviceCatalog();
      const stopper = new AbortController();
      const options = { stop: stopper.signal } as object;
      await client.terminateProvisionedProduct({ ProvisionedProductId: "pp-1" }, options);
      const sending = client.terminateProvisionedProduct({ ProvisionedProductId: "pp-1" }, options);
      stopper.abort(); // nothing of it has left yet: requests are made asynchronously
      await assert.rejects(sending, { code: "interrupted" });
      assert.equal(arrived(), 1);
    }));
});
