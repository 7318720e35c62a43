import path from "node:path";
import { fileURLToPath } from "node:url";
import { findCli, placeLauncher } from "./cli.mjs";
import { findCorpus } from "./corpus.mjs";
import { installDependencies, isInstalled } from "./dependencies.mjs";
import { findLanguages } from "./languages.mjs";
import { findNodes } from "./nodes.mjs";
import { findPython } from "./python.mjs";
import { findTypeScripts } from "./typescripts.mjs";

/** The folder of this checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @typedef {"dependencies" | "cli" | "languages" | "nodes" | "typescripts" | "python" | "corpus"} Part
 * @typedef {{version: string, path: string}} Version
 * @typedef {{cli?: string, languages?: string, yaml?: string | undefined, nodes?: Version[], typescripts?: Version[], python?: {bin: string, modules: string} | undefined, corpus?: string}} Found
 */

/** @type {Part[]} */
export const parts = ["dependencies", "cli", "languages", "nodes", "typescripts", "python", "corpus"];

/**
 * Sets up what is wanted, and answers where it is.
 * @param {Iterable<Part>} wanted
 */
export async function setUp(wanted) {
  const parts = new Set(wanted);
  /** @type {Found} */
  const found = {};
  if (parts.has("dependencies")) await installDependencies(root);
  if (parts.has("cli")) found.cli = await findCli();
  if (parts.has("languages")) found.languages = await findLanguages();
  if (parts.has("nodes")) found.nodes = await findNodes();
  if (parts.has("typescripts")) found.typescripts = await findTypeScripts();
  if (parts.has("python") || parts.has("corpus")) found.python = await findPython();
  if (parts.has("corpus") && found.python) found.corpus = await findCorpus(found.python);
  if (found.cli && (await isInstalled(root))) await placeLauncher(found.cli, path.join(root, "node_modules"));
  return found;
}

/**
 * How programs started from here learn what was found, so that they need not look again.
 * @param {Found} found
 */
export function handOn(found) {
  return { ...process.env, SERVICECATALOG_SETUP: JSON.stringify(found) };
}
