import type { Path } from "../base/schema";
import { namedId } from "../base/ids";
import type { Catalog, Constraint, LaunchPath, Portfolio, Product, Version } from "./catalog";
import { conflictOf, parametersOf } from "./constraints";
import type {
  CatalogDefinition,
  ConstraintDefinition,
  ConstraintType,
  InventoryDefinition,
  PortfolioDefinition,
  ProductDefinition,
  ProductType,
  VersionDefinition,
} from "./definition";
import { isArchive } from "./definition";
import { launchPath, pathIdOf } from "./launchPath";
import type { Inventory } from "../cloudformation/evaluation/inventory";
import type { Template } from "../cloudformation/syntax/template";

/** Reports a mistake at a place of the definition. */
export type Complain = (path: Path, reason: string) => Error;
/** Undefined for a template that cannot be served; whoever reads it keeps why. */
export type ReadTemplate = (
  template: VersionDefinition["template"],
  path: Path,
  isArchive: boolean,
) => Template | undefined;

/** Versions are published an hour apart in the order of the file, so that "the newest" is the last. */
const firstPublication = Date.UTC(2024, 0, 15, 9);
const hour = 3_600_000;

export function buildCatalog(
  definition: CatalogDefinition,
  readTemplate: ReadTemplate,
  complain: Complain,
): Catalog {
  const portfolios = (definition.portfolios ?? [{ name: "Portfolio" }]).map(buildPortfolio);
  const templates = new Map<string, Template>();
  for (const [name, written] of Object.entries(definition.templates ?? {})) {
    const template = readTemplate(written, ["templates", name], isArchive(name));
    if (template) templates.set(name, template);
  }
  const templateOf = (type: ProductType | undefined, { template }: VersionDefinition, path: Path) => {
    if (typeof template !== "string" || !isArchive(template))
      return readTemplate(template, path, isMadeByEngine(type));
    if (!isMadeByEngine(type)) throw complain(path, "is an archive, which only engines take");
    if (!Object.hasOwn(definition.templates ?? {}, template))
      throw complain(path, `is an archive: say under templates, as ${template}, which Parameters it has`);
    return templates.get(template);
  };
  let published = firstPublication;
  const products = definition.products.flatMap((product, index) => {
    const at = ["products", index];
    const versions = product.versions.flatMap((version, i) => {
      published += hour;
      const template = templateOf(product.type, version, [...at, "versions", i, "template"]);
      return template ? [buildVersion(product, version, template, published)] : [];
    });
    const paths = pathsOf(product, portfolios, at, complain);
    // A product of which nothing can be launched is left out with its versions.
    const isBroken = versions.length === 0 && product.versions.length > 0;
    return isBroken ? [] : [buildProduct(product, versions, paths)];
  });
  refuseTwins(products, complain);
  return {
    products,
    portfolios,
    inventory: buildInventory(definition.inventory ?? {}),
    templateNamed: (file) => templates.get(file),
  };
}

function buildPortfolio(definition: PortfolioDefinition): Portfolio {
  const { name, id, pathId, tagOptions } = definition;
  const portfolioId = id ?? namedId("port", name);
  return {
    name,
    id: portfolioId,
    pathId: pathId ?? pathIdOf(portfolioId),
    tagOptions: tagOptions ?? {},
    provider: definition.provider ?? "Platform team",
    description: definition.description,
    shared: definition.shared ?? false,
    created: firstPublication,
    tags: [],
    open: true,
    principals: [],
  };
}

const isMadeByEngine = (type: ProductType | undefined): boolean =>
  type === "EXTERNAL" || type?.startsWith("TERRAFORM_") === true;

const idOf = ({ id, name }: ProductDefinition) => id ?? namedId("prod", name);
const versionIdOf = (product: ProductDefinition, { id, name }: VersionDefinition) =>
  id ?? namedId("pa", product.name, name);

const buildVersion = (
  product: ProductDefinition,
  version: VersionDefinition,
  template: Template,
  created: number,
): Version => ({
  name: version.name,
  id: versionIdOf(product, version),
  description: version.description ?? "",
  guidance: version.guidance ?? "DEFAULT",
  active: version.active ?? true,
  created,
  info: {
    TemplateUrl: `https://catalog.s3.amazonaws.com/${idOf(product)}/${versionIdOf(product, version)}.${isMadeByEngine(product.type) ? "tar.gz" : "template"}`,
  },
  template,
});

const buildProduct = (definition: ProductDefinition, versions: Version[], paths: LaunchPath[]): Product => ({
  name: definition.name,
  id: idOf(definition),
  viewId: namedId("prodview", definition.name),
  type: definition.type ?? "CLOUD_FORMATION_TEMPLATE",
  owner: definition.owner ?? "Platform team",
  distributor: definition.distributor ?? "",
  description: definition.description ?? definition.name,
  supportDescription: definition.supportDescription,
  supportEmail: definition.supportEmail,
  supportUrl: definition.supportUrl,
  created: versions[0]?.created ?? firstPublication,
  tags: [],
  tagOptions: definition.tagOptions ?? {},
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
  return through.map((portfolio) => {
    refuseConflicts(product, portfolio, at, complain);
    return launchPath(portfolio, product.tagOptions ?? {}, constraintsOf(product, portfolio));
  });
}

const isOn = (constraint: ConstraintDefinition, portfolio: Portfolio) =>
  constraint.portfolio === undefined || constraint.portfolio === portfolio.name;

/** As the API refuses them. */
function refuseConflicts(
  { constraints = [] }: ProductDefinition,
  portfolio: Portfolio,
  at: Path,
  complain: Complain,
): void {
  const before: ConstraintType[] = [];
  constraints.forEach((constraint, index) => {
    if (!isOn(constraint, portfolio)) return;
    const { type } = constraint;
    const conflict = conflictOf(type, before);
    if (conflict !== undefined)
      throw complain(
        [...at, "constraints", index],
        `is ${type}, and there is ${conflict} already on the launch path of ${portfolio.name}: only one is possible`,
      );
    before.push(type);
  });
}

const constraintsOf = (product: ProductDefinition, portfolio: Portfolio): Constraint[] =>
  (product.constraints ?? [])
    .filter((constraint) => isOn(constraint, portfolio))
    .map((constraint, index) => ({
      id: namedId("cons", product.name, portfolio.name, String(index)),
      type: constraint.type,
      description: constraint.description,
      parameters: parametersOf(constraint),
    }));

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
