import assert from "node:assert/strict";
import { awsFor, type CallOptions } from "../../../provider/aws/clients";
import type { Connection } from "../../../provider/config/connection";
import { connectionFor } from "../../../provider/config/connection";
import { readStackConfig } from "../../../provider/config/stackConfig";
import { nameOf } from "../../../provider/base/errors";
import { transientReason } from "../../../provider/aws/calls";
import { someInputs } from "../support";
import { useOwnEnvironment, withStandInAws } from "./standInAws";

const REFUSED = {
  status: 403,
  body: "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>",
};

describe("the clients of a connection", () => {
  useOwnEnvironment();

  const open = (url: string, more: Connection = {}) =>
    awsFor({
      region: "eu-west-1",
      endpoints: { sts: url, servicecatalog: url, cloudformation: url },
      ...more,
    });

  it("are shared by all who use it, and none are made before they are needed", () =>
    withStandInAws(async (standIn) => {
      const aws = open(standIn.url);
      assert.equal(open(standIn.url), aws);
      assert.notEqual(open(standIn.url, { profile: "other" }), aws);
      assert.equal(await aws.serviceCatalog(), await aws.serviceCatalog());
      assert.deepEqual(standIn.asked, [], "nobody is asked who calls");
    }));

  it("call the endpoints and the region of the connection, with its profile, each attempt once", () =>
    withStandInAws(async ({ url }) => {
      const aws = open(url, { profile: "dev" });
      for (const { config } of [await aws.serviceCatalog(), await aws.cloudFormation()]) {
        assert.equal(await config.region(), "eu-west-1");
        assert.equal((await config.endpoint?.())?.port, Number(new URL(url).port));
        assert.equal((config as { profile?: string }).profile, "dev");
        assert.equal(await config.maxAttempts(), 1);
      }
      assert.equal(await aws.region(), "eu-west-1");
      const elsewhere = awsFor({ region: "eu-north-1", assumeRoles: [{ roleArn: "arn:role" }] });
      assert.equal(await elsewhere.region(), "eu-north-1");
    }));

  it("say who calls", () =>
    withStandInAws(async ({ url }) => {
      const aws = open(url);
      assert.equal(await aws.accountId(), "123456789012");
      assert.equal(await aws.callerArn(), "arn:aws:iam::123456789012:user/fromEnvironment");
    }));

  it("wait for an answer half a minute, and have room for two hundred calls at once", () =>
    withStandInAws(async ({ url }) => {
      const client = await open(url).serviceCatalog();
      await client.describeRecord({ Id: "rec-1" });
      const handler = client.config.requestHandler as { httpHandlerConfigs?(): Record<string, unknown> };
      const { httpAgent, httpsAgent, ...times } = handler.httpHandlerConfigs?.() ?? {};
      assert.deepEqual(
        [times["connectionTimeout"], times["requestTimeout"], times["throwOnRequestTimeout"]],
        [5_000, 30_000, true],
      );
      for (const agent of [httpAgent, httpsAgent])
        assert.equal((agent as { maxSockets: number }).maxSockets, 200);
    }));

  it("send nothing any more once the run is stopped", () =>
    withStandInAws(async (standIn) => {
      const client = await open(standIn.url).serviceCatalog();
      const stopper = new AbortController();
      const options: CallOptions = { stop: stopper.signal };
      await client.describeRecord({ Id: "rec-1" }, options);
      stopper.abort();
      await assert.rejects(client.describeRecord({ Id: "rec-1" }, options), { code: "interrupted" });
      assert.equal(standIn.asked.length, 1);
    }));

  it("tell how far AWS's clock is ahead, as far as its answers do", () =>
    withStandInAws(async (standIn) => {
      const aws = open(standIn.url);
      const client = await aws.serviceCatalog();
      const look = () => client.describeRecord({ Id: "rec-1" });
      await look();
      assert.equal(aws.clockOffset(), 0);
      standIn.date = new Date(Date.now() + 600_000).toUTCString();
      await look();
      const offset = aws.clockOffset();
      assert.ok(offset > 590_000 && offset <= 600_000, String(offset));
      delete standIn.date;
      await look();
      assert.equal(aws.clockOffset(), offset);
    }));

  it("silence what the SDK says of versions of Node", () =>
    withStandInAws(async ({ url }) => {
      const aws = open(url);
      for (const make of [() => aws.serviceCatalog(), () => aws.cloudFormation(), () => aws.accountId()]) {
        delete process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED;
        await make();
        assert.equal(process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED, "true");
      }
    }));
});

describe("the guard of accounts", () => {
  useOwnEnvironment();

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
      withStandInAws(async ({ url }) => {
        const aws = guarded(url, config);
        for (const open of [() => aws.serviceCatalog(), () => aws.cloudFormation()]) {
          if (verdict) await assert.rejects(open, { code: "account", message: verdict });
          else await open();
        }
      }));
  }

  it("asks the STS of the settings for a role as well", () =>
    withStandInAws(async (standIn) => {
      standIn.answer = REFUSED;
      const aws = guarded(standIn.url, {
        "aws:assumeRole": '{"roleArn":"arn:aws:iam::123456789012:role/r"}',
      });
      await assert.rejects(() => aws.accountId(), { name: "AccessDenied", message: "no" });
    }));

  it("is named by the message when STS refuses, and nothing is opened", () =>
    withStandInAws(async (standIn) => {
      standIn.answer = REFUSED;
      const aws = guarded(standIn.url, { "aws:forbiddenAccountIds": "111122223333" });
      await assert.rejects(
        () => aws.serviceCatalog(),
        (error: Error) => {
          assert.match(error.message, /^forbiddenAccountIds cannot be held against .*GetCallerIdentity/);
          assert.deepEqual([error.name, nameOf(error.cause)], ["AccessDenied", "AccessDenied"]);
          return true;
        },
      );
      delete standIn.answer;
      await aws.serviceCatalog();
    }));

  it("has the name of its cause, also where that is the name of a kind of errors", async () => {
    const aws = guarded("nowhere", { "aws:forbiddenAccountIds": "111122223333" });
    await assert.rejects(
      () => aws.serviceCatalog(),
      (error: Error) => {
        assert.match(error.message, /^forbiddenAccountIds cannot be held against .*Invalid URL/);
        assert.deepEqual([error.name, nameOf(error.cause)], ["TypeError", "TypeError"]);
        return true;
      },
    );
  });

  it("names both lists, and what they say of the account", () =>
    withStandInAws(async (standIn) => {
      const both = { "aws:allowedAccountIds": "[111122223333]", "aws:forbiddenAccountIds": "[123456789012]" };
      await assert.rejects(() => guarded(standIn.url, both).serviceCatalog(), {
        message: [
          "The credentials belong to account 123456789012, which the aws provider forbids.",
          "Allowed: 111122223333; forbidden: 123456789012.",
        ].join("\n"),
      });
      for (const [config, said] of [
        [{ "aws:allowedAccountIds": "[111122223333]" }, "Allowed: 111122223333; forbidden: none."],
        [{ "aws:forbiddenAccountIds": "[123456789012]" }, "Allowed: any; forbidden: 123456789012."],
      ] as const)
        await assert.rejects(
          () => guarded(standIn.url, config).serviceCatalog(),
          (error: Error) => error.message.endsWith(said),
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
