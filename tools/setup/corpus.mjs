import { createHash } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { cacheRoot, once } from "./cache.mjs";
import { run } from "./run.mjs";
import { saying } from "./say.mjs";

/** Packages that ship templates of CloudFormation, for their own tests or as examples. */
const packages = {
  pypi: ["cfn-lint==1.58.0", "cfripper==1.22.1", "cloudformation-validator==0.6.36"],
  npm: [
    "@aws-solutions-constructs/aws-cloudfront-apigateway-lambda@2.41.0",
    "@aws-solutions-constructs/aws-cognito-apigateway-lambda@2.93.0",
    "@aws-solutions-constructs/aws-fargate-opensearch@2.104.0",
    "@aws-solutions-constructs/aws-kinesisstreams-kinesisfirehose-s3@2.25.0",
    "@aws-solutions-constructs/aws-lambda-elasticsearch-kibana@2.104.0",
    "@aws-solutions-constructs/aws-openapigateway-lambda@2.103.0",
    "@aws-solutions-constructs/aws-s3-stepfunctions@2.35.0",
    "@mapbox/cfn-config@3.3.4",
    "@mapbox/cloudfriend@9.4.3",
    "cfn-lint@1.9.7",
  ],
};

/**
 * The folder with the unpacked packages; nothing of them is run but what pip needs to name a source package.
 *
 * @param {{bin: string}} python
 */
export async function findCorpus({ bin }) {
  const pins = createHash("sha256").update(JSON.stringify(packages)).digest("hex").slice(0, 10);
  return once(path.join(cacheRoot(), `corpus-${pins}`), (partial) =>
    saying("fetching packages with templates from PyPI and npm (usually two minutes)", async () => {
      const quietly = ["--quiet", "--disable-pip-version-check", "--no-input"];
      const source = ["--no-deps", "--no-binary", ":all:", "--dest", partial];
      await run(bin, ["-m", "pip", "download", ...quietly, ...source, ...packages.pypi]);
      await run("npm", [
        "pack",
        "--silent",
        "--ignore-scripts",
        "--pack-destination",
        partial,
        ...packages.npm,
      ]);
      for (const file of await readdir(partial)) {
        const [, name] = /^(.*)\.(?:tar\.gz|tgz)$/.exec(file) ?? [];
        if (name === undefined) continue;
        await mkdir(path.join(partial, name));
        await run("tar", ["-xzf", file, "-C", name, "--strip-components", "1"], { cwd: partial });
        await rm(path.join(partial, file));
      }
    }),
  );
}
