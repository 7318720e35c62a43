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
  it("DescribeProduct has all that moto's has, of the same types", async () => {
    const catalog = {
      products: [
        {
          name: "Topic",
          versions: [{ name: "v1", template: { Resources: { T: { Type: "AWS::SNS::Topic" } } } }],
        },
      ],
    };
    const emulator = await createEmulator({ catalog });
    const program = `
import json, os, boto3
shape = lambda value: {k: shape(v) for k, v in value.items()} if isinstance(value, dict) else [shape(v) for v in value[:1]] if isinstance(value, list) else type(value).__name__
strip = lambda answer: {k: v for k, v in answer.items() if k != "ResponseMetadata"}
ours = strip(boto3.client("servicecatalog").describe_product(Name="Topic"))
for name in [n for n in os.environ if n.startswith("AWS_ENDPOINT")]: del os.environ[name]
from moto import mock_aws
with mock_aws():
    sc = boto3.client("servicecatalog", region_name="us-east-1")
    s3 = boto3.client("s3", region_name="us-east-1")
    s3.create_bucket(Bucket="templates")
    s3.put_object(Bucket="templates", Key="t.json", Body=json.dumps({"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}))
    made = sc.create_product(Name="Topic", Owner="o", ProductType="CLOUD_FORMATION_TEMPLATE",
        ProvisioningArtifactParameters={"Name": "v1", "Type": "CLOUD_FORMATION_TEMPLATE", "Info": {"LoadTemplateFromURL": "https://templates.s3.amazonaws.com/t.json"}})
    theirs = strip(sc.describe_product(Id=made["ProductViewDetail"]["ProductViewSummary"]["ProductId"])) if hasattr(sc, "describe_product") else None
print(json.dumps([shape(ours), shape(theirs)]))
`;
    const { json, stderr } = await runPython(emulator, ["-"], program);
    await emulator.close();
    assert.ok(Array.isArray(json), stderr);
    const [ours, theirs] = json as [Shape, Shape];
    assert.deepEqual(inBoth(ours, theirs), theirs);
  });
});
