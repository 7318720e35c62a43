// npm run build
import { existsSync, rmSync } from "node:fs";
import { chmod, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./setup/index.mjs";
import { main, run } from "./setup/run.mjs";
import { saying } from "./setup/say.mjs";

/** Builds dist/ somewhere else and swaps it with the old one, so that nobody ever finds half a package. */
export async function build() {
  const dist = path.join(root, "dist");
  const fresh = path.join(root, "node_modules", `.dist-${process.pid}-new`);
  const old = path.join(root, "node_modules", `.dist-${process.pid}-old`);
  process.once("exit", () =>
    [fresh, old].forEach((folder) => rmSync(folder, { recursive: true, force: true })),
  );

  await saying("building the package with tsc (usually 5 seconds)", async () => {
    const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
    await run(process.execPath, [tsc, "-p", root, "--noEmitOnError", "--outDir", fresh], { cwd: root });
    for (const command of ["emulator/cli.js", "provider/cli.js"])
      await chmod(path.join(fresh, command), 0o755);
    await bundlePlugin(path.join(fresh, "plugin"));
    if (existsSync(dist)) await rename(dist, old);
    await rename(fresh, dist);
    await rm(old, { recursive: true, force: true });
  });
}

/**
 * The resource plugin: one file without native parts, and what the CLI starts it by.
 *
 * @param {string} folder
 */
async function bundlePlugin(folder) {
  const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
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
    define: { PACKAGE_VERSION: JSON.stringify(version) },
  });
  const command = path.join(folder, "pulumi-resource-servicecatalog");
  await writeFile(command, '#!/usr/bin/env node\nrequire("./index.js");\n', { mode: 0o755 });
  await writeFile(`${command}.cmd`, '@node "%~dp0index.js" %*\r\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(build);
