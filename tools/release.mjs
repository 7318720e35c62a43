// npm run release -- [folder] [download URL]
// Writes the plugin's archives under the names that the Pulumi CLI asks a server for, and the SDKs of other languages.
import path from "node:path";
import { build } from "./build/index.mjs";
import { packPlugin } from "./release/archives.mjs";
import { generateSdks } from "./release/sdks.mjs";
import { root, setUp } from "./setup/index.mjs";
import { main } from "./setup/run.mjs";

await main(async () => {
  const [named = path.join(root, "release"), url = ""] = process.argv.slice(2);
  const folder = path.resolve(named); // the CLI that reads the schema runs elsewhere
  const { cli = "", languages = "" } = await setUp(["dependencies", "cli", "languages"]);
  await build();
  const plugin = await packPlugin(root, folder, url);
  await generateSdks({ cli, languages }, plugin, path.join(folder, "sdk"));
  console.log(folder);
});
