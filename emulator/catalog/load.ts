import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { LineCounter, parseDocument, type Document } from "yaml";
import { formatPath, type Path } from "../base/schema";
import { parseArchive, parseTemplate } from "../cloudformation/template/parseTemplate";
import { buildCatalog, type ReadTemplate } from "./build";
import type { Catalog } from "./catalog";
import { isArchive, type CatalogDefinition } from "./definition";
import { problemOfCatalog } from "./problems";
import type { Template } from "../cloudformation/syntax/template";
import { SetupError } from "../base/setupError";

export interface LoadOptions {
  /** Versions with templates that CloudFormation refuses are left out instead of refusing the catalog. */
  readonly skipBrokenTemplates?: boolean | undefined;
  /** Is told what whoever starts the emulator should know. */
  readonly note?: (line: string) => void;
}

/**
 * Reads a catalog: a folder with a catalog file and its templates, or a definition object.
 * @throws {SetupError} with all mistakes of all templates, each with file and line
 */
export function loadCatalog(
  source: string | CatalogDefinition | undefined,
  options: LoadOptions = {},
): Catalog {
  if (source === undefined)
    return { products: [], portfolios: [], inventory: new Map(), templateNamed: () => undefined };
  const reading = new Reading();
  const catalog = reading.collect(() =>
    typeof source === "string" ? loadFolder(resolve(source), reading) : loadObject(source, reading),
  );
  const { mistakes } = reading;
  if (!catalog || (mistakes.length > 0 && !options.skipBrokenTemplates))
    throw new SetupError(mistakes.join("\n"));
  for (const mistake of mistakes) options.note?.(`left out: ${mistake}`);
  if (reading.withMacros.size > 0)
    options.note?.(
      `macros are not run, plausible values stand for what they would make: ${[...reading.withMacros].join(", ")}`,
    );
  return catalog;
}

/** What is found while the templates of a catalog are read. */
class Reading {
  readonly withMacros = new Set<string>();
  private readonly found = new Set<string>();

  /** Each once, although several versions may have one template. */
  get mistakes(): readonly string[] {
    return [...this.found];
  }

  parse(source: string, file: string, isArchive: boolean): Template | undefined {
    const template = this.collect(() => (isArchive ? parseArchive : parseTemplate)(source, file));
    if (template && template.macros.length > 0)
      this.withMacros.add(`${file} (${template.macros.join(", ")})`);
    return template;
  }

  parseFile(file: string, isArchive: boolean, complain: (reason: string) => Error): Template | undefined {
    const source = this.collect(() => {
      if (isFile(file)) return readFileSync(file, "utf8");
      throw complain(`there is no file ${file}`);
    });
    return source === undefined ? undefined : this.parse(source, file, isArchive);
  }

  /** What a reading gives; undefined if it finds a mistake. */
  collect<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      for (const line of error.message.split("\n")) this.found.add(line);
      return undefined;
    }
  }
}

const fileNames = ["catalog.yaml", "catalog.yml", "catalog.json"];

function loadFolder(folder: string, reading: Reading): Catalog {
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
  const readTemplate: ReadTemplate = (template, path, isArchive) => {
    if (typeof template !== "string")
      return reading.parse(JSON.stringify(template), describe(path), isArchive);
    return reading.parseFile(join(folder, template), isArchive, (reason) => complain(path, reason));
  };
  const catalog = buildCatalog(definition as CatalogDefinition, readTemplate, complain);
  return { ...catalog, templateNamed: (name) => catalog.templateNamed(name) ?? templateIn(folder, name) };
}

/** Read when it is asked for: it may be newer than the emulator. Only what the folder lists itself is ever read. */
function templateIn(folder: string, name: string): Template | undefined {
  if (isArchive(name)) return undefined;
  const file = readdirSync(folder, { withFileTypes: true }).find((each) => each.name === name);
  return file?.isFile() ? parseTemplate(readFileSync(join(folder, name), "utf8"), name) : undefined;
}

function loadObject(definition: CatalogDefinition, reading: Reading): Catalog {
  const complain = (path: Path, reason: string) => new SetupError(`catalog: ${describe(path)} ${reason}`);
  const problem = problemOfCatalog(definition);
  if (problem) throw complain(problem.path, problem.reason);
  const readTemplate: ReadTemplate = (template, path, isArchive) => {
    if (typeof template !== "string")
      return reading.parse(JSON.stringify(template), describe(path), isArchive);
    if (/[\n{]/.test(template)) return reading.parse(template, describe(path), isArchive);
    return reading.parseFile(resolve(template), isArchive, (reason) => complain(path, reason));
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
