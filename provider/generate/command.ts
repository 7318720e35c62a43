import { parseArgs } from "node:util";
import path from "node:path";
import { problem } from "../base/errors";
import { print, progress } from "../command/output";
import { DEFAULT_FOLDER, generate } from "./generate";

/** What `--help` prints. */
export const help = `pulumi-servicecatalog generate: writes a TypeScript class for each product of the catalog

A class is ProvisionedProduct with types: of the versions, their parameters and outputs, and of tags and launch paths.
The catalog is read as the caller sees it in AWS, from a folder, or from templates. Nothing is changed in AWS.

  --product <name>            products of this name or prod- id; * is any text; may be repeated (default: all)
  --portfolio <name>          products of this portfolio, as their launch path is named; may be repeated
  --version <name>            versions of this name or pa- id; may be repeated (default: all that are active)
  --catalog <folder>          a folder with a catalog.yaml and its templates, instead of AWS
  --template <version=file>   a template of the one product that --product names; repeat it for each version
  --out <folder>              where the files go (default: ${DEFAULT_FOLDER})
  --check                     write nothing; exit with 1 and show the difference if the files are not up to date
  --force                     write over files that this command has not made
  --region, --profile         where to look (default: as the AWS SDK finds them)
  --help                      this text
`;

/**
 * The command line of generate.
 *
 * @throws Problem `arguments` for options that cannot be used; what `generate` throws
 */
export async function runGenerate(args: string[]): Promise<void> {
  const several = { type: "string", multiple: true, default: [] as string[] } as const;
  const { values } = parseArgs({
    args,
    options: {
      product: several,
      portfolio: several,
      version: several,
      template: several,
      catalog: { type: "string" },
      out: { type: "string", default: DEFAULT_FOLDER },
      region: { type: "string" },
      profile: { type: "string" },
      check: { type: "boolean", default: false },
      force: { type: "boolean", default: false },
    },
  });
  const { product: products, portfolio: portfolios, version: versions, region, profile } = values;
  if (values.template.length > 0) checkTemplates(values);
  const isUpToDate = await generate({
    selection: { products, portfolios, versions },
    source: sourceOf(values.catalog, values.template, {
      ...(region !== undefined && { region }),
      ...(profile !== undefined && { profile }),
    }),
    folder: path.normalize(values.out),
    check: values.check,
    force: values.force,
    print,
    progress,
  });
  if (!isUpToDate) process.exitCode = 1;
}

function sourceOf(folder: string | undefined, templates: string[], connection: object) {
  if (folder !== undefined) return { folder };
  return templates.length > 0 ? { templates } : { connection };
}

function checkTemplates(given: {
  product: string[];
  portfolio: string[];
  version: string[];
  catalog?: string | undefined;
}): void {
  const [, second] = given.product;
  if (given.product.length === 0 || second !== undefined)
    throw problem(
      "arguments",
      "--template needs one --product: the name that the product has in the catalog.",
    );
  if (given.catalog !== undefined || given.portfolio.length > 0 || given.version.length > 0)
    throw problem("arguments", "--template cannot be given with --catalog, --portfolio or --version.");
}
