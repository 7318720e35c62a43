import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";
import { saying } from "./say.mjs";

/** The folder with the Go modules. */
const tools = fileURLToPath(new URL("..", import.meta.url));

/**
 * A program that is built from Go modules: a package as one of the modules in this folder pins it, with the flags that
 * make of it what Pulumi releases.
 *
 * @typedef {{module: string, output: string, main: string, tags: string, ldflags: string}} GoProgram
 */

/** The end of a folder's name that changes with the machine and all that is pinned. @param {GoProgram[]} programs */
export function pinsOf(programs) {
  const pins = createHash("sha256").update(JSON.stringify([process.platform, process.arch, programs]));
  for (const { module } of programs) {
    const files = ["go.mod", "go.sum", "main.go"].map((file) => path.join(tools, module, file));
    for (const file of files.filter(existsSync)) pins.update(readFileSync(file));
  }
  return pins.digest("hex").slice(0, 10);
}

/**
 * @param {GoProgram} program
 * @param {string} folder where it is put
 * @param {string} usual how long that takes
 */
export async function buildGo({ module, output, main, tags, ldflags }, folder, usual) {
  const flags = ["-v", "-trimpath", "-tags", tags, "-ldflags", ldflags];
  await saying(`building ${output} (${usual})`, async (note) => {
    let packages = 0;
    await run("go", ["build", ...flags, "-o", path.join(folder, output), main], {
      cwd: path.join(tools, module),
      env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly -buildvcs=false", GOWORK: "off" },
      onLine: () => note(`${++packages} steps`),
    });
  });
}

/**
 * Where Go keeps the files of a module that one of ours needs.
 *
 * @param {string} module
 * @param {string} needed
 */
export async function folderOfModule(module, needed) {
  const args = ["list", "-m", "-f", "{{.Dir}}", needed];
  return (
    await run("go", args, { cwd: path.join(tools, module), env: { ...process.env, GOWORK: "off" } })
  ).trim();
}
