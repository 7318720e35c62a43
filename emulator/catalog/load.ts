import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { LineCounter, parseDocument, type Document } from "yaml";
import { formatPath, type Path } from "../base/schema";
import { parseTemplate } from "../cloudformation/template/parseTemplate";
import { buildCatalog, type ReadTemplate } from "./build";
import type { Catalog } from "./catalog";
import type { CatalogDefinition } from "./definition";
import { problemOfCatalog } from "./problems";
import type { Template } from "../cloudformation/syntax/template";
import { SetupError } from "../base/setupError";

/** Reads a catalog: a folder with a catalog file and its templates, or a definition object. */
export function loadCatalog(source: string | CatalogDefinition | undefined): Catalog {
  if (source === undefined)
    return { products: [], portfolios: [], inventory: new Map(), templateNamed: () => undefined };
  return typeof source === "string" ? loadFolder(resolve(source)) : loadObject(source);
}

const fileNames = ["catalog.yaml", "catalog.yml", "catalog.json"];

function loadFolder(folder: string): Catalog {
  const file = fileNames.map((name) => join(folder, name)).find(existsSync);
  if (file === undefined) throw new SetupError(`${folder}: no ${fileNames.join(", ")} in this folder`);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines, logLevel: "silent" });
  const [error] = document.errors;
  if (error)
    throw new SetupError(
      `${file}:${lines.linePos(error.pos[0]).line}: ${error.message.split(" at line ")[0] ?? ""}`,
    );
  const complain = (path: Path, reason: string) =>
    new SetupError(`${file}:${lineOf(document, path, lines)}: ${describe(path)} ${reason}`);

  const definition: unknown = document.toJS();
  const problem = problemOfCatalog(definition);
  if (problem) throw complain(problem.path, problem.reason);
  const readTemplate: ReadTemplate = (template, path) => {
    if (typeof template !== "string") return parseTemplate(JSON.stringify(template), describe(path));
    const templateFile = join(folder, template);
    if (!isFile(templateFile)) throw complain(path, `there is no file ${templateFile}`);
    return parseTemplate(readFileSync(templateFile, "utf8"), templateFile);
  };
  const catalog = buildCatalog(definition as CatalogDefinition, readTemplate, complain);
  return { ...catalog, templateNamed: (name) => catalog.templateNamed(name) ?? templateIn(folder, name) };
}

/** Read when it is asked for: it may be newer than the emulator. Only what the folder lists itself is ever read. */
function templateIn(folder: string, name: string): Template | undefined {
  const file = readdirSync(folder, { withFileTypes: true }).find((each) => each.name === name);
  return file?.isFile() ? parseTemplate(readFileSync(join(folder, name), "utf8"), name) : undefined;
}

function loadObject(definition: CatalogDefinition): Catalog {
  const complain = (path: Path, reason: string) => new SetupError(`catalog: ${describe(path)} ${reason}`);
  const problem = problemOfCatalog(definition);
  if (problem) throw complain(problem.path, problem.reason);
  const readTemplate: ReadTemplate = (template, path) => {
    if (typeof template !== "string") return parseTemplate(JSON.stringify(template), describe(path));
    if (/[\n{]/.test(template)) return parseTemplate(template, describe(path));
    const file = resolve(template);
    if (!isFile(file)) throw complain(path, `there is no file ${file}`);
    return parseTemplate(readFileSync(file, "utf8"), file);
  };
  return buildCatalog(definition, readTemplate, complain);
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The line of the node at a path, or of the nearest one around it. */
function lineOf(document: Document, path: Path, lines: LineCounter): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as { range?: [number, number, number] | null } | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

const describe = (path: Path) => formatPath(path) || "the catalog";
