import type { ProductViewSummary } from "@aws-sdk/client-service-catalog";
import { callToRead } from "../aws/calls";
import type { Launch, Product, Version } from "../aws/catalog";
import { describeLaunch, describeProduct, listPaths } from "../aws/catalog";
import { pages } from "../aws/pages";
import { messageOf, nameOf } from "../base/errors";
import type { CommandContext } from "../command/context";
import { inParallel } from "../command/parallel";
import type { CatalogProduct, CatalogVersion, Note, Selection, VersionContent } from "./model";
import { parameterGroups } from "./parameterGroups";
import { isSelected, selectProducts } from "./selection";
import { tagRules } from "./tagRules";

/** So often is said how far it is. */
const EVERY = 25;

/**
 * The catalog as the caller sees it. One call per hundred products, and for each that is selected one, one more per
 * version, and one per launch path but the first.
 *
 * @throws Problem `not-found` for a selection that meets nothing; what AWS answers to calls it does not allow.
 */
export async function readCatalogInAws(
  context: CommandContext,
  selection: Selection,
  note: Note,
): Promise<CatalogProduct[]> {
  const all = await searchProducts(context);
  const selected = selectProducts(all, selection, ({ Name = "", ProductId }) => ({
    name: Name,
    id: ProductId,
  }));
  let read = 0;
  const products = await inParallel(selected, async (summary) => {
    const product = await readProduct(context, summary, selection, note);
    context.heard();
    if (++read % EVERY === 0) context.progress(`${read} of ${selected.length} products read`);
    const sharesName = all.filter(({ Name }) => Name === summary.Name).length > 1;
    return product && { ...product, sharesName };
  });
  return products.filter((product) => product !== undefined);
}

async function searchProducts(context: CommandContext): Promise<ProductViewSummary[]> {
  const found: ProductViewSummary[] = [];
  const ask = (from: { PageToken?: string }) =>
    callToRead(context, (client, options) => client.searchProducts({ PageSize: 100, ...from }, options));
  for await (const { ProductViewSummaries: products = [], NextPageToken } of pages(ask)) {
    context.heard();
    found.push(...products);
    if (NextPageToken) context.progress(`${found.length} products found`);
  }
  return found;
}

async function readProduct(
  context: CommandContext,
  summary: ProductViewSummary,
  selection: Selection,
  note: Note,
): Promise<Omit<CatalogProduct, "sharesName"> | undefined> {
  const { ProductId: id = "", Name: name = "" } = summary;
  const leaveOut = (why: string) => void note(`${name} (${id}) is left out: ${why}.`);
  const product = await describeProduct(context, { productId: id }).catch(ifGone);
  if (!product) return leaveOut("it is gone");
  const everyPath = product.paths.length > 0 ? product.paths : await listPaths(context, id).catch(ifGone);
  if (!everyPath || everyPath.length === 0) return leaveOut("the caller has no launch path to it");
  const paths = everyPath.filter((path) => isSelected(selection.portfolios, path.name, path.id));
  const [path] = paths;
  if (!path) return undefined;
  const wanted = product.versions.filter(
    (version) => isSelected(selection.versions, version.name, version.id) && version.id !== "",
  );
  const launches = await Promise.all(
    wanted.map(async (version) => {
      const launch = await readLaunch(context, product, version, path.id, note);
      context.heard();
      return { version, launch };
    }),
  );
  const [some] = wanted;
  if (!some) return leaveOut("it has no active version of these");
  const others = await Promise.all(
    paths.slice(1).map((other) => readLaunch(context, product, some, other.id, note)),
  );
  const known = [launches.find(({ launch }) => launch)?.launch, ...others].filter(
    (launch) => launch !== undefined,
  );
  return {
    id,
    name: product.name,
    description: summary.ShortDescription,
    owner: summary.Owner,
    support: [summary.SupportDescription, summary.SupportEmail, summary.SupportUrl].filter(isText),
    versions: launches.map(({ version, launch }) => versionOf(version, launch)),
    paths: paths.map((each) => each.name),
    tagRules: known.length < paths.length ? [] : tagRules(known.map(tagOptionsOf)),
  };
}

/** Only what AWS says of this version is passed over: without rights or a connection there is nothing to write. */
async function readLaunch(
  context: CommandContext,
  product: Product,
  version: Version,
  pathId: string,
  note: Note,
): Promise<Launch | undefined> {
  const ref = { productId: product.id, provisioningArtifactId: version.id, pathId };
  try {
    return await describeLaunch(context, ref);
  } catch (error) {
    if (!/^(InvalidParameters|ResourceNotFound)Exception$/.test(nameOf(error))) throw error;
    note(
      `The parameters of ${product.name}, version ${version.name}, cannot be read; it takes any: ${messageOf(error)}`,
    );
    return undefined;
  }
}

const versionOf = ({ id, name, description, deprecated }: Version, launch?: Launch): CatalogVersion => ({
  id,
  name: name === "" ? undefined : name,
  description,
  deprecated,
  content: launch && contentOf(launch),
});

const contentOf = ({ parameters, outputs, instructions }: Launch): VersionContent => ({
  parameters,
  outputs,
  ...parameterGroups(parsed(instructions["metadata"])),
});

const tagOptionsOf = ({ tagOptions }: Launch) =>
  new Map(tagOptions.map(({ Key = "", Values = [] }) => [Key, Values]));

function parsed(text = "{}"): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isText = (text: string | undefined): text is string => text !== undefined && text.trim() !== "";

function ifGone(error: unknown): undefined {
  if (nameOf(error) !== "ResourceNotFoundException") throw error;
}
