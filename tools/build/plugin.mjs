// The resource plugin in dist/plugin: one file without native parts, and what the CLI starts it by.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * @param {string} root the folder of the package
 * @param {string} folder
 * @param {string} [url] where the Pulumi CLI finds archives of the plugin, where there are any
 */
export async function bundlePlugin(root, folder, url = "") {
  const { version } = /** @type {{version: string}} */ (
    JSON.parse(await readFile(path.join(root, "package.json"), "utf8"))
  );
  const esbuild = await import("esbuild"); // not above: this file is read before dependencies are installed
  await esbuild.build({
    entryPoints: [path.join(root, "provider", "plugin", "main.ts")],
    outfile: path.join(folder, "index.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "eof",
    logLevel: "warning",
    define: { PACKAGE_VERSION: JSON.stringify(version), DOWNLOAD_URL: JSON.stringify(url) },
  });
  const command = path.join(folder, "pulumi-resource-servicecatalog");
  await writeFile(command, '#!/usr/bin/env node\nrequire("./index.js");\n', { mode: 0o755 });
  await writeFile(`${command}.cmd`, '@node "%~dp0index.js" %*\r\n');
}
