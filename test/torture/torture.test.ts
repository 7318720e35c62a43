import assert from "node:assert/strict";
import { Workers, type Report } from "./workers";

const SEEDS = 100;

// What a violation of one of these seeds is about: npm run torture -- --seed N
describe("a hundred simulations", () => {
  let workers: Workers;
  let reports: Promise<Report>[];

  before(() => {
    workers = new Workers(2);
    reports = Array.from({ length: SEEDS }, (_, index) => workers.carryOut({ simulate: index + 1 }));
    for (const report of reports) report.catch(() => undefined);
  });
  after(() => workers.end());

  for (let seed = 1; seed <= SEEDS; seed++)
    it(`seed ${seed}`, async () => {
      const report = await reports[seed - 1];
      assert.deepEqual(report?.violations, [], report?.log.join("\n"));
    });
});
