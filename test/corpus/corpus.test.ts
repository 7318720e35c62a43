import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createEmulator, type Emulator } from "../../emulator";
import type { Template } from "../../emulator/cloudformation/syntax/template";
import { parseTemplate } from "../../emulator/cloudformation/template/parseTemplate";
import { clientOf } from "../emulator/support";
import { corpus, python } from "../support/setup";
import { errorsIn } from "./cfnLint";
import { live, parametersFor } from "./lives";
import { templatesIn, type CorpusTemplate } from "./templates";

const golden = path.join(__dirname, "counts.json");
const folder = corpus();
const tools = python();

/** What became of the templates, by their numbers; by name where the emulator is alone with what it says. */
interface Counts {
  templates: number;
  loaded: number;
  lived: number;
  /** What nobody but the author has: a value that fits a pattern, what another stack exports. */
  needInput: number;
  refusedRightly: number;
  failedRightly: number;
  /** cfn-lint finds nothing wrong with these. */
  refusedAlone: string[];
  failedAlone: string[];
}

const needsInput =
  /failed to satisfy constraint|must match pattern|must contain at|must be (a number|one of)|No export named|Unable to fetch parameters|Unable to get mapping for/;

const read = ({ source, name }: CorpusTemplate): Template | string => {
  try {
    return parseTemplate(source, name);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

(folder !== undefined && tools ? describe : describe.skip)("templates that packages ship", () => {
  let emulator: Emulator;
  const refused = new Map<CorpusTemplate, string>();
  const failed = new Map<CorpusTemplate, string>();
  let counts: Counts;

  before(async function () {
    assert.ok(folder !== undefined && tools);
    const templates = templatesIn(folder);
    const loaded: [CorpusTemplate, Template][] = [];
    for (const template of templates) {
      const found = read(template);
      if (typeof found === "string") refused.set(template, found);
      else loaded.push([template, found]);
    }
    const versions = (template: string) => ["v1", "v2"].map((name) => ({ name, template }));
    emulator = await createEmulator({
      clock: "virtual",
      seed: 1,
      catalog: {
        products: loaded.map(([{ file }], index) => ({ name: `t${index}`, versions: versions(file) })),
      },
      log: () => undefined,
    });
    const client = clientOf(emulator);
    let needInput = 0;
    for (const [index, [template, { parameters }]] of loaded.entries()) {
      const reason = await live(emulator, client, `t${index}`, parametersFor(parameters.values()));
      if (reason !== undefined && needsInput.test(reason)) needInput++;
      else if (reason !== undefined) failed.set(template, reason);
      // Else every answer is slower than the one before.
      emulator.reset();
    }
    const suspects = [...refused.keys(), ...failed.keys()].map(({ file }) => file);
    const errors = errorsIn(tools, suspects);
    const alone = (all: Map<CorpusTemplate, string>) =>
      [...all.keys()].filter(({ file }) => !errors.has(file)).map(({ name }) => name);
    const [refusedAlone, failedAlone] = [alone(refused), alone(failed)];
    counts = {
      templates: templates.length,
      loaded: loaded.length,
      lived: loaded.length - failed.size - needInput,
      needInput,
      refusedRightly: refused.size - refusedAlone.length,
      failedRightly: failed.size - failedAlone.length,
      refusedAlone,
      failedAlone,
    };
    console.log(counts);
    for (const [{ name }, reason] of [...refused, ...failed])
      if ([...refusedAlone, ...failedAlone].includes(name)) console.log(`${name}: ${reason}`);
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(golden, `${JSON.stringify(counts, undefined, 2)}\n`);
  });

  after(() => emulator.close());

  it("are as many as they were", () => {
    assert.ok(existsSync(golden), "UPDATE_GOLDEN=1 npm test -- corpus writes it");
    const before = JSON.parse(readFileSync(golden, "utf8")) as Counts;
    assert.equal(counts.templates, before.templates);
    assert.ok(counts.templates > 500);
  });

  for (const what of ["refusedAlone", "failedAlone"] as const)
    it(`are not ${what === "refusedAlone" ? "refused" : "failed"} where cfn-lint finds nothing, but for those that are known`, () => {
      const before = JSON.parse(readFileSync(golden, "utf8")) as Counts;
      assert.deepEqual(
        counts[what].filter((name) => !before[what].includes(name)),
        [],
      );
    });

  it("live at least as often as before", () => {
    const before = JSON.parse(readFileSync(golden, "utf8")) as Counts;
    assert.ok(counts.loaded >= before.loaded, `${counts.loaded} of ${before.loaded} are loaded`);
    assert.ok(counts.lived >= before.lived, `${counts.lived} of ${before.lived} live`);
  });
});
