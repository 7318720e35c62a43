import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { root } from "../setup/index.mjs";

/**
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 * @typedef {object} Run
 * @property {string[]} files
 * @property {string[]} options of mocha
 * @property {NodeJS.ProcessEnv} env
 * @property {number} patience milliseconds that a test may keep the process from doing anything else
 */

/**
 * Runs mocha in a process of its own. A test that never lets go of the process is out of reach of mocha's own timeouts:
 * it is stopped from here and counts as failed by its name, and the files that have not begun are run by another process.
 *
 * @param {Run} run
 * @returns {Promise<{counts: Counts, output: string}>}
 */
export async function runMocha(run) {
  const { counts, output, code, begun, stuck } = await runOnce(run);
  // mocha can also fail without a failed test, for example when a file cannot be loaded.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (!stuck) return { counts, output };
  const seconds = Math.round(run.patience / 1000);
  const title = `${stuck.title}\n     (${stuck.file}) kept the process busy for ${seconds} s and was stopped; the rest of its file was not run`;
  // Files are loaded before any test begins: who gets stuck there would do so again.
  const files = begun.size === 0 ? [] : run.files.filter((file) => !begun.has(path.resolve(root, file)));
  const rest =
    files.length > 0
      ? await runMocha({ ...run, files })
      : { counts: { passed: 0, failed: 0, skipped: 0 }, output: "" };
  return {
    counts: {
      passed: counts.passed + rest.counts.passed,
      failed: counts.failed + rest.counts.failed,
      skipped: counts.skipped + rest.counts.skipped,
    },
    output: `${output.trimEnd()}\n\n  ${title}\n${rest.output}`,
  };
}

/**
 * @param {Run} run
 * @returns {Promise<{counts: Counts, output: string, code: number | null, begun: Set<string>, stuck?: {title: string, file: string}}>}
 */
async function runOnce({ files, options, env, patience }) {
  // mocha's own command would start another process for these options, out of reach of messages.
  // mocha runs only from its real place, which is another one where node_modules is a link.
  const mocha = realpathSync(path.join(root, "node_modules", "mocha", "lib", "cli", "cli.js"));
  const reporter = path.join(root, "tools", "test", "reporter.cjs");
  const args = ["--import", "tsx", mocha, "--reporter", reporter, ...files, ...options];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const stop = () => child.kill();
  process.once("exit", stop);

  /** @type {Counts} */
  let counts = { passed: 0, failed: 0, skipped: 0 };
  let current = { title: "what is done before the first test", file: path.resolve(root, files[0] ?? "") };
  /** @type {Set<string>} */
  const begun = new Set();
  let isStuck = false;
  const giveUp = () => {
    isStuck = true;
    child.kill("SIGKILL");
  };
  let watch = setTimeout(giveUp, Math.max(patience, 120_000));
  child.on("message", (/** @type {{counts?: Counts, current?: typeof current}} */ message) => {
    counts = message.counts ?? counts;
    if (message.current) begun.add((current = message.current).file);
    clearTimeout(watch);
    watch = setTimeout(giveUp, patience);
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => (output += text));
  }
  const code = /** @type {number | null} */ (await new Promise((resolve) => child.once("close", resolve)));
  clearTimeout(watch);
  process.removeListener("exit", stop);
  return { counts, output, code, begun, ...(isStuck ? { stuck: current } : {}) };
}
