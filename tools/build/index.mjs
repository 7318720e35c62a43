// How dist/ is built.
import { existsSync, rmSync } from "node:fs";
import { chmod, rename } from "node:fs/promises";
import path from "node:path";
import { root as checkout } from "../setup/index.mjs";
import { saying } from "../setup/say.mjs";
import { bundlePlugin } from "./plugin.mjs";
import { compile, scriptOf, transpile } from "./scripts.mjs";
import { readInputs, readStamp, writeStamp } from "./stamp.mjs";

/**
 * Builds dist/, unless it is what the sources give.
 *
 * @param {{root?: string, declarations?: boolean, announce?: typeof saying}} [options] without declarations types are
 *   not checked either
 */
export async function build({ root = checkout, declarations = true, announce = saying } = {}) {
  const inputs = readInputs(root);
  const stamp = readStamp(root);
  const before = stamp?.settings === inputs.settings ? stamp : undefined;
  const isUnchanged = JSON.stringify(before?.sources) === JSON.stringify(inputs.sources);
  if (isUnchanged && (before?.declarations || !declarations)) return;

  /** @param {string} source */
  const findScript = (source) =>
    before && before.sources[source] === inputs.sources[source]
      ? path.join(root, "dist", scriptOf(source))
      : undefined;
  const how = declarations ? "with tsc (usually 5 seconds)" : "without types (usually 2 seconds)";
  await announce(`building the package ${how}`, () =>
    replaceDist(root, async (folder) => {
      if (declarations) await compile(root, folder);
      else await transpile(root, folder, Object.keys(inputs.sources), findScript);
      for (const command of ["emulator/cli.js", "provider/cli.js"])
        await chmod(path.join(folder, command), 0o755);
      await bundlePlugin(root, path.join(folder, "plugin"));
    }),
  );
  writeStamp(root, { ...inputs, declarations });
}

/**
 * Fills a folder that takes the place of dist/ at once when it is complete, so that nobody ever finds half a package.
 *
 * @param {string} root
 * @param {(folder: string) => Promise<void>} fill
 */
async function replaceDist(root, fill) {
  const dist = path.join(root, "dist");
  const fresh = path.join(root, "node_modules", `.dist-${process.pid}-new`);
  const old = path.join(root, "node_modules", `.dist-${process.pid}-old`);
  const tidyUp = () => [fresh, old].forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  process.once("exit", tidyUp);
  try {
    await fill(fresh);
    if (existsSync(dist)) await rename(dist, old);
    await rename(fresh, dist);
  } finally {
    process.removeListener("exit", tidyUp);
    tidyUp();
  }
}
