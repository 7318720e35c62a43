// Mocha's own report at the end, and the counts on the way to whoever runs the suites.
const { reporters } = require("mocha");

const Report = process.env.SERVICECATALOG_TEST_VERBOSE ? reporters.Spec : reporters.Base;

// Without this the "exit" handlers, which remove folders and stop processes, would not run.
process.once("SIGTERM", () => process.exit(143));

module.exports = class extends Report {
  constructor(runner, options) {
    super(runner, options);
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const count = (kind) => () => {
      counts[kind]++;
      process.send?.(counts);
    };
    runner.on("pass", count("passed")).on("fail", count("failed")).on("pending", count("skipped"));
    if (Report === reporters.Base) runner.once("end", () => this.epilogue());
  }
};
