import { literalText, propertyName } from "../command/escape";
import { comment } from "./documentation";
import type { CatalogProduct, CatalogVersion } from "./model";
import { inOrder } from "./model";
import { versionNames } from "./names";
import { outputsType, parametersType } from "./versionTypes";

/** The first words of every written file, by which it is known. */
export const MARK = "// Made by pulumi-servicecatalog generate.";

/**
 * The file of one product: a class that is ProvisionedProduct with types, and these types. The same catalog always
 * gives the same text.
 *
 * @param command makes the file anew
 */
export function classText(product: CatalogProduct, className: string, command: string): string {
  const versions = namedVersions(product);
  const first = <T extends string>(texts: readonly T[], text: T) => texts.indexOf(text);
  const parameters = versions.map(({ version }) => parametersType(version));
  const outputs = versions.map(({ version }) => outputsType(version));
  const parametersName = (index: number) => `${className}${versions[index]?.suffix ?? ""}Parameters`;
  const common = commonArgs(product, className);
  const args = versions.map(({ version, literal, suffix }, index) => {
    const { text = "", optional = false } = parameters[index] ?? {};
    const deprecated = version.deprecated
      ? "@deprecated The catalog admits no new products of this version."
      : "";
    const about = [
      comment([`Version ${version.name ?? version.id ?? ""}`, version.description], "").trimEnd(),
    ];
    return [
      marked(about.join(""), deprecated),
      `export interface ${className}${suffix}Args extends ${common ? `${className}CommonArgs` : "ProductArgs"} {\n`,
      deprecated && `  /** ${deprecated} */\n`,
      `  version: ${literal};\n`,
      text === ""
        ? `  /** They cannot be read in the catalog: the preview says what is wrong. */\n  parameters?: ProvisionedProductArgs["provisioningParameters"];\n`
        : `  parameters${optional ? "?" : ""}: ${parametersName(index)}${optional ? " | undefined" : ""};\n`,
      `}\n`,
    ].join("");
  });
  const types = parameters.flatMap(({ text }, index) => {
    if (text === "") return [];
    const same = first(
      parameters.map((other) => other.text),
      text,
    );
    return [`export type ${parametersName(index)} = ${same < index ? parametersName(same) : text};\n`];
  });
  const outputTypes = versions.map(({ literal }, index) => {
    const same = first(outputs, outputs[index] ?? "");
    const type = same < index ? `${className}Outputs[${versions[same]?.literal}]` : outputs[index];
    return `  ${memberName(literal)}: ${type};\n`;
  });
  const body = [
    classDeclaration(product, className, hasIds(product)),
    `/** The arguments, by version. */\nexport type ${className}Args =${union(versions.map(({ suffix }) => `${className}${suffix}Args`))};\n`,
    common,
    ...args,
    ...types,
    tagsType(product, className),
    `/** The outputs, by version. */\nexport interface ${className}Outputs {\n${outputTypes.join("")}}\n`,
  ].filter((part) => part !== "");
  return `${header(command)}${imports(product)}\n${body.join("\n")}`;
}

const header = (command: string): string =>
  `${MARK} Changes are lost when it is made anew:\n//   ${command}\n\n`;

function imports(product: CatalogProduct): string {
  const { paths, tagRules, versions } = product;
  const parameters = versions.flatMap(({ content }) => content?.parameters ?? []);
  const isOptional = parameters.map(({ DefaultValue }) => DefaultValue !== undefined);
  const types = [
    isOptional.includes(true) && "OptionalParameterInput",
    isOptional.includes(false) && "ParameterInput",
    "ProductArgs",
    versions.some(({ content }) => !content) && "ProvisionedProductArgs",
  ].filter((name) => name !== false);
  const input = tagRules.length > 0 || hasSeveral(paths) ? ", Input" : "";
  return [
    `import type { CustomResourceOptions${input} } from "@pulumi/pulumi";\n`,
    `import { ProvisionedProduct } from "pulumi-servicecatalog";\n`,
    `import type { ${types.join(", ")} } from "pulumi-servicecatalog";\n`,
  ].join("");
}

const hasSeveral = (paths: readonly string[]): boolean => new Set(paths).size > 1;

