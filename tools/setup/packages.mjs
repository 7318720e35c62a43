import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { cacheRoot, once } from "./cache.mjs";
import { run } from "./run.mjs";
import { saying } from "./say.mjs";

/**
 * Fetches one package from npm into the cache, without its dependencies and without running
 * anything of it, and answers its folder.
 *
 * @param {string} what said to the user
 * @param {string} name
 * @param {string} range
 */
export async function fetchPackage(what, name, range) {
  const folder = await once(path.join(cacheRoot(), `${name}-${range}`), (partial) =>
    saying(`fetching ${what} from npm (usually 10 seconds)`, async () => {
      const quietly = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
      await run("npm", ["install", "--prefix", partial, ...quietly, `${name}@${range}`]);
      await rename(path.join(partial, "node_modules", name), path.join(partial, "package"));
      await rm(path.join(partial, "node_modules"), { recursive: true });
    }),
  ).catch((/** @type {Error} */ error) => {
    throw new Error(`${what} could not be fetched as ${name}@${range} from npm:\n${error.message}`);
  });
  return path.join(folder, "package");
}
