import type { Product, Version } from "../aws/catalog";
import { notActive } from "../aws/catalog";
import type { Inputs } from "../state/inputs";
import { hasUnknown } from "../state/values";
import type { Checking } from "./shared/checking";
import { formatList, suggest, quoteArgument } from "./shared/checking";

/** Is a version named, by the program or before? */
export const hasVersion = ({ provisioningArtifactId, provisioningArtifactName }: Inputs): boolean =>
  provisioningArtifactId !== undefined || provisioningArtifactName !== undefined;

/** Without a version in the program, the product keeps the one it has. */
export function keepVersion(inputs: Inputs, olds: Partial<Inputs> | undefined): void {
  if (hasVersion(inputs) || !olds) return;
  if (olds.productId !== inputs.productId || olds.productName !== inputs.productName) return;
  copyVersion(inputs, olds);
}

function copyVersion(inputs: Inputs, olds: Partial<Inputs>): void {
  if (olds.provisioningArtifactId !== undefined) inputs.provisioningArtifactId = olds.provisioningArtifactId;
  else if (olds.provisioningArtifactName !== undefined)
    inputs.provisioningArtifactName = olds.provisioningArtifactName;
}

/** The version that will be launched: does it exist, and may it be? */
export function checkVersion(checking: Checking, product: Product): Version | undefined {
  const { inputs, olds } = checking;
  if (!hasVersion(inputs)) chooseVersion(checking, product);
  const { provisioningArtifactId: id, provisioningArtifactName: name } = inputs;
  if (!hasVersion(inputs) || hasUnknown([id, name])) return undefined;
  const path = id === undefined ? "provisioningArtifactName" : "provisioningArtifactId";
  const found = product.versions.filter((known) =>
    id === undefined ? known.name === name : known.id === id,
  );
  const [version, other] = found;
  if (version && other) {
    const ids = formatList(found.map((same) => same.id));
    checking.fail(
      path,
      `${product.name} has several versions named ${quoteArgument(inputs, path, name ?? "")}; choose one by provisioningArtifactId: ${ids}`,
    );
    return undefined;
  }
  // A deprecated one may be kept, and moved to, but no product may begin with it.
  if (version?.deprecated && !olds) checking.fail(path, deprecated(product, version));
  if (!version) failAbsent(checking, product, path);
  return version;
}

/** The program names none: the one that the product has under another notation, else the only one to choose. */
function chooseVersion({ inputs, olds, fail }: Checking, product: Product): void {
  const kept = product.versions.some(
    ({ id, name }) => id === olds?.provisioningArtifactId || name === olds?.provisioningArtifactName,
  );
  if (olds && kept) return copyVersion(inputs, olds);
  const current = product.versions.filter(({ deprecated }) => !deprecated);
  const [only, other] = current;
  if (only && !other) inputs.provisioningArtifactId = only.id;
  else
    fail(
      "provisioningArtifactName",
      only
        ? `${product.name} has several versions; choose one of ${formatList(current.map(({ name }) => name))}`
        : `${product.name} has no version that can be launched`,
    );
}

function deprecated(product: Product, version: Version): string {
  const others = product.versions.filter((other) => !other.deprecated).map(({ name }) => name);
  const choice = others.length > 0 ? `; choose one of ${formatList(others)}` : "";
  return `version ${version.name} of ${product.name} is deprecated, which admits no new products${choice}`;
}

function failAbsent({ inputs, olds, dryRun, fail, skip }: Checking, product: Product, path: string): void {
  const { provisioningArtifactId: id, provisioningArtifactName: name } = inputs;
  const wanted = id ?? name ?? "";
  const kept =
    id === undefined ? olds?.provisioningArtifactName === name : olds?.provisioningArtifactId === id;
  if (kept) return skip(path, `AWS may refuse the update: ${notActive(product, { id, name })}`);
  if (!dryRun) return;
  const names = product.versions.map((known) => (id === undefined ? known.name : known.id));
  const all = id === undefined ? names : product.versions.map((known) => `${known.id} (${known.name})`);
  const help = suggest(wanted, names) || (all.length > 0 ? `; there are ${formatList(all)}` : "");
  fail(path, `${product.name} has no active version ${quoteArgument(inputs, path, wanted)}${help}`);
}
