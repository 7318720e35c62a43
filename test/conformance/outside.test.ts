import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createEmulator } from "../../emulator";
import { portfolioTemplate } from "../../tools/verify/publish";
import { template } from "../../tools/verify/target";
import { cleanEnvironment, temporaryFolder } from "../support/sandbox";
import { root } from "../support/setup";
import { runPython, tools, without } from "./awsCli";

const templates = readdirSync(path.join(root, "examples"), { recursive: true })
  .map(String)
  .filter((file) => /\.ya?ml$/.test(file) && !/catalog\.yaml$|Pulumi|node_modules/.test(file))
  .map((file) => path.join(root, "examples", file));

/** What `npm run verify:aws` would make. */
function made(): string[] {
  const folder = temporaryFolder("templates");
  const stacks = {
    v1: "arn:aws:cloudformation:us-east-1:123456789012:stack/a/1",
    v2: "arn:aws:cloudformation:us-east-1:123456789012:stack/b/2",
  };
  const all = {
    product: template("v2"),
    portfolio: portfolioTemplate("conformance", "arn:aws:iam::123456789012:role/me", stacks),
  };
  return Object.entries(all).map(([name, body]) => {
    const file = path.join(folder, `verify-${name}.json`);
    writeFileSync(file, JSON.stringify(body));
    return file;
  });
}

type Shape = string | Shape[] | { [member: string]: Shape };

/** What of our answer is in theirs too; lists that theirs leaves empty say nothing. */
function inBoth(ours: Shape | undefined, theirs: Shape): Shape | undefined {
  if (typeof ours !== "object" || typeof theirs !== "object") return ours;
  if (Array.isArray(ours)) return Array.isArray(theirs) && theirs.length === 0 ? [] : ours;
  if (Array.isArray(theirs)) return ours;
  return Object.fromEntries(
    Object.entries(theirs).flatMap(([member, shape]) => {
      const both = inBoth(ours[member], shape);
      return both === undefined ? [] : [[member, both]];
    }),
  );
}

(tools ? describe : describe.skip)(`tools of others${without}`, () => {
  for (const file of [...templates, ...made()])
    it(`cfn-lint has nothing to say about ${path.basename(file)}`, async () => {
      const { bin = "", modules = "" } = tools ?? {};
      const env = cleanEnvironment({ PYTHONPATH: modules });
      const output = await new Promise((resolve) =>
        execFile(
          bin,
          ["-c", "import sys; from cfnlint.runner import main; sys.exit(main())", file],
          { env },
          (_error, stdout, stderr) => resolve(stdout + stderr),
        ),
      );
      assert.equal(output, "");
    });

  it("finds the templates that there are", () => assert.ok(templates.length >= 3));

  // moto keeps portfolios and products, not provisioned products: only what both have can be compared.
  it("what is published has all that moto's has, of the same types", async () => {
    const emulator = await createEmulator({
      catalog: {
        portfolios: [],
        products: [],
        templates: { "t.json": { Resources: { T: { Type: "AWS::SNS::Topic" } } } },
      },
    });
    const program = `
import json, os, boto3
shape = lambda value: {k: shape(v) for k, v in value.items()} if isinstance(value, dict) else [shape(v) for v in value[:1]] if isinstance(value, list) else type(value).__name__
# Samples of AWS have a SourceConnection only of products that have one; moto's is empty.
def strip(value):
    if isinstance(value, list): return [strip(each) for each in value]
    if not isinstance(value, dict): return value
    return {k: strip(v) for k, v in value.items() if k not in ("ResponseMetadata", "SourceConnection")}
user = boto3.client("sts").get_caller_identity()["Arn"]
def publish(sc, is_ours):
    portfolio = sc.create_portfolio(DisplayName="Approved", ProviderName="Platform", Description="d", Tags=[{"Key": "k", "Value": "v"}])
    product = sc.create_product(Name="Topic", Owner="o", ProductType="CLOUD_FORMATION_TEMPLATE", Tags=[{"Key": "k", "Value": "v"}],
        Description="d", Distributor="d", SupportDescription="d", SupportEmail="e", SupportUrl="https://example.com",
        ProvisioningArtifactParameters={"Name": "v1", "Type": "CLOUD_FORMATION_TEMPLATE", "Info": {"LoadTemplateFromURL": "https://templates.s3.amazonaws.com/t.json"}})
    port, prod = portfolio["PortfolioDetail"]["Id"], product["ProductViewDetail"]["ProductViewSummary"]["ProductId"]
    # moto shows a product to those who may not launch it, and has no associations.
    if is_ours:
        sc.associate_product_with_portfolio(PortfolioId=port, ProductId=prod)
        sc.associate_principal_with_portfolio(PortfolioId=port, PrincipalARN=user, PrincipalType="IAM")
    read = [sc.describe_portfolio(Id=port), sc.list_portfolios(), sc.describe_product(Id=prod)]
    if is_ours:
        sc.disassociate_product_from_portfolio(PortfolioId=port, ProductId=prod)
        sc.disassociate_principal_from_portfolio(PortfolioId=port, PrincipalARN=user, PrincipalType="IAM")
    deleted = [sc.delete_product(Id=prod), sc.delete_portfolio(Id=port)]
    return [shape(strip(answer)) for answer in [portfolio, product, *read, *deleted]]
ours = publish(boto3.client("servicecatalog"), True)
for name in [n for n in os.environ if n.startswith("AWS_ENDPOINT")]: del os.environ[name]
from moto import mock_aws
with mock_aws():
    theirs = publish(boto3.client("servicecatalog", region_name="us-east-1"), False)
print(json.dumps([ours, theirs]))
`;
    const { json, stderr } = await runPython(emulator, ["-"], program);
    await emulator.close();
    assert.ok(Array.isArray(json), stderr);
    const [ours, theirs] = json as [Shape[], Shape[]];
    assert.equal(ours.length, theirs.length);
    for (const [index, shape] of theirs.entries()) assert.deepEqual(inBoth(ours[index], shape), shape);
  });
});
