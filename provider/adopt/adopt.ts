import { mkdirSync } from "node:fs";
import path from "node:path";
import { problem } from "../base/errors";
import { asked, commandContext } from "../command/context";
import { commandWord } from "../command/escape";
import { isThere, PRIVATE, writeAnew } from "../command/files";
import { inParallel } from "../command/parallel";
import type { Target } from "./importFile";
import { importEntry } from "./importFile";
import { identifiers } from "./names";
import type { Found, LeftOut } from "./product";
import { describeFound } from "./product";
import { programText } from "./program";
import type { Filters } from "./search";
import { search } from "./search";
import type { Connection } from "../config/connection";
import { describePlace } from "../aws/place";

export interface AdoptOptions {
  filters: Filters;
  target: Target;
  /** Where the files go. */
  folder: string;
  /** Write over files that are there. */
  force: boolean;
  connection: Connection;
  print: (text: string) => void;
  progress: (text: string) => void;
}

/** Not the same name: `import "./adopted"` would find the JSON file before the TypeScript. */
const FILES = { import: "adopted-import.json", program: "adopted.ts" } as const;

/** So often is said how far it is. */
const EVERY = 25;

/**
 * Writes the import file and the program for all products that the filters admit. Only reads AWS.
 *
 * @throws Problem when a file is in the way, or no product is found; else what AWS answered.
 */
export async function adopt(options: AdoptOptions): Promise<void> {
  const { filters, folder, force, print, progress, connection } = options;
  const files = Object.values(FILES).map((file) => path.join(folder, file));
  const inTheWay = files.filter(isThere);
  if (inTheWay.length > 0 && !force) {
    throw problem(
      "arguments",
      `${inTheWay.join(" and ")} would be overwritten.`,
      `Move it away, or give --force or another --out.`,
    );
  }
  const context = commandContext(connection, progress);
  const attributes = await asked(() => search(context, filters, () => context.heard()));
  let read = 0;
  const described = await inParallel(attributes, async (attribute) => {
    const found = await asked(() => describeFound(context, attribute));
    context.heard();
    if (++read % EVERY === 0) progress(`${read} of ${attributes.length} products read`);
    return found;
  });
  const found = described.filter((one): one is Found => "args" in one);
  const leftOut = described.filter((one): one is LeftOut => "why" in one);
  for (const { id, name, why } of leftOut) progress(`${name} (${id}) is left out: ${why}.`);
  if (found.length === 0) {
    throw problem(
      "not-found",
      `No product to adopt in ${await describePlace(context)}.`,
      `Look at the filters, the region and the credentials.`,
      filters.owner !== "account" && `Products that others have provisioned need --owner role or account.`,
    );
  }
  write(found, options);
  print(nextSteps(found, options));
}

function write(found: readonly Found[], { folder, target, connection }: AdoptOptions): void {
  const names = found.map(({ observed }) => observed.name ?? "");
  const constants = identifiers(names);
  const declared = found.map((one, index) => ({
    found: one,
    name: names[index] ?? "",
    identifier: constants[index] ?? "",
  }));
  const resources = declared.map(({ found: one, name }) => importEntry(one, name, target, connection.region));
  mkdirSync(folder, { recursive: true });
  writeAnew(path.join(folder, FILES.import), `${JSON.stringify({ resources }, null, 2)}\n`, PRIVATE);
  writeAnew(path.join(folder, FILES.program), programText(declared, connection.region), PRIVATE);
}

function nextSteps(found: readonly Found[], { folder, target }: AdoptOptions): string {
  const at = (file: string) => commandWord(path.relative(process.cwd(), path.join(folder, file)));
  const { organization, stack } = target;
  const name = commandWord(organization === "organization" ? stack : `${organization}/${stack}`);
  const hidden = found.filter(({ noEcho }) => noEcho.length > 0).length;
  const unread = found.filter(({ parametersRead }) => !parametersRead).length;
  return [
    `${found.length} ${found.length === 1 ? "product" : "products"} written to ${at(FILES.import)} and ${at(FILES.program)}.`,
    unread > 0 &&
      `The parameters of ${unread} of them may not be read (cloudformation:DescribeStacks); they are declared as previous values.`,
    hidden > 0 &&
      `${hidden} of them ${hidden === 1 ? "has" : "have"} NoEcho parameters: ${hidden === 1 ? "it keeps" : "they keep"} the values, which are declared as previous values, and all outputs are secret.`,
    ``,
    `Next:`,
    `  pulumi import --stack ${name} --file ${at(FILES.import)} --generate-code=false --protect=false --yes`,
    `  add to the program:  import "./adopted";`,
    `  pulumi preview --stack ${name} --expect-no-changes`,
    `Then delete ${at(FILES.import)}: it holds the products' outputs in clear text.`,
  ]
    .filter((line) => line !== false)
    .join("\n");
}
