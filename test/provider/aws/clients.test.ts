import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { awsFor } from "../../../provider/aws/clients";
import { connectionFor } from "../../../provider/config/connection";
import { readStackConfig } from "../../../provider/config/stackConfig";
import { transientReason } from "../../../provider/aws/calls";
import { someInputs } from "../support";

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:iam::123456789012:user/me</Arn><UserId>U</UserId><Account>123456789012</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

const REFUSED =
  "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";

/** A stand-in for STS on the loopback address. */
async function withSts(status: number, body: string, work: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((_, answer) =>
    answer.writeHead(status, { "content-type": "text/xml" }).end(body),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe("the guard of accounts", () => {
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

  const guarded = (sts: string, config: Record<string, string>) => {
    const stack: Record<string, string> = {
      "aws:region": "eu-west-1",
      "aws:endpoints": JSON.stringify([{ sts }]),
      ...config,
    };
    return awsFor(
      connectionFor(
        someInputs(),
        readStackConfig((key) => stack[key]),
      ),
    );
  };

  for (const [config, verdict] of [
    [{ "aws:forbiddenAccountIds": "[123456789012]" }, /account 123456789012, which the aws provider forbids/],
    [{ "aws:forbiddenAccountIds": "123456789012" }, /forbids/],
    [{ "aws:allowedAccountIds": "[210987654321]" }, /does not allow/],
    [{ "aws:allowedAccountIds": "[123456789012]" }, undefined],
    [{ "aws:forbiddenAccountIds": '["210987654321"]' }, undefined],
  ] as [Record<string, string>, RegExp | undefined][]) {
    it(`${verdict ? "stops" : "lets pass"} every call with ${JSON.stringify(config)}`, () =>
      withSts(200, IDENTITY, async (url) => {
        const aws = guarded(url, config);
        for (const open of [() => aws.serviceCatalog(), () => aws.cloudFormation()]) {
          if (verdict) await assert.rejects(open, { code: "account", message: verdict });
          else await open();
        }
      }));
  }

  it("asks the STS of the settings for a role as well", () =>
    withSts(403, REFUSED, async (url) => {
      const aws = guarded(url, { "aws:assumeRole": '{"roleArn":"arn:aws:iam::123456789012:role/r"}' });
      await assert.rejects(() => aws.accountId(), { name: "AccessDenied", message: "no" });
    }));

  it("is named by the message when STS refuses, and nothing is opened", () =>
    withSts(403, REFUSED, async (url) => {
      const aws = guarded(url, { "aws:forbiddenAccountIds": "111122223333" });
      await assert.rejects(
        () => aws.serviceCatalog(),
        (error: Error) => {
          assert.match(error.message, /^forbiddenAccountIds cannot be held against .*GetCallerIdentity/);
          assert.equal(error.name, "AccessDenied");
          return true;
        },
      );
    }));

  it("is named when STS is out of reach, which is asked again", async () => {
    const aws = guarded("http://127.0.0.1:9", { "aws:allowedAccountIds": "111122223333" });
    await assert.rejects(
      () => aws.serviceCatalog(),
      (error: Error) => {
        assert.match(error.message, /^allowedAccountIds cannot be held against/);
        assert.notEqual(transientReason(error), undefined);
        return true;
      },
    );
  });
});
