// The SDKs of the plugin, by Pulumi's own generators.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { run } from "../setup/run.mjs";

/**
 * Asks the plugin for its schema, as the CLI does for a user.
 *
 * @param {{cli: string, languages: string}} found
 * @param {string} plugin
 * @param {string} folder gets a folder for each language
 */
export async function generateSdks({ cli, languages }, plugin, folder) {
  const home = await mkdtemp(path.join(os.tmpdir(), "pulumi-home-"));
  try {
    const command = path.join(plugin, "pulumi-resource-servicecatalog");
    const env = { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const schema = await run(path.join(cli, "pulumi"), ["package", "get-schema", command], {
      cwd: home,
      env,
    });
    const file = path.join(plugin, "schema.json");
    await writeFile(file, schema);
    await rm(folder, { recursive: true, force: true });
    await run(path.join(languages, "generate-sdks"), [file, folder]);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
