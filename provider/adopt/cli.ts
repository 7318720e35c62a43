#!/usr/bin/env node
import { parseArgs } from "node:util";
import { messageOf, Problem, problem, formatProblem } from "../base/errors";
import { removeControlCharacters } from "../base/printable";
import { adopt } from "./adopt";
import { targetOf } from "./project";
import { isOwner } from "./search";

const help = `pulumi-servicecatalog adopt: takes provisioned products that exist into a Pulumi stack, as they are

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

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
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
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || positionals.join(" ") !== "adopt") {
    (values.help ? process.stdout : process.stderr).write(help);
    if (!values.help) process.exitCode = 1;
    return;
  }
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
    print: (text) => void process.stdout.write(`${removeControlCharacters(text)}\n`),
    progress: (text) => void process.stderr.write(`${removeControlCharacters(text)}\n`),
  });
}

function tag(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw problem("arguments", `--tag ${text}: must be key=value.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

main().catch((error: unknown) => {
  const text = error instanceof Problem ? formatProblem(error) : messageOf(error);
  const hint = /AccessDenied/.test(text) ? "A smaller --owner may be allowed: self, role, account.\n" : "";
  process.stderr.write(
    `pulumi-servicecatalog: ${removeControlCharacters(text)}\nNothing was changed.\n${hint}`,
  );
  process.exitCode = 1;
});
