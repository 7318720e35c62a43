// npm run demo: sets up what is missing, builds, and shows the example with the real CLI.
import { spawn } from "node:child_process";
import path from "node:path";
import { build } from "./build/index.mjs";
import { handOn, root, setUp } from "./setup/index.mjs";
import { findYamlHost } from "./setup/languages.mjs";
import { main } from "./setup/run.mjs";

await main(async () => {
  const found = await setUp(["dependencies", "cli"]);
  found.yaml = await findYamlHost(found.cli);
  await build();
  const script = path.join(root, "tools", "demo", "main.ts");
  const demo = spawn(process.execPath, ["--import", "tsx", script, ...process.argv.slice(2)], {
    cwd: root,
    env: handOn(found),
    stdio: "inherit",
  });
  process.once("exit", () => demo.kill());
  process.exitCode = await new Promise((resolve) => demo.once("close", (code) => resolve(code ?? 1)));
});
