import path from "node:path";
import { cacheRoot, once } from "./cache.mjs";
import { buildGo, pinsOf } from "./go.mjs";
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

/**
 * What programs in other languages than JavaScript need beside the CLI, and what writes their SDKs. Built once for this
 * machine, by Go, from the modules that Pulumi has released.
 *
 * @returns {Promise<string>} the folder that holds all of it
 */
export function findLanguages() {
  const folder = path.join(cacheRoot(), `languages-${pinsOf(programs)}`);
  return once(folder, async (partial) => {
    say("the programs for other languages are built from their sources, once for this machine");
    for (const program of programs) await buildGo(program, partial, "usually one minute");
  });
}
