// What dist/ was built from, so that nothing is built twice.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} Stamp
 * @property {string} settings the hash of everything but sources that a build depends on
 * @property {Record<string, string>} sources the hash of each source
 * @property {boolean} declarations whether types were checked and declared
 * @property {string} outputs the hash of dist/
 */

const SOURCES = ["provider", "emulator", "patterns"];
const SETTINGS = ["package.json", "package-lock.json", "tsconfig.json"];
const OWN = ["index.mjs", "plugin.mjs", "scripts.mjs", "stamp.mjs"].map((file) =>
  fileURLToPath(new URL(file, import.meta.url)),
);

/**
 * What a build of this package would depend on now. Contents count, never times: git sets those as it likes.
 *
 * @param {string} root the folder of the package
 * @returns {Pick<Stamp, "settings" | "sources">}
 */
export function readInputs(root) {
  const settings = [...SETTINGS.map((file) => path.join(root, file)), ...OWN];
  const sources = SOURCES.flatMap((folder) => filesBelow(root, folder)).filter(
    (file) => !file.endsWith(".md"),
  );
  return {
    settings: hash(settings.map((file) => hash(readFileSync(file))).join()),
    sources: Object.fromEntries(sources.map((file) => [file, hash(readFileSync(path.join(root, file)))])),
  };
}

/**
 * The stamp of the dist/ that is there; undefined when somebody has changed dist/ since, or there is none. It lies in
 * node_modules, which goes when the compiler does, and is worth nothing to another checkout that shares the folder.
 *
 * @param {string} root
 * @returns {Stamp | undefined}
 */
export function readStamp(root) {
  try {
    const stamp = /** @type {Stamp} */ (JSON.parse(readFileSync(stampFile(root), "utf8")));
    return stamp.outputs === hashOutputs(root) ? stamp : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root
 * @param {Omit<Stamp, "outputs">} built
 */
export function writeStamp(root, built) {
  writeFileSync(stampFile(root), JSON.stringify({ ...built, outputs: hashOutputs(root) }));
}

/** @param {string} root */
function hashOutputs(root) {
  return hash(
    filesBelow(root, "dist")
      .map((file) => `${file} ${hash(readFileSync(path.join(root, file)))}\n`)
      .join(""),
  );
}

/** @param {string} root */
function stampFile(root) {
  return path.join(root, "node_modules", ".servicecatalog-build.json");
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} in order, relative to the root
 */
function filesBelow(root, folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)))
    .sort();
}

/** @param {string | Buffer} content */
function hash(content) {
  return createHash("sha256").update(content).digest("hex");
}
