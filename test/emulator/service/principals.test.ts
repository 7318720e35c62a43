import assert from "node:assert/strict";
import { STSClient, AssumeRoleCommand } from "@aws-sdk/client-sts";
import { isPrincipal } from "../../../emulator/service/principals";
import { administrator, createPortfolio, createProduct, publishingCatalog } from "../publishing";
import { useEmulator } from "../support";

const user = "arn:aws:iam::123456789012:user/ann";
const session = "arn:aws:sts::123456789012:assumed-role/deploy/session";

describe("a principal of a portfolio", () => {
  const cases: [boolean, "IAM" | "IAM_PATTERN", string, string][] = [
    [true, "IAM", user, user],
    [false, "IAM", user, user.replace("ann", "anna")],
    [false, "IAM", user, user.replace("123456789012", "210987654321")],
    [true, "IAM", "arn:aws:iam::123456789012:role/deploy", session],
    [true, "IAM", "arn:aws:iam::123456789012:role/some/path/deploy", session],
    [false, "IAM", "arn:aws:iam::123456789012:role/deployer", session],
    [false, "IAM", "arn:aws:iam::210987654321:role/deploy", session],
    [false, "IAM", "arn:aws:iam::123456789012:user/deploy", session],
    [true, "IAM_PATTERN", "arn:aws:iam:::role/deploy", session],
    [true, "IAM_PATTERN", "arn:aws:iam:::role/dep*", session],
    [true, "IAM_PATTERN", "arn:aws:iam:::role/*/deplo?", session],
    [true, "IAM_PATTERN", "arn:aws:iam:::role/deploy?", session],
    [false, "IAM_PATTERN", "arn:aws:iam:::role/depl?", session],
    [false, "IAM_PATTERN", "arn:aws:iam:::role/d.*", session],
    [false, "IAM_PATTERN", "arn:aws:iam:::user/*", session],
    [true, "IAM_PATTERN", "arn:aws:iam:::user/*", user],
    [true, "IAM_PATTERN", "arn:aws:iam:::**user/?a?n?n?", user],
    [false, "IAM_PATTERN", "arn:aws:iam:::user/an", user],
    [true, "IAM_PATTERN", "*", user],
    [false, "IAM_PATTERN", "", user],
    [false, "IAM_PATTERN", "arn:aws:iam:::user/a.n", user],
  ];
  for (const [expected, type, arn, caller] of cases)
    it(`${type} ${arn} is ${expected ? "" : "not "}${caller}`, () =>
      assert.equal(isPrincipal({ arn, type }, caller), expected));
});

describe("a pattern of wildcards", () => {
  const longest = `${user}${"a".repeat(900)}`;
  for (const pattern of ["*a".repeat(499), "?a*".repeat(333), "?".repeat(999), "*?".repeat(499)])
    it(`is decided at once: ${pattern.slice(0, 6)}…`, () => {
      const before = process.cpuUsage();
      for (const arn of [`${pattern}b`, pattern]) isPrincipal({ arn, type: "IAM_PATTERN" }, longest);
      assert.equal(isPrincipal({ arn: `${pattern}!`, type: "IAM_PATTERN" }, longest), false);
      assert.ok(process.cpuUsage(before).user < 1_000_000);
    });
});

describe("a portfolio of a role", () => {
  const bench = useEmulator({ catalog: publishingCatalog });

  it("is open to its sessions, in every account alike, and to nobody else", async () => {
    const admin = administrator(bench.emulator);
    const [PortfolioId, ProductId] = [await createPortfolio(admin), await createProduct(admin)];
    await admin.associateProductWithPortfolio({ PortfolioId, ProductId });
    const PrincipalARN = "arn:aws:iam::210987654321:role/deploy";
    await admin.associatePrincipalWithPortfolio({ PortfolioId, PrincipalARN, PrincipalType: "IAM" });
    const sts = new STSClient({
      region: "us-east-1",
      endpoint: bench.emulator.url,
      credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "secret" },
    });
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: PrincipalARN, RoleSessionName: "session" }),
    );
    const role = administrator(bench.emulator, {
      credentials: { accessKeyId: Credentials?.AccessKeyId ?? "", secretAccessKey: "secret" },
    });
    const names = async (client: typeof admin) =>
      (await client.searchProducts({})).ProductViewSummaries?.map(({ Name }) => Name);
    assert.deepEqual(await names(role), ["Of the file", "Topic"]);
    assert.deepEqual(await names(admin), ["Of the file"]);
    await admin.disassociatePrincipalFromPortfolio({ PortfolioId, PrincipalARN, PrincipalType: "IAM" });
    assert.deepEqual(await names(role), ["Of the file"]);
    for (const client of [admin, role, sts]) client.destroy();
  });
});
