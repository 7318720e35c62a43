// node tools/setup.mjs [dependencies] [cli] [languages] [nodes] [typescripts] [python] [corpus]
// Sets up what is named, or everything but the corpus, and prints where it is as one line of JSON.
import { main } from "./setup/run.mjs";
import { parts, setUp } from "./setup/index.mjs";

await main(async () => {
  const named = process.argv.slice(2);
  const wanted = parts.filter((part) => (named.length === 0 ? part !== "corpus" : named.includes(part)));
  const unknown = named.find((name) => !parts.some((part) => part === name));
  if (unknown) throw new Error(`Set-up has no part "${unknown}"; it has ${parts.join(", ")}.`);
  console.log(JSON.stringify(await setUp(wanted)));
});
