import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { awsFor } from "../../../provider/aws/clients";
import type { Connection } from "../../../provider/config/connection";
import { useOwnEnvironment, withStandInAws, type Asked, type StandIn } from "./standInAws";

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

describe("the credentials of a connection", () => {
  useOwnEnvironment();
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "credentials-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const keyOf = (profile: string, key: string) =>
    `[${profile}]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`;

  /** What STS is asked until it says who calls. */
  async function ask(standIn: StandIn, connection: Connection): Promise<Asked[]> {
    const before = standIn.asked.length;
    await awsFor({ endpoints: { sts: standIn.url }, ...connection }).accountId();
    return standIn.asked.slice(before);
  }
  const caller = (asked: Asked[]) => asked.at(-1)?.key;

  it("are those that the SDK finds, where nothing is set", () =>
    withStandInAws(async (standIn) => {
      const asked = await ask(standIn, {});
      assert.deepEqual(
        asked.map(({ key, form }) => [key, form["Action"]]),
        [["fromEnvironment", "GetCallerIdentity"]],
      );
    }));

  it("are those of a profile, in the files that are set or in those of the environment", () =>
    withStandInAws(async (standIn) => {
      delete process.env.AWS_ACCESS_KEY_ID; // which goes before the profile "default"
      const config = file("config", keyOf("default", "ofDefault") + keyOf("profile dev", "fromConfig"));
      const shared = file("credentials", keyOf("ops", "fromCredentials") + keyOf("default", "ofShared"));
      const empty = file("empty", "");
      process.env.AWS_CONFIG_FILE = file("own", keyOf("profile dev", "ofEnvironment"));
      process.env.AWS_SHARED_CREDENTIALS_FILE = empty;
      assert.equal(caller(await ask(standIn, { profile: "dev" })), "ofEnvironment");
      assert.equal(caller(await ask(standIn, { profile: "dev", sharedConfigFiles: [config] })), "fromConfig");
      assert.equal(
        caller(await ask(standIn, { profile: "ops", sharedCredentialsFiles: [shared] })),
        "fromCredentials",
      );
      assert.equal(caller(await ask(standIn, { sharedConfigFiles: [config] })), "ofDefault");
      assert.equal(caller(await ask(standIn, { sharedCredentialsFiles: [shared] })), "ofShared");
    }));

  it("are those of a chain of roles, each assumed by the one before", () =>
    withStandInAws(async (standIn) => {
      const assumeRoles = [
        { roleArn: role("first") },
        {
          roleArn: role("second"),
          sessionName: "me",
          externalId: "theirs",
          policy: "{}",
          policyArns: ["arn:policy"],
          sourceIdentity: "ann",
          tags: { team: "red" },
          transitiveTagKeys: ["team"],
          duration: "1h30m",
        },
      ];
      const [first, second, identity, ...more] = await ask(standIn, { assumeRoles });
      const Version = "2011-06-15";
      assert.deepEqual(first, {
        ...{ key: "fromEnvironment", region: "eu-west-1" },
        form: {
          ...{ Action: "AssumeRole", Version, RoleArn: role("first") },
          ...{ RoleSessionName: "pulumi-servicecatalog" },
        },
      });
      assert.deepEqual(second, {
        ...{ key: "first", region: "eu-west-1" },
        form: {
          ...{ Action: "AssumeRole", Version, RoleArn: role("second"), RoleSessionName: "me" },
          ...{ ExternalId: "theirs", Policy: "{}", "PolicyArns.member.1.arn": "arn:policy" },
          ...{ SourceIdentity: "ann", "Tags.member.1.Key": "team", "Tags.member.1.Value": "red" },
          ...{ "TransitiveTagKeys.member.1": "team", DurationSeconds: "5400" },
        },
      });
      assert.deepEqual([identity?.key, more], ["second", []]);
    }));

  it("are those of a web identity, and of roles that it assumes", () =>
    withStandInAws(async (standIn) => {
      const tokenFile = file("token", "from the settings");
      process.env.AWS_WEB_IDENTITY_TOKEN_FILE = file("other", "from the environment");
      const whole = { roleArn: role("web"), tokenFile, sessionName: "me", duration: "20m" };
      const [web, next] = await ask(standIn, {
        webIdentity: whole,
        assumeRoles: [{ roleArn: role("next") }],
      });
      assert.deepEqual(web, {
        ...{ key: undefined, region: undefined },
        form: {
          ...{ Action: "AssumeRoleWithWebIdentity", Version: "2011-06-15", RoleArn: role("web") },
          ...{ RoleSessionName: "me", WebIdentityToken: "from the settings", DurationSeconds: "1200" },
        },
      });
      assert.equal(next?.key, "web");
      const asked = await ask(standIn, { webIdentity: { roleArn: role("plain") } });
      const { WebIdentityToken, DurationSeconds } = asked[0]?.form ?? {};
      assert.deepEqual([WebIdentityToken, DurationSeconds], ["from the environment", undefined]);
      assert.equal(caller(asked), "plain");
    }));

  it("are those of the last of all that is set", () =>
    withStandInAws(async (standIn) => {
      const asked = await ask(standIn, {
        profile: "dev",
        sharedConfigFiles: [file("config", keyOf("profile dev", "fromConfig"))],
        sharedCredentialsFiles: [file("credentials", "")],
        webIdentity: { roleArn: role("web"), tokenFile: file("token", "t") },
        assumeRoles: [{ roleArn: role("last") }],
      });
      assert.equal(caller(asked), "last");
    }));

  it("are asked for in the region of the connection, or in that which the SDK finds", () =>
    withStandInAws(async (standIn) => {
      process.env.AWS_REGION = "us-west-2";
      const assumeRoles = [{ roleArn: role("first") }];
      for (const [connection, region] of [
        [{ assumeRoles, region: "eu-north-1" }, "eu-north-1"],
        [{ assumeRoles }, "us-west-2"],
      ] as const)
        assert.deepEqual(
          (await ask(standIn, connection)).map((asked) => asked.region),
          [region, region],
        );
    }));
});
