import { chmod, copyFile } from "node:fs/promises";
import path from "node:path";
import { cacheRoot, once } from "./cache.mjs";
import { isExecutable, YAML_HOST } from "./cli.mjs";
import { buildGo, folderOfModule, pinsOf } from "./go.mjs";
import { say } from "./say.mjs";

const exe = process.platform === "win32" ? ".exe" : "";

/** @type {import("./go.mjs").GoProgram[]} */
const programs = [
  {
    module: "sdk",
    output: YAML_HOST,
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

/**
 * Where programs in YAML are run from: the host beside the CLI, as official downloads have it, else the one on PATH or
 * in the cache, else one that is built now.
 *
 * @param {string | undefined} cli the folder of the CLI
 * @param {{searched?: string, build?: () => Promise<string>}} [ways]
 * @returns {Promise<string | undefined>} its folder; undefined, which is said, where there is none and it cannot be built
 */
export async function findYamlHost(
  cli,
  { searched = process.env["PATH"] ?? "", build = findLanguages } = {},
) {
  const there = [cli ?? "", ...searched.split(path.delimiter)].filter(Boolean);
  const folder = there.find((folder) => isExecutable(path.join(folder, YAML_HOST)));
  if (folder) return folder;
  try {
    return await build();
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    say(`there is no language host for YAML (${YAML_HOST}), and none can be built: ${reason}`);
    return undefined;
  }
}
