// npm run build
import { existsSync, rmSync } from "node:fs";
import { chmod, rename, rm } from "node:fs/promises";
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
    if (existsSync(dist)) await rename(dist, old);
    await rename(fresh, dist);
    await rm(old, { recursive: true, force: true });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(build);