function classDeclaration(product: CatalogProduct, className: string, byId: boolean): string {
  const { name, id = "", description, owner, support, sharesName } = product;
  const about = [`Product ${JSON.stringify(name)}`, owner && `of ${owner}`].filter(Boolean).join(" ");
  const help = support.length > 0 ? [`Support: ${support.join(", ")}`] : [];
  const productArgument = sharesName ? `productId: ${literalText(id)}` : `productName: ${literalText(name)}`;
  return [
    comment([description, ...(description ? [""] : []), about, ...help], ""),
    `export class ${className}<\n`,
    `  Version extends ${className}Args["version"] = ${className}Args["version"],\n`,
    `> extends ProvisionedProduct<${className}Outputs[Version]> {\n`,
    `  constructor(\n    name: string,\n    args: ${className}Args & { version: Version },\n    options?: CustomResourceOptions,\n  ) {\n`,
    `    const { version, parameters, ...others }: ${className}Args = args;\n`,
    `    super(\n      name,\n      {\n        ...others,\n`,
    `        ${productArgument},\n`,
    `        provisioningArtifact${byId ? "Id" : "Name"}: version,\n`,
    `        provisioningParameters: parameters,\n`,
    `      },\n      options,\n    );\n  }\n}\n`,
  ].join("");
}

/** What holds for every version: a choice of launch paths, and tags. */
function commonArgs({ paths, tagRules }: CatalogProduct, className: string): string {
  const names = [...new Set(paths)].sort(inOrder);
  const several = hasSeveral(paths);
  if (!several && tagRules.length === 0) return "";
  const required = tagRules.some((rule) => rule.required);
  return [
    `/** The arguments of every version. */\nexport interface ${className}CommonArgs extends ProductArgs {\n`,
    several &&
      `  /** The launch path. Undefined is for those who give \`pathId\`. */\n  pathName:${union(
        names
          .map(literalText)
          .map((each) => `Input<${each}>`)
          .concat("undefined"),
        "  ",
      )};\n`,
    tagRules.length > 0 &&
      `  tags${required ? "" : "?"}: ${className}Tags${required ? "" : " | undefined"};\n`,
    `}\n`,
  ]
    .filter((part) => part !== false)
    .join("");
}

function tagsType({ tagRules }: CatalogProduct, className: string): string {
  if (tagRules.length === 0) return "";
  const rules = tagRules.map(({ key, values, required }) => {
    const about =
      values.length === 0
        ? "Cannot be given: the TagOptions of product and portfolio contradict each other"
        : required
          ? "Undefined where the default tags of the stack or the aws provider have it"
          : "Added by Service Catalog where it is left out";
    const type =
      values.length === 0
        ? "undefined"
        : `Input<${values.map(literalText).join(" | ")}${required ? "" : " | undefined"}> | undefined`;
    return `${comment([about], "  ")}  ${propertyName(key)}${required ? "" : "?"}: ${type};\n`;
  });
  return [
    `/** Tags, as the TagOptions of product and portfolio prescribe them. */\nexport type ${className}Tags = {\n`,
    ...rules,
    `  [key: string]: Input<string | undefined> | undefined;\n};\n`,
  ].join("");
}

interface NamedVersion {
  version: CatalogVersion;
  /** As a program writes it. */
  literal: string;
  /** In names of types. */
  suffix: string;
}

/** Where a name is missing or stands for several versions, they are told apart by their ids. */
export const hasIds = ({ versions }: CatalogProduct): boolean => {
  const names = versions.map(({ name }) => name);
  return names.includes(undefined) || new Set(names).size < names.length;
};

function namedVersions(product: CatalogProduct): NamedVersion[] {
  const byId = hasIds(product);
  const versions = [...product.versions].sort(
    (one, other) => inOrder(one.name ?? "", other.name ?? "") || inOrder(one.id ?? "", other.id ?? ""),
  );
  const called = versions.map(({ name = "", id = "" }) => (byId ? id : name));
  const suffixes = versionNames(called);
  return versions.map((version, index) => ({
    version,
    literal: literalText(called[index] ?? ""),
    suffix: suffixes[index] ?? "",
  }));
}

const memberName = (literal: string): string => propertyName(JSON.parse(literal) as string);

/** Alternatives in one line, or one below the other where they are too long for one. */
function union(types: readonly string[], indent = ""): string {
  const line = types.join(" | ");
  return line.length <= 70 ? ` ${line}` : types.map((type) => `\n${indent}  | ${type}`).join("");
}

/** The comment with a tag as its last line. */
function marked(about: string, tag: string): string {
  if (tag === "") return `${about}\n`;
  const lines = about.startsWith("/**\n")
    ? about.split("\n").slice(1, -1)
    : [` * ${about.replace(/^\/\*\* | \*\/$/g, "")}`];
  return ["/**", ...lines, " *", ` * ${tag}`, " */\n"].join("\n");
}
