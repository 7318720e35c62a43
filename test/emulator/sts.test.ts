import assert from "node:assert/strict";
import { ProvisionProductCommand, SearchProvisionedProductsCommand } from "@aws-sdk/client-service-catalog";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { clientOf, useEmulator } from "./support";

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

  it("lets roles be assumed, whose account's world the session then is in", async () => {
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

  it("refuses a role that is none", async () => {
    const sts = stsOf();
    await assert.rejects(sts.send(new AssumeRoleCommand({ RoleArn: "admin", RoleSessionName: "ci" })), {
      name: "ValidationError",
    });
    sts.destroy();
  });

  it("has weather of its own: * means Service Catalog", async () => {
    const sts = stsOf();
    bench.emulator.weather("*", "500");
    await sts.send(new GetCallerIdentityCommand({}));
    bench.emulator.weather("GetCallerIdentity", "accessDenied");
    await assert.rejects(sts.send(new GetCallerIdentityCommand({})), /is not authorized to perform/);
    sts.destroy();
  });
});
