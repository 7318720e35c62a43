// npm run mutants [-- product aws | -- provider/product/drift.ts]
// Changes the core in one place at a time, and runs the unit tests of that room which reach it: one of them has to fail.
import { execFileSync } from "node:child_process";

const ROOMS = ["base", "state", "check", "product", "aws", "lifecycle"];

const wanted = process.argv.slice(2);
for (const room of ROOMS) {
  const isWhole = wanted.length === 0 || wanted.includes(room);
  const files = isWhole
    ? [`provider/${room}/**/*.ts`]
    : wanted.filter((file) => file.startsWith(`provider/${room}/`));
  if (files.length > 0)
    execFileSync("npx", ["stryker", "run", "tools/mutants.config.mjs", "--mutate", files.join(",")], {
      stdio: "inherit",
      env: { ...process.env, MUTANTS_ROOM: room },
    });
}
