import path from "node:path";
import { fileURLToPath } from "node:url";
import { readFile } from "node:fs/promises";
import { fetchPackage } from "./packages.mjs";

/**
 * The versions that our declarations must satisfy before the one that builds them. As
 * devDependencies they would fight over node_modules/.bin/tsc.
 */
const OLDER = ["4.9.5", "5.9.3"];

/** @returns {Promise<{version: string, path: string}[]>} the folder of each TypeScript, oldest first */
export async function findTypeScripts() {
  const found = [];
  for (const version of OLDER) {
    found.push({ version, path: await fetchPackage(`TypeScript ${version}`, "typescript", version) });
  }
  const own = fileURLToPath(new URL("../../node_modules/typescript", import.meta.url));
  const { version } = /** @type {{version: string}} */ (
    JSON.parse(await readFile(path.join(own, "package.json"), "utf8"))
  );
  found.push({ version, path: own });
  return found;
}
