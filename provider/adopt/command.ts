import { parseArgs } from "node:util";
import { problem } from "../base/errors";
import { print, progress } from "../command/output";
import { adopt } from "./adopt";
import { targetOf } from "./project";
import { isOwner } from "./search";

/** What `--help` prints. */
export const help = `pulumi-servicecatalog adopt: takes provisioned products that exist into a Pulumi stack, as they are

It writes the file for "pulumi import --file", and the TypeScript that declares the same products. Nothing is changed
in AWS, neither by this command nor by the import: the first preview afterwards shows no change.

  --stack <[organization/]name>   the stack that is to manage them (needed)
  --name <pattern>                products of this name; * is any text
  --product <pattern>             of this product of the catalog, by name or prod- id
  --status <status>               AVAILABLE or TAINTED; others cannot be adopted
  --tag <key=value>               with this tag; may be repeated
  --owner self|role|account       provisioned by the caller, by its role, or by anybody (default: self, which the
                                  managed policy for end users allows; the others need wider policies)
  --region, --profile             where to look (default: as the AWS SDK finds them)
  --out <folder>                  where adopted-import.json and adopted.ts go (default: the project's folder)
  --project <name>                default: that of the Pulumi.yaml of the current folder or above
  --force                         write over files that are there
  --help                          this text
`;

/**
 * The command line of adopt.
 *
 * @throws Problem `arguments` for options that cannot be used; what `adopt` throws.
 */
export async function runAdopt(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string" },
      project: { type: "string" },
      name: { type: "string" },
      product: { type: "string" },
      status: { type: "string" },
      tag: { type: "string", multiple: true, default: [] },
      owner: { type: "string", default: "self" },
      region: { type: "string" },
      profile: { type: "string" },
      out: { type: "string" },
      force: { type: "boolean", default: false },
    },
  });
  const { name, product, status, owner, region, profile, force } = values;
  if (!isOwner(owner)) throw problem("arguments", `--owner ${owner}: must be self, role or account.`);
  const { target, folder } = targetOf(values.stack, values.project);
  await adopt({
    filters: {
      owner,
      tags: Object.fromEntries(values.tag.map(tag)),
      ...(name !== undefined && { name }),
      ...(product !== undefined && { product }),
      ...(status !== undefined && { status: status.toUpperCase() }),
    },
    target,
    folder: values.out ?? folder,
    force,
    connection: { ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) },
    print,
    progress,
  });
}

function tag(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw problem("arguments", `--tag ${text}: must be key=value.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
