// How tools/mutants.mjs mutates one room of the core.

const room = process.env["MUTANTS_ROOM"];

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "mocha",
  testRunnerNodeArgs: ["--import", "tsx"],
  mochaOptions: { "no-config": true, spec: [`test/provider/${room}/**/*.test.ts`] },
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  mutator: { excludedMutations: ["StringLiteral"] },
  disableTypeChecks: false,
  concurrency: 2,
  timeoutMS: 15_000,
  incremental: true,
  incrementalFile: `coverage/mutants/${room}.incremental.json`,
  tempDirName: `coverage/mutants/sandbox-${room}`,
  ignorePatterns: ["dist", "coverage", "examples"],
  clearTextReporter: { logTests: false, reportTests: false },
  reporters: ["clear-text", "json", "html"],
  jsonReporter: { fileName: `coverage/mutants/${room}.json` },
  htmlReporter: { fileName: `coverage/mutants/${room}.html` },
};
