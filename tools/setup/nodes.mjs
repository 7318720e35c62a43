import path from "node:path";
import { fetchPackage } from "./packages.mjs";
import { run } from "./run.mjs";

/** The versions of Node.js that the provider supports. */
const MAJORS = [20, 22, 24];

/**
 * A Node.js of every supported major version: the one that runs this, and the others from npm.
 * @returns {Promise<{version: string, path: string}[]>}
 */
export async function findNodes() {
  const found = [];
  for (const major of MAJORS) {
    if (process.version.startsWith(`v${major}.`)) {
      found.push({ version: process.version, path: process.execPath });
      continue;
    }
    const folder = await fetchPackage(`Node.js ${major}`, binaryPackage(), String(major));
    const file = path.join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
    found.push({ version: (await run(file, ["--version"])).trim(), path: file });
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
