import { readFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { root } from "../setup/index.mjs";
import { fetchPackage } from "../setup/packages.mjs";
import { findPython } from "../setup/python.mjs";
import { run } from "../setup/run.mjs";

/**
 * @typedef {"string" | "strings" | "objects" | "object" | "integer" | "boolean" | "date" | "arn"} Kind
 * @typedef {{type: string, element?: PropertyType, types?: PropertyType[]}} PropertyType
 * @typedef {{identifier: string[], readOnly: string[], attributes: Record<string, Kind>, replacements: Record<string, "ALWAYS" | "CONDITIONALLY">}} Linted
 * @typedef {object} Resource
 * @property {string} cloudFormationType
 * @property {string[]} [primaryIdentifier]
 * @property {string[]} [cfnRefIdentifier]
 * @property {string} [arnTemplate]
 * @property {Record<string, {type: PropertyType, documentation?: string}>} attributes
 */

const SERVICE_SPEC = "0.1.216";
export const tableFile = path.join(root, "emulator", "cloudformation", "resources", "resourceTypes.json");

/** @type {Record<Kind, string>} */
const MARKS = {
  string: "",
  strings: "*",
  objects: "+",
  object: "%",
  integer: "#",
  boolean: "?",
  date: "@",
  arn: "^",
};

/**
 * The table, from two sources that each know what the other does not: of cfn-lint which attributes CloudFormation
 * admits, of which types they are and which properties only a new resource can have, of the CDK's service specification what Ref gives and how ARNs are written.
 * Of a type it says `Kind;Ref;ARN;attributes;replacements`, as emulator/cloudformation/resources/resourceTypes.ts reads it.
 */
export async function makeTable() {
  const python = await findPython();
  if (!python) throw new Error("the table cannot be made without Python");
  const script = path.join(root, "tools", "resourceTypes", "attributes.py");
  const printed = await run(python.bin, [script], { env: { ...process.env, PYTHONPATH: python.modules } });
  const linted = /** @type {{types: Record<string, Linted>, zones: Record<string, string[]>}} */ (
    JSON.parse(printed)
  );

  const folder = await fetchPackage(
    "the CDK's service specification",
    "@aws-cdk/aws-service-spec",
    SERVICE_SPEC,
  );
  const database = /** @type {{schema: {resource: {entities: Resource[]}}}} */ (
    JSON.parse(gunzipSync(await readFile(path.join(folder, "db.json.gz"))).toString())
  );
  const specified = new Map(
    database.schema.resource.entities.map((resource) => [resource.cloudFormationType, resource]),
  );

  /** @type {Record<string, string[]>} */
  const types = {};
  for (const name of [...new Set([...Object.keys(linted.types), ...specified.keys()])].sort()) {
    const [, service = "", kind = ""] = /^(\w+::\w+)::(.*)$/.exec(name) ?? [];
    if (service)
      (types[service.replace(/^AWS::/, "")] ??= []).push(
        `${kind};${entryOf(name, linted.types[name], specified.get(name))}`,
      );
  }
  const zones = Object.fromEntries(
    Object.entries(linted.zones).map(([region, names]) => [
      region,
      names.map((name) => name.slice(region.length)).join(""),
    ]),
  );
  // A service a line: small, and differences can still be read.
  const lines = Object.entries(types).map(
    ([name, entries]) => `${JSON.stringify(name)}:${JSON.stringify(entries)}`,
  );
  return `{"zones":${JSON.stringify(zones)},\n"types":{\n${lines.join(",\n")}\n}}\n`;
}

/**
 * @param {string} type
 * @param {Linted | undefined} linted
 * @param {Resource | undefined} specified
 */
function entryOf(type, linted, specified) {
  /** @type {Record<string, Kind>} */
  const attributes = { ...linted?.attributes };
  for (const [name, its] of Object.entries(specified?.attributes ?? {})) {
    const kind = (attributes[name] ??= kindOf(its.type));
    if (kind === "string" && !/arn$/i.test(name) && ARN.test(its.documentation ?? ""))
      attributes[name] = "arn";
  }
  const ref =
    REFS[type] ?? specified?.cfnRefIdentifier ?? specified?.primaryIdentifier ?? linted?.identifier ?? [];
  const [name = ""] = ref;
  const isReadOnly = specified ? name in specified.attributes : linted?.readOnly.includes(name);
  const marked = ref.length === 1 && isReadOnly;
  const listed = folded(Object.entries(attributes).sort(byName));
  const parts = [
    marked ? "" : ref.join(" ").replaceAll("/", "."),
    arnOf(type, specified?.arnTemplate ?? ""),
    marked ? listed.replace(new RegExp(`(^| )${name}(?=$|[ (*+%#?@^])`), `$1!${name}`) : listed,
    Object.entries(linted?.replacements ?? {})
      .sort(byName)
      .map(([property, when]) => (when === "ALWAYS" ? property : `${property}?`))
      .join(" "),
  ];
  return parts.join(";").replace(/;+$/, "");
}

/** Where the documentation of the resource says something else than its specification. @type {Record<string, string[]>} */
const REFS = { "AWS::ApiGateway::Stage": ["StageName"], "AWS::ApiGatewayV2::Stage": ["StageName"] };

/** An Id that is an ARN says so only in words. */
const ARN = /^The (ARN|Arn|Amazon Resource Name \(ARN\)) of /;

/**
 * What follows `arn:partition:`, R and A being region and account, {} the name, {#} the id, {X} something else. What the name of
 * the type tells anyway is left out: `.` is the service and its scope, `~` the kind as well.
 *
 * @param {string} type
 * @param {string} template
 */
function arnOf(type, template) {
  const [, service = "", kind = ""] = type.split("::");
  const scope = `${service.toLowerCase()}:R:A:`;
  const written = kind.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
  return template
    .replace(/^arn:(\$\{Partition\}|aws):/, "")
    .replace("${Region}", "R")
    .replace("${Account}", "A")
    .replace(/\$\{(\w+)\}/g, "{$1}")
    .replace(/^([^{]*)\{\w+Id\}$/, "$1{#}")
    .replace(/^([^{]*)\{\w+\}$/, "$1{}")
    .replace(scope, ".")
    .replace(`.${written}/{`, "~{");
}

/** @param {PropertyType} type @returns {Kind} */
function kindOf(type) {
  const [first = type] = type.types ?? [];
  if (first.type === "array") return first.element?.type === "ref" ? "objects" : "strings";
  if (["ref", "json", "map"].includes(first.type)) return "object";
  if (["integer", "number"].includes(first.type)) return "integer";
  return first.type === "boolean" ? "boolean" : first.type === "date-time" ? "date" : "string";
}

/**
 * `Endpoint.Address Endpoint.Port#` is `Endpoint(Address Port#)`.
 *
 * @param {[string, Kind][]} attributes sorted
 * @returns {string}
 */
function folded(attributes) {
  const parts = [];
  for (let index = 0; index < attributes.length;) {
    const [name = "", kind = "string"] = attributes[index] ?? [];
    const [head = ""] = name.split(".");
    const within = attributes.slice(index).filter(([other]) => other.startsWith(`${head}.`));
    const isLeaf = name === head;
    /** @type {[string, Kind][]} */
    const inner = within.map(([other, its]) => [other.slice(head.length + 1), its]);
    parts.push((isLeaf ? head + MARKS[kind] : head) + (inner.length ? `(${folded(inner)})` : ""));
    index += within.length + (isLeaf ? 1 : 0);
  }
  return parts.join(" ");
}

/** A name before what begins with it, and that together. @param {[string, string]} one @param {[string, string]} other */
function byName([one], [other]) {
  const key = (/** @type {string} */ name) => name.replaceAll(".", "\0");
  return key(one) < key(other) ? -1 : 1;
}
