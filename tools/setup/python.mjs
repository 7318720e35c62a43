import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cacheRoot, once } from "./cache.mjs";
import { run } from "./run.mjs";
import { say, saying } from "./say.mjs";

const requirements = fileURLToPath(new URL("../conformance/requirements.txt", import.meta.url));

/**
 * AWS CLI, boto3 and other tools from PyPI that judge the emulator: a Python, and the folder that it finds
 * them in. Undefined, and said, where there is no Python to run them.
 *
 * @returns {Promise<{bin: string, modules: string} | undefined>}
 */
export async function findPython() {
  const bin = process.platform === "win32" ? "python" : "python3";
  const version = await run(bin, ["-c", "import pip, sys; print(*sys.version_info[:2], sep='.')"]).catch(
    () => {
      say(`${bin} with pip is not here, so nothing is tried with the AWS CLI and other tools from PyPI`);
    },
  );
  if (!version) return undefined;
  const pins = createHash("sha256").update(readFileSync(requirements)).update(version).update(process.arch);
  const folder = path.join(cacheRoot(), `python-${version.trim()}-${pins.digest("hex").slice(0, 10)}`);
  // Into a plain folder: a virtual environment would not survive being renamed.
  await once(folder, (partial) =>
    saying("fetching AWS CLI, boto3, cfn-lint and Pulumi from PyPI (usually a minute)", async () => {
      const quietly = ["--quiet", "--disable-pip-version-check", "--no-input", "--root-user-action=ignore"];
      await run(bin, [
        "-m",
        "pip",
        "install",
        ...quietly,
        "--target",
        partial,
        "--requirement",
        requirements,
      ]);
    }),
  );
  return { bin, modules: folder };
}
