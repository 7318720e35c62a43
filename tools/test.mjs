// npm test [-- suites, files, options of mocha]
//   npm test -- unit wire                   these suites
//   npm test -- test/engine/lifecycle.test.ts one file, every test by name
//   npm test -- engine --grep taint         with options of mocha
import { availableParallelism } from "node:os";
import { build } from "./build/index.mjs";
import { handOn, root, setUp } from "./setup/index.mjs";
import { main } from "./setup/run.mjs";
import { runMocha } from "./test/runMocha.mjs";
import { runsOf, select } from "./test/suites.mjs";

/**
 * @typedef {import("./test/runMocha.mjs").Counts} Counts
 * @typedef {Counts & {name: string, started: number, ended: number, runs: number}} Tally
 */

// The runs wait for processes as much as they compute, so one more than there are cores.
const PARALLEL = Math.min(availableParallelism() + 1, 4);

// npm hands SIGTERM to the shell between it and us, and that ends without a word.
const { ppid } = process;
if (process.env.npm_lifecycle_event)
  setInterval(() => process.ppid === ppid || process.exit(143), 500).unref();

await main(async () => {
  const { suites, files, mocha } = select(process.argv.slice(2));
  const filtered = files.length > 0 || mocha.length > 0;
  const found = await setUp(["dependencies", ...suites.flatMap(({ needs }) => needs)]);
  await build({ declarations: suites.some(({ types }) => types) });

  /** @type {Tally[]} */
  const tallies = [];
  /** @type {(() => Promise<void>)[]} */
  const queue = [];
  for (const suite of suites) {
    const runs = await runsOf(root, suite, files);
    const tally = {
      name: suite.name,
      passed: 0,
      failed: 0,
      skipped: 0,
      started: Infinity,
      ended: 0,
      runs: runs.length,
    };
    tallies.push(tally);
    for (const run of runs) {
      const name = run.length === 1 ? (run[0] ?? "") : suite.name;
      const options = ["--timeout", String(suite.timeout), ...mocha];
      // Tests of slow suites wait for programs, and some of them without doing anything else.
      const patience = Math.max(45_000, suite.timeout);
      queue.push(() =>
        runFiles(
          tally,
          name,
          { files: run, options, env: { ...handOn(found), ...suite.env }, patience },
          filtered,
        ),
      );
    }
  }
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await next();
    }),
  );

  console.log();
  for (const tally of tallies) {
    // A suite that has lost its tests must not look like one that passes them.
    if (tally.passed + tally.failed === 0 && !filtered) {
      tally.failed++;
      console.log(`${tally.name}: there are no tests`);
    }
    const seconds = tally.runs ? Math.round((tally.ended - tally.started) / 1000) : 0;
    console.log(`${tally.name.padEnd(8)} ${describe(tally)}, ${seconds} s`);
  }
  const total = tallies.reduce(add, { passed: 0, failed: 0, skipped: 0 });
  console.log(`\n${describe(total)}`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
});

/**
 * Runs the files of a suite. The output is shown in one piece when they have ended, and only if there is something to
 * see.
 *
 * @param {Tally} tally
 * @param {string} name
 * @param {import("./test/runMocha.mjs").Run} run
 * @param {boolean} verbose
 */
async function runFiles(tally, name, run, verbose) {
  const started = Date.now();
  tally.started = Math.min(tally.started, started);
  const env = { ...run.env, ...(verbose && { SERVICECATALOG_TEST_VERBOSE: "1" }) };
  const { counts, output } = await runMocha({ ...run, env });
  Object.assign(tally, add(tally, counts), { ended: Date.now() });
  if (counts.failed > 0 || verbose) process.stdout.write(`${output.trimEnd()}\n`);
  console.log(`${name}: ${describe(counts)} (${Math.round((Date.now() - started) / 1000)} s)`);
}

/**
 * @param {Counts} one
 * @param {Counts} other
 * @returns {Counts}
 */
function add(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** @param {Counts} counts */
function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}
