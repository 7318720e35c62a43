// node tools/patterns/record.mjs
// Asks the Java on this machine again what it makes of the patterns and values in test/patterns/javaPatterns.json, and
// writes its verdicts there. To add a case, add a pattern, with values of its own if need be, and run this.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import prettier from "prettier";
import { root } from "../setup/index.mjs";

/**
 * @typedef {object} Case
 * @property {string} pattern
 * @property {string[]} [values] besides those for all patterns
 * @property {string[]} [matches] those of all values that it matches as a whole
 * @property {string} [invalid] why it is no pattern
 */

const file = path.join(root, "test", "patterns", "javaPatterns.json");
const recorded = /** @type {{values: string[], patterns: Case[]}} */ (JSON.parse(readFileSync(file, "utf8")));

/** Any text in ASCII and without spaces. @param {string} text */
const encode = (text) =>
  Array.from({ length: text.length + 2 }, (_, index) => `<${text}>`.charCodeAt(index))
    .map((unit) => unit.toString(16).padStart(4, "0"))
    .join("");

const questions = recorded.patterns.map(({ pattern, values = [] }) => ({
  pattern,
  values,
  all: [...recorded.values, ...values],
}));
const answers = execFileSync("java", [path.join(import.meta.dirname, "Judge.java")], {
  input: questions.map(({ pattern, all }) => [pattern, ...all].map(encode).join(" ") + "\n").join(""),
  encoding: "utf8",
});
const [version, ...verdicts] = answers.split("\n");

const patterns = questions.map(({ pattern, values, all }, index) => {
  const verdict = verdicts[index] ?? "";
  return {
    pattern,
    ...(values.length > 0 && { values }),
    ...(verdict.startsWith(":")
      ? { matches: all.filter((_, value) => verdict[value + 1] === "1") }
      : { invalid: verdict }),
  };
});
const source = `${version}, Pattern.compile(pattern).matcher(value).matches()`;
const text = JSON.stringify({ source, values: recorded.values, patterns });
const options = await prettier.resolveConfig(file);
writeFileSync(file, await prettier.format(text, { ...options, parser: "json" }));
