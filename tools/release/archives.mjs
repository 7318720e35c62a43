// The archives of the plugin. It has no native parts, so that all of them are the same.
import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { bundlePlugin } from "../build/plugin.mjs";
import { run } from "../setup/run.mjs";

const PLATFORMS = ["linux", "darwin", "windows"].flatMap((system) => [`${system}-amd64`, `${system}-arm64`]);

/**
 * @param {string} root the folder of the package
 * @param {string} folder where the archives are put
 * @param {string} url where programs find them; without one they have to be installed by hand
 * @returns {Promise<string>} the folder of the plugin that is in them
 */
export async function packPlugin(root, folder, url) {
  const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  const plugin = path.join(folder, "plugin");
  await rm(plugin, { recursive: true, force: true });
  await mkdir(plugin, { recursive: true });
  await bundlePlugin(root, plugin, url);
  const names = PLATFORMS.map((platform) => `pulumi-resource-servicecatalog-v${version}-${platform}.tar.gz`);
  const [first = "", ...others] = names.map((name) => path.join(folder, name));
  await run("tar", ["-czf", first, "-C", plugin, "."]);
  for (const other of others) await copyFile(first, other);
  return plugin;
}
