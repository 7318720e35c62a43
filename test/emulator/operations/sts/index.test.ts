import assert from "node:assert/strict";
import { ProvisionProductCommand, SearchProvisionedProductsCommand } from "@aws-sdk/client-service-catalog";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { clientOf, useEmulator } from "../../support";

describe("STS", () => {
  const bench = useEmulator();
  const stsOf = (credentials = { accessKeyId: "AKIA222222222222", secretAccessKey: "x" }) =>
    new STSClient({ region: "eu-west-1", endpoint: bench.emulator.url, credentials, maxAttempts: 1 });

  it("tells who calls", async () => {
    const sts = stsOf();
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    assert.equal(identity.Account, "222222222222");
    assert.equal(identity.Arn, "arn:aws:iam::222222222222:user/AKIA222222222222");
    sts.destroy();
  });

  it("lets roles be assumed, whose account the session then is in", async () => {
    const sts = stsOf();
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: "arn:aws:iam::333333333333:role/deploy/Deployer",
        RoleSessionName: "ci",
      }),
    );
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
    assert.ok((Credentials?.Expiration?.getTime() ?? 0) > Date.now());
    const session = stsOf(credentials);
    const identity = await session.send(new GetCallerIdentityCommand({}));
    assert.equal(identity.Arn, "arn:aws:sts::333333333333:assumed-role/Deployer/ci");
    const client = clientOf(bench.emulator, { credentials });
    await client.send(
      new ProvisionProductCommand({
        ProductName: "Bucket",
        ProvisioningArtifactName: "v1",
        ProvisionedProductName: "logs",
      }),
    );
    assert.equal(bench.emulator.products({ account: "333333333333" }).length, 1);
    assert.equal(bench.emulator.records({ account: "333333333333" })[0]?.userArn, identity.Arn);
    const found = await client.send(new SearchProvisionedProductsCommand({}));
    assert.equal(found.ProvisionedProducts?.[0]?.UserArn, "arn:aws:iam::333333333333:role/Deployer");
    assert.equal(found.ProvisionedProducts[0].UserArnSession, identity.Arn);
    for (const each of [sts, session, client]) each.destroy();
  });

  describe("refuses to assume a role", () => {
    const RoleArn = "arn:aws:iam::333333333333:role/Deployer";
    const broken = (value: string, member: string, rule: string) =>
      `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: Member must ${rule}`;
    const long = "s".repeat(65);
    const cases: [string, Partial<AssumeRoleCommandInput>, string][] = [
      [
        "with a short ARN",
        { RoleArn: "admin" },
        broken("'admin'", "roleArn", "have length greater than or equal to 20"),
      ],
      ["with no ARN", { RoleArn: undefined }, broken("null", "roleArn", "not be null")],
      [
        "that is none",
        { RoleArn: `${RoleArn}/`.replace("role", "user") },
        "arn:aws:iam::333333333333:user/Deployer/ is invalid",
      ],
      [
        "for a session with a colon",
        { RoleSessionName: "a:b" },
        broken("'a:b'", "roleSessionName", "satisfy regular expression pattern: [\\w+=,.@-]*"),
      ],
      [
        "for a session of one letter",
        { RoleSessionName: "a" },
        broken("'a'", "roleSessionName", "have length greater than or equal to 2"),
      ],
      [
        "for a session of 65 letters",
        { RoleSessionName: long },
        broken(`'${long}'`, "roleSessionName", "have length less than or equal to 64"),
      ],
      [
        "for a second less than 15 minutes",
        { DurationSeconds: 899 },
        broken("'899'", "durationSeconds", "have value greater than or equal to 900"),
      ],
      [
        "for a second more than 12 hours",
        { DurationSeconds: 43_201 },
        broken("'43201'", "durationSeconds", "have value less than or equal to 43200"),
      ],
    ];
    for (const [what, input, message] of cases)
      it(what, async () => {
        const sts = stsOf();
        const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "ci", ...input });
        await assert.rejects(sts.send(command), { name: "ValidationError", message });
        sts.destroy();
      });

    it("for a time that is no number", async () => {
      const response = await fetch(bench.emulator.url, {
        method: "POST",
        body: new URLSearchParams({
          Action: "AssumeRole",
          RoleArn,
          RoleSessionName: "ci",
          DurationSeconds: "1h",
        }),
        headers: {
          authorization:
            "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=00",
        },
      });
      assert.match(await response.text(), /<Code>MalformedInput<\/Code>/);
    });
  });

  it("gives credentials for as long as is asked for", async () => {
    const sts = stsOf();
    const RoleArn = "arn:aws:iam::333333333333:role/Deployer";
    const before = Date.now();
    const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "ci", DurationSeconds: 43_200 });
    const { Credentials } = await sts.send(command);
    const lasts = (Credentials?.Expiration?.getTime() ?? 0) - before;
    assert.ok(lasts >= 43_200_000 - 1000 && lasts < 43_260_000, String(lasts));
    sts.destroy();
  });

  it("has call faults of its own: * means Service Catalog", async () => {
    const sts = stsOf();
    bench.emulator.injectCallFaults("*", "500");
    await sts.send(new GetCallerIdentityCommand({}));
    bench.emulator.injectCallFaults("GetCallerIdentity", "accessDenied");
    await assert.rejects(sts.send(new GetCallerIdentityCommand({})), /is not authorized to perform/);
    sts.destroy();
  });
});
