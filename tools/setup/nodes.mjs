import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { cacheRoot, once } from "./cache.mjs";
import { run } from "./run.mjs";
import { saying } from "./say.mjs";

/** The versions of Node.js that the provider supports. */
export const MAJORS = [20, 22, 24];

/**
 * A Node.js of every supported major version: the one that runs this, and the others from npm.
 * @returns {Promise<{version: string, path: string}[]>}
 */
export async function findNodes() {
  const found = [];
  for (const major of MAJORS) {
    const file = isMajor(process.version, major) ? process.execPath : await fetched(major);
    const version = file === process.execPath ? process.version : (await run(file, ["--version"])).trim();
    found.push({ version, path: file });
  }
  return found;
}

/**
 * The npm package `node` gets its binary by an install script, which many set-ups block; the
 * packages it would fetch hold the binary itself, one package for each platform.
 */
export function binaryPackage(platform = process.platform, arch = process.arch) {
  const prefix = platform === "darwin" && arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform === "win32" ? "win" : platform}-${arch}`;
}

/** @param {number} major */
async function fetched(major) {
  const name = binaryPackage();
  const binary = process.platform === "win32" ? "node.exe" : "node";
  const folder = path.join(cacheRoot(), `${name}-${major}`);
  if (!existsSync(folder)) {
    await once(folder, (partial) =>
      saying(`fetching Node.js ${major} from npm (usually 10 seconds)`, async () => {
        await run("npm", ["install", "--prefix", partial, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", `${name}@${major}`]);
        const modules = path.join(partial, "node_modules");
        await rename(path.join(modules, name, "bin", binary), path.join(partial, binary));
        await rm(modules, { recursive: true });
      }),
    ).catch((error) => {
      throw new Error(
        `Node.js ${major}, which the wire tests also run on, could not be fetched as ${name}@${major} from npm.\n${error.message}\n` +
          "`npm test -- unit engine` runs the tests that do without it.",
      );
    });
  }
  return path.join(folder, binary);
}

/**
 * @param {string} version
 * @param {number} major
 */
function isMajor(version, major) {
  return version.startsWith(`v${major}.`);
}
