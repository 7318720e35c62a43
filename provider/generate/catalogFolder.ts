import { existsSync } from "node:fs";
import path from "node:path";
import { problem } from "../base/errors";
import { isRecord } from "../state/values";
import type { CatalogProduct, CatalogVersion, Note, Selection } from "./model";
import { readYaml } from "./readYaml";
import { isSelected, selectProducts } from "./selection";
import type { TagOptions } from "./tagRules";
import { tagRules } from "./tagRules";
import { templateContent } from "./templateContent";

type Entry = Record<string, unknown>;

const FILES = ["catalog.yaml", "catalog.yml", "catalog.json"];

/**
 * A folder with a catalog file and the templates that it names, as the emulator takes it.
 *
 * @throws Problem `arguments` for files that are not there or cannot be read; `not-found` for a selection that meets
 *   nothing
 */
export function readCatalogFolder(folder: string, selection: Selection, note: Note): CatalogProduct[] {
  const file = FILES.map((name) => path.join(folder, name)).find(existsSync);
  if (file === undefined) throw problem("arguments", `There is no ${FILES.join(", ")} in ${folder}.`);
  const catalog = readYaml(file);
  const products = entries(isRecord(catalog) ? catalog["products"] : undefined);
  if (!isRecord(catalog) || products.length === 0) throw problem("arguments", `${file} has no products.`);
  const selected = selectProducts(products, selection, (product) => ({
    name: nameOf(product),
    id: text(product["id"]),
  }));
  return selected.flatMap((product) => {
    const sharesName = products.filter((other) => nameOf(other) === nameOf(product)).length > 1;
    const read = readProduct({ folder, catalog, note }, product, selection);
    return read ? [{ ...read, sharesName }] : [];
  });
}

interface Source {
  folder: string;
  catalog: Entry;
  note: Note;
}

function readProduct(
  source: Source,
  product: Entry,
  { portfolios, versions }: Selection,
): Omit<CatalogProduct, "sharesName"> | undefined {
  const name = nameOf(product);
  const everyPath = pathsOf(source.catalog, product);
  const paths = everyPath.filter((portfolio) =>
    isSelected(portfolios, nameOf(portfolio), text(portfolio["id"])),
  );
  if (paths.length === 0) {
    if (everyPath.length === 0) source.note(`${name} is left out: it has no launch path.`);
    return undefined;
  }
  const active = entries(product["versions"]).filter(({ active }) => active !== "false");
  const wanted = active.filter((version) => isSelected(versions, text(version["name"]), text(version["id"])));
  if (wanted.length === 0) return void source.note(`${name} is left out: it has no active version of these.`);
  return {
    name,
    id: text(product["id"]),
    description: text(product["description"]),
    owner: text(product["owner"]),
    support: ["supportDescription", "supportEmail", "supportUrl"].flatMap((key) => text(product[key]) ?? []),
    versions: wanted.map((version) => readVersion(source, name, version)),
    paths: paths.map(nameOf),
    tagRules: tagRules(paths.map((portfolio) => allowedByBoth(tagOptions(portfolio), tagOptions(product)))),
  };
}

/** Every portfolio is a launch path, unless the product names some; without any there is one. */
function pathsOf(catalog: Entry, product: Entry): Entry[] {
  const portfolios = entries(catalog["portfolios"]);
  const names = product["portfolios"];
  if (Array.isArray(names)) return portfolios.filter((portfolio) => names.includes(nameOf(portfolio)));
  return portfolios.length > 0 ? portfolios : [{}];
}

function readVersion({ folder, catalog, note }: Source, product: string, version: Entry): CatalogVersion {
  const named = version["template"];
  const others = catalog["templates"];
  const template = typeof named === "string" && isRecord(others) ? (others[named] ?? named) : named;
  const isArchive = typeof template === "string" && template.endsWith(".tar.gz");
  const content = isArchive
    ? undefined
    : templateContent(typeof template === "string" ? readYaml(path.join(folder, template)) : template);
  if (!content) {
    note(
      `The parameters of ${product}, version ${nameOf(version)}, cannot be read; it takes any: ` +
        (isArchive ? "an archive does not say." : "its template is no template."),
    );
  }
  return {
    name: text(version["name"]),
    id: text(version["id"]),
    description: text(version["description"]),
    deprecated: version["guidance"] === "DEPRECATED",
    content,
  };
}

function tagOptions(entry: Entry): TagOptions {
  const options = isRecord(entry["tagOptions"]) ? entry["tagOptions"] : {};
  return new Map(
    Object.entries(options).map(([key, values]) => [
      key,
      Array.isArray(values) ? values.flatMap((value) => text(value) ?? []) : [],
    ]),
  );
}

/** Of a key that both have, the values that both allow. */
const allowedByBoth = (portfolio: TagOptions, product: TagOptions): TagOptions =>
  new Map(
    [...portfolio, ...product].map(([key]) => {
      const [some = [], others = some] = [portfolio.get(key) ?? product.get(key), product.get(key)];
      return [key, some.filter((value) => others.includes(value))];
    }),
  );

const entries = (list: unknown): Entry[] => (Array.isArray(list) ? list.filter(isRecord) : []);

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const nameOf = (entry: Entry): string => text(entry["name"]) ?? "";
