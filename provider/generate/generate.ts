import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { problem } from "../base/errors";
import { asked, commandContext } from "../command/context";
import { commandWord, commentText } from "../command/escape";
import { writeAnew } from "../command/files";
import type { Connection } from "../config/connection";
import { readCatalogFolder } from "./catalogFolder";
import { readCatalogInAws } from "./catalogInAws";
import { classText, hasIds, MARK } from "./classText";
import { lineDifference } from "./difference";
import type { CatalogProduct, Note, Selection } from "./model";
import { inOrder } from "./model";
import { classNames, fileName } from "./names";
import { readSingleTemplates } from "./singleTemplates";

export interface GenerateOptions {
  selection: Selection;
  /** Where the catalog is read: in AWS, in a folder, or from templates of one product. */
  source: { connection: Connection } | { folder: string } | { templates: string[] };
  /** Where the files go. */
  folder: string;
  /** Only compare what is there. */
  check: boolean;
  /** Write over files that were not made by this command. */
  force: boolean;
  print: Note;
  progress: Note;
}

/** Anybody may read the files: they are made to be committed. */
const MODE = 0o666;

interface File {
  file: string;
  className: string;
  product: CatalogProduct;
  text: string;
  /** What is there now. */
  before: string | undefined;
}

/**
 * Writes one file for each product of a catalog, or compares those that are there. Only reads AWS.
 *
 * @returns false when a comparison finds a difference
 * @throws Problem when there is nothing to write, or a file of somebody else is in the way; else what AWS answered
 */
export async function generate(options: GenerateOptions): Promise<boolean> {
  const { folder, check, force, print } = options;
  const products = await readProducts(options);
  if (products.length === 0)
    throw problem(
      "not-found",
      "There is no product to write.",
      "Look at the selection, the region and the credentials.",
    );
  const files = filesOf(products, options);
  const { products: names, portfolios, versions } = options.selection;
  const isWhole = [names, portfolios, versions].every(({ length }) => length === 0);
  const gone = isWhole ? filesOfOthers(folder, files) : [];
  if (check) return report(files, gone, options);
  const foreign = files.filter(({ before }) => before !== undefined && !before.startsWith(MARK));
  if (foreign.length > 0 && !force) {
    throw problem(
      "arguments",
      `${foreign.map(({ file }) => file).join(" and ")} would be overwritten, and was not made by this command.`,
      "Move it away, or give --force or another --out.",
    );
  }
  mkdirSync(folder, { recursive: true });
  for (const { file, text, before } of files) if (text !== before) writeAnew(file, text, MODE);
  print(summary(files, gone));
  return true;
}

async function readProducts({ source, selection, progress }: GenerateOptions): Promise<CatalogProduct[]> {
  if ("folder" in source) return readCatalogFolder(source.folder, selection, progress);
  if ("templates" in source) {
    const [name = ""] = selection.products;
    return [readSingleTemplates(name, source.templates)];
  }
  const context = commandContext(source.connection, progress);
  return asked(() => readCatalogInAws(context, selection, progress));
}

function filesOf(products: readonly CatalogProduct[], options: GenerateOptions): File[] {
  const sorted = [...products].sort(
    (one, other) => inOrder(one.name, other.name) || inOrder(one.id ?? "", other.id ?? ""),
  );
  const unnamed = sorted.find(({ sharesName, id }) => sharesName && id === undefined);
  if (unnamed) throw problem("arguments", `There are several products named ${unnamed.name}, and no ids.`);
  for (const product of sorted)
    if (hasIds(product) && product.versions.some(({ id }) => id === undefined))
      throw problem("arguments", `${product.name} has several versions of one name, and no ids.`);
  const names = classNames(sorted.map(({ name }) => name));
  return sorted.map((product, index) => {
    const className = names[index] ?? "";
    const file = path.join(options.folder, `${fileName(className)}.ts`);
    return {
      file,
      className,
      product,
      text: classText(product, className, commandFor(product, options)),
      // Git may have made line ends those of Windows.
      before: existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : undefined,
    };
  });
}

/** What makes the file of one product, whatever else was written with it. */
function commandFor(product: CatalogProduct, { selection, source, folder }: GenerateOptions): string {
  const { name, id = "", sharesName } = product;
  const option = (name: string, values: readonly string[]) =>
    values.map((value) => ` ${name} ${commandWord(value)}`).join("");
  const posix = (file: string) => file.split(path.sep).join("/");
  const from =
    "folder" in source
      ? option("--catalog", [posix(source.folder)])
      : "templates" in source
        ? option("--template", source.templates.map(posix))
        : "";
  return commentText(
    `npx pulumi-servicecatalog generate${option("--product", [sharesName ? id : name])}` +
      option("--portfolio", selection.portfolios) +
      option("--version", selection.versions) +
      from +
      (folder === DEFAULT_FOLDER ? "" : option("--out", [posix(folder)])),
  ).replaceAll('\\"', '"');
}

/** Where the files go unless the user says where. */
export const DEFAULT_FOLDER = "products";

/** Files of this command in the folder, whose product the catalog has no more. */
function filesOfOthers(folder: string, files: readonly File[]): string[] {
  if (!existsSync(folder)) return [];
  const ours = new Set(files.map(({ file }) => path.basename(file)));
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !ours.has(name))
    .map((name) => path.join(folder, name))
    .filter((file) => readFileSync(file, "utf8").startsWith(MARK));
}

function report(files: readonly File[], gone: readonly string[], { print }: GenerateOptions): boolean {
  const changed = files.filter(({ text, before }) => text !== before);
  for (const { file, text, before } of changed)
    print(
      before === undefined
        ? `${file} is missing.\n`
        : `${file} differs from the catalog:\n${lineDifference(before, text)}\n`,
    );
  for (const file of gone) print(`${file}: the catalog has no such product any more.\n`);
  const count = changed.length + gone.length;
  print(
    count === 0
      ? `${plural(files.length, "file")} as the catalog says.`
      : `${count} of ${plural(files.length + gone.length, "file")} not as the catalog says. The same command without --check writes them.`,
  );
  return count === 0;
}

function summary(files: readonly File[], gone: readonly string[]): string {
  const [first] = files;
  const rows = files.map(({ file, className, product, text, before }) => {
    const what = before === undefined ? "new" : text === before ? "unchanged" : "changed";
    return `  ${file}: ${className}, ${plural(product.versions.length, "version")}, ${what}`;
  });
  const module = first?.file.replace(/\.ts$/, "").split(path.sep).join("/") ?? "";
  return [
    `${plural(files.length, "product")}:`,
    ...rows,
    ...gone.map((file) => `  ${file}: the catalog has no such product any more; delete the file`),
    ``,
    `In a program beside the folder:  import { ${first?.className} } from ${JSON.stringify(path.isAbsolute(module) ? module : `./${module}`)};`,
  ].join("\n");
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
