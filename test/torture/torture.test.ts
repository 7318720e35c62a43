import assert from "node:assert/strict";
import { Players, type Report } from "./players";

const SEEDS = 100;

// What a violation of one of these seeds is about: npm run torture -- --seed N
describe("a hundred lives", () => {
  let players: Players;
  let reports: Promise<Report>[];

  before(() => {
    players = new Players(2);
    reports = Array.from({ length: SEEDS }, (_, index) => players.carryOut({ play: index + 1 }));
    for (const report of reports) report.catch(() => undefined);
  });
  after(() => players.end());

  for (let seed = 1; seed <= SEEDS; seed++)
    it(`seed ${seed}`, async () => {
      const report = await reports[seed - 1];
      assert.deepEqual(report?.violations, [], report?.story.join("\n"));
    });
});
