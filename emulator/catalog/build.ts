import { parseTemplateText } from "../cloudformation/parse";
import type { Template } from "../cloudformation/template";
import { dictionary } from "../cloudformation/value";
import { namedId } from "../ids";
import type { Catalog, Inventory, LaunchPath, Portfolio, Product, TagOptions, Version } from "./catalog";
import type {
  CatalogDefinition,
  ConstraintDefinition,
  InventoryDefinition,
  PortfolioDefinition,
  ProductDefinition,
  VersionDefinition,
} from "./definition";
import type { Path } from "./problems";

/** Reports a mistake at a place of the definition. */
export type Complain = (path: Path, reason: string) => Error;
export type ReadTemplate = (template: VersionDefinition["template"], path: Path) => Template;

/** Versions are published an hour apart in the order of the file, so that "the newest" is the last. */
const firstPublication = Date.UTC(2024, 0, 15, 9);
const hour = 3_600_000;

export function buildCatalog(
  definition: CatalogDefinition,
  readTemplate: ReadTemplate,
  complain: Complain,
): Catalog {
  const portfolios = (definition.portfolios ?? [{ name: "Portfolio" }]).map(buildPortfolio);
  let published = firstPublication;
  const products = definition.products.map((product, index) => {
    const at = ["products", index];
    const versions = product.versions.map((version, i) => {
      published += hour;
      const template = readTemplate(version.template, [...at, "versions", i, "template"]);
      return buildVersion(product, version, template, published);
    });
    return buildProduct(product, versions, pathsOf(product, portfolios, at, complain));
  });
  refuseTwins(products, complain);
  return { products, portfolios, inventory: buildInventory(definition.inventory ?? {}) };
}

function buildPortfolio(definition: PortfolioDefinition): Portfolio {
  const { name, id, pathId, tagOptions } = definition;
  const portfolioId = id ?? namedId("port", name);
  // The path's letters are those of its portfolio. (observed)
  return {
    name,
    id: portfolioId,
    pathId: pathId ?? portfolioId.replace(/^port-/, "lpv3-"),
    tagOptions: tagOptions ?? {},
    provider: definition.provider ?? "Platform team",
    description: definition.description,
    shared: definition.shared ?? false,
    created: firstPublication,
  };
}

const buildVersion = (
  product: ProductDefinition,
  version: VersionDefinition,
  template: Template,
  created: number,
): Version => ({
  name: version.name,
  id: version.id ?? namedId("pa", product.name, version.name),
  description: version.description ?? "",
  guidance: version.guidance ?? "DEFAULT",
  active: version.active ?? true,
  created,
  template,
});

const buildProduct = (definition: ProductDefinition, versions: Version[], paths: LaunchPath[]): Product => ({
  name: definition.name,
  id: definition.id ?? namedId("prod", definition.name),
  viewId: namedId("prodview", definition.name),
  type: definition.type ?? "CLOUD_FORMATION_TEMPLATE",
  owner: definition.owner ?? "Platform team",
  distributor: definition.distributor ?? "",
  description: definition.description ?? definition.name,
  supportDescription: definition.supportDescription,
  supportEmail: definition.supportEmail,
  supportUrl: definition.supportUrl,
  versions,
  paths,
});

function pathsOf(
  product: ProductDefinition,
  portfolios: Portfolio[],
  at: Path,
  complain: Complain,
): LaunchPath[] {
  const named = (name: string, path: Path): Portfolio => {
    const portfolio = portfolios.find((candidate) => candidate.name === name);
    if (portfolio) return portfolio;
    throw complain(
      path,
      `there is no portfolio ${name}; there are ${portfolios.map((p) => p.name).join(", ")}`,
    );
  };
  product.constraints?.forEach(({ portfolio, type, role, accounts, regions, topics }, index) => {
    const path = [...at, "constraints", index];
    if (portfolio !== undefined) named(portfolio, [...path, "portfolio"]);
    if (type === "LAUNCH" && role === undefined) throw complain(path, "a LAUNCH constraint must have role");
    if (type === "NOTIFICATION" && !topics)
      throw complain(path, "a NOTIFICATION constraint must have topics");
    if (type === "STACKSET" && !(accounts && regions))
      throw complain(path, "a STACKSET constraint must have accounts and regions");
  });
  const through =
    product.portfolios?.map((name, index) => named(name, [...at, "portfolios", index])) ?? portfolios;
  return through.map((portfolio) => buildPath(product, portfolio));
}

function buildPath(product: ProductDefinition, portfolio: Portfolio): LaunchPath {
  const constraints = (product.constraints ?? []).filter(
    (constraint) => constraint.portfolio === undefined || constraint.portfolio === portfolio.name,
  );
  return {
    id: portfolio.pathId,
    name: portfolio.name,
    portfolioId: portfolio.id,
    constraints: constraints.map(({ type, description }) => ({ type, description })),
    launchRole: constraints.find(({ type }) => type === "LAUNCH")?.role,
    rules: Object.assign({}, ...constraints.map(rulesOf)) as LaunchPath["rules"],
    tagUpdates: constraints.find(({ type }) => type === "RESOURCE_UPDATE")?.tagUpdates ?? "NOT_ALLOWED",
    tagOptions: mergedTagOptions(portfolio.tagOptions, product.tagOptions ?? {}),
    topics: constraints.flatMap(({ topics }) => topics ?? []),
    stackSet: stackSetOf(constraints.find(({ type }) => type === "STACKSET")),
  };
}

const stackSetOf = (constraint: ConstraintDefinition | undefined) =>
  constraint && { accounts: constraint.accounts ?? [], regions: constraint.regions ?? [] };

/** Of a key that both have the values that both allow; none is a conflict, shown as an empty list. (model) */
function mergedTagOptions(a: TagOptions, b: TagOptions): TagOptions {
  const merged: Record<string, readonly string[]> = { ...a, ...b };
  for (const [key, values] of Object.entries(a)) {
    const others = b[key];
    if (others) merged[key] = values.filter((value) => others.includes(value));
  }
  return merged;
}

const buildInventory = (definition: InventoryDefinition): Inventory =>
  new Map(
    Object.entries(definition).map(([type, things]) => [
      type,
      new Map(
        Array.isArray(things)
          ? things.map((id) => [id, {}])
          : Object.entries(things).map(([id, value]) => [id, typeof value === "string" ? { value } : value]),
      ),
    ]),
  );

/** Through the template parser, so that rules are made of the same values as those of templates. */
const rulesOf = ({ rules }: ConstraintDefinition) =>
  dictionary(rules && parseTemplateText(JSON.stringify(rules), "rules"));

/** Two products of one name are possible in AWS; two of one id are a mistake in the file. */
function refuseTwins(products: Product[], complain: Complain): void {
  const ids = new Set<string>();
  products.forEach((product, index) => {
    for (const id of [product.id, ...product.versions.map((version) => version.id)]) {
      if (ids.has(id))
        throw complain(
          ["products", index],
          `the id ${id} occurs twice; products or versions of equal names need ids of their own`,
        );
      ids.add(id);
    }
  });
}
