import { fetchPackage } from "./packages.mjs";

/**
 * The versions that our declarations must satisfy besides the one that builds them. As
 * devDependencies they would fight over node_modules/.bin/tsc.
 */
const VERSIONS = ["4.9.5", "5.9.3"];

/** @returns {Promise<{version: string, path: string}[]>} the folder of each TypeScript */
export async function findTypeScripts() {
  const found = [];
  for (const version of VERSIONS) {
    found.push({ version, path: await fetchPackage(`TypeScript ${version}`, "typescript", version) });
  }
  return found;
}
