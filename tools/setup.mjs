// node tools/setup.mjs [dependencies] [cli] [nodes]
// Sets up what is named, or everything, and prints where it is as one line of JSON.
import { exitOnSignals } from "./setup/run.mjs";
import { setUp } from "./setup/index.mjs";

const parts = ["dependencies", "cli", "nodes"];
const named = process.argv.slice(2);
const unknown = named.find((part) => !parts.includes(part));

exitOnSignals();
try {
  if (unknown) throw new Error(`There is no part "${unknown}" of set-up. Its parts: ${parts.join(", ")}.`);
  const wanted = named.length ? named : parts;
  console.log(JSON.stringify(await setUp(Object.fromEntries(wanted.map((part) => [part, true])))));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
