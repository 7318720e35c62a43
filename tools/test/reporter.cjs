// Mocha's own report at the end, and on the way, to whoever runs the suites, the counts and what is under way.
const { reporters } = require("mocha");

const Report = process.env.SERVICECATALOG_TEST_VERBOSE ? reporters.Spec : reporters.Base;

// Without these the "exit" handlers, which remove folders and stop processes, would not run. Who runs the suites is
// gone when the channel to it closes.
process.once("SIGINT", () => process.exit(130));
for (const end of ["SIGTERM", "SIGHUP", "disconnect"]) process.once(end, () => process.exit(143));
// Nothing is heard any more of a process that a test keeps to itself.
setInterval(() => process.send?.({}), 1_000).unref();
// To listen for that is no reason to stay.
process.channel?.unref();

module.exports = class extends Report {
  constructor(runner, options) {
    super(runner, options);
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const count = (kind) => () => {
      counts[kind]++;
      process.send?.({ counts });
    };
    const begin = (test) => process.send?.({ current: { title: test.fullTitle(), file: test.file } });
    runner.on("test", begin).on("hook", begin);
    runner.on("pass", count("passed")).on("fail", count("failed")).on("pending", count("skipped"));
    if (Report === reporters.Base) runner.once("end", () => this.epilogue());
  }
};
