// npm run mutants [-- --mutate provider/product/drift.ts]
// Changes the core in one place at a time, and runs the unit tests that reach it: one of them has to fail.

const ROOMS = ["check", "lifecycle", "product", "aws", "state", "base"];

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: ROOMS.map((room) => `provider/${room}/**/*.ts`),
  testRunner: "mocha",
  testRunnerNodeArgs: ["--import", "tsx"],
  mochaOptions: { "no-config": true, spec: ROOMS.map((room) => `test/provider/${room}/**/*.test.ts`) },
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  mutator: { excludedMutations: ["StringLiteral"] },
  disableTypeChecks: false,
  concurrency: 2,
  timeoutMS: 15_000,
  incremental: true,
  incrementalFile: "coverage/mutants/incremental.json",
  tempDirName: "coverage/mutants/sandbox",
  ignorePatterns: ["dist", "coverage", "examples"],
  clearTextReporter: { logTests: false, reportTests: false },
  reporters: ["clear-text", "json", "html"],
  jsonReporter: { fileName: "coverage/mutants/mutants.json" },
  htmlReporter: { fileName: "coverage/mutants/mutants.html" },
};
