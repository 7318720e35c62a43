import { readFile } from "node:fs/promises";
import path from "node:path";
import { run } from "./run.mjs";
import { saying } from "./say.mjs";

/**
 * Installs what package-lock.json names, unless it is there.
 * @param {string} root the folder of the package
 */
export async function installDependencies(root) {
  if (await isInstalled(root)) return;
  await saying("installing dependencies with npm ci (usually half a minute)", () =>
    run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root }),
  );
}

/**
 * npm notes at the end of every install, in a lock file of its own, what node_modules really holds.
 * @param {string} root
 */
export async function isInstalled(root) {
  try {
    const wanted = await packages(path.join(root, "package-lock.json"));
    const there = await packages(path.join(root, "node_modules", ".package-lock.json"));
    return Object.entries(wanted).every(([name, { version, optional }]) => {
      const found = there[name];
      return found ? found.version === version : name === "" || optional;
    });
  } catch {
    return false;
  }
}

/**
 * @param {string} lockFile
 * @returns {Promise<Record<string, {version?: string, optional?: boolean}>>}
 */
async function packages(lockFile) {
  const lock = /** @type {{packages: Record<string, {version?: string, optional?: boolean}>}} */ (
    JSON.parse(await readFile(lockFile, "utf8"))
  );
  return lock.packages;
}
