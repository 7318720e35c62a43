import { chmod, copyFile } from "node:fs/promises";
import path from "node:path";
import { cacheRoot, once } from "./cache.mjs";
import { buildGo, folderOfModule, pinsOf } from "./go.mjs";
import { say } from "./say.mjs";

const exe = process.platform === "win32" ? ".exe" : "";

/** @type {import("./go.mjs").GoProgram[]} */
const programs = [
  {
    module: "sdk",
    output: `pulumi-language-yaml${exe}`,
    main: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    tags: "osusergo,grpcnotrace",
    ldflags: "-w -s",
  },
  {
    module: "sdk",
    output: `generate-sdks${exe}`,
    main: "pulumi-servicecatalog/tools/sdk",
    tags: "osusergo,grpcnotrace",
    ldflags: "-w -s",
  },
  {
    module: "language",
    output: `pulumi-language-python${exe}`,
    main: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    tags: "osusergo",
    ldflags: "-w -s",
  },
];

/** The script by which the host runs a Python program. */
const EXECUTOR = "pulumi-language-python-exec";

/**
 * What programs in other languages than JavaScript need beside the CLI, and what writes their SDKs. Built once for this
 * machine, by Go, from the modules that Pulumi has released.
 *
 * @returns {Promise<string>} the folder that holds all of it
 */
export function findLanguages() {
  const folder = path.join(cacheRoot(), `other-languages-${pinsOf(programs)}`);
  return once(folder, async (partial) => {
    say("the programs for other languages are built from their sources, once for this machine");
    for (const program of programs) await buildGo(program, partial, "usually one minute");
    const sdk = await folderOfModule("language", "github.com/pulumi/pulumi/sdk/v3");
    await copyFile(path.join(sdk, "python", "cmd", EXECUTOR), path.join(partial, EXECUTOR));
    await chmod(path.join(partial, EXECUTOR), 0o755); // modules are kept read-only
  });
}
