import assert from "node:assert/strict";
import { checkPath } from "../../../provider/check/launchPath";
import type { Inputs } from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";
import { awsError, type Answers } from "../support";
import { oneCheck } from "./support";

type Paths = { id: string; name: string }[];
const first = { id: "lpv3-1", name: "first" };
const second = { id: "lpv3-2", name: "second" };
const twin = { id: "lpv3-3", name: "first" };
const productOf = (paths: Paths) => ({ id: "prod-1", name: "Web", type: undefined, versions: [], paths });
const listed = (...paths: Paths): Answers => ({
  listLaunchPaths: { LaunchPathSummaries: paths.map(({ id, name }) => ({ Id: id, Name: name })) },
});

const play = async (
  paths: Paths,
  inputs: Partial<Inputs> = {},
  { answers = {}, dryRun = true }: { answers?: Answers; dryRun?: boolean } = {},
) => {
  const { checking, said, context } = oneCheck({ inputs, answers, dryRun });
  return { chosen: await checkPath(checking, productOf(paths)), said, context };
};

describe("the launch path", () => {
  for (const [what, paths, inputs, pathId] of [
    ["is the only one there is", [first], {}, "lpv3-1"],
    ["is that of the id", [first, second, twin], { pathId: "lpv3-2" }, "lpv3-2"],
    ["is that of the name", [first, second], { pathName: "second" }, "lpv3-2"],
    ["is that of the id where there are several of one name", [first, twin], { pathId: "lpv3-3" }, "lpv3-3"],
  ] as const)
    it(what, async () => {
      const { chosen, said, context } = await play([...paths], inputs);
      assert.deepEqual(chosen, { pathId, pathIsChosen: true });
      assert.deepEqual(said, []);
      assert.equal(context.aws.calls.length, 0);
    });

  for (const unknown of [{ pathId: UNKNOWN }, { pathName: UNKNOWN }])
    it(`is left open while its ${Object.keys(unknown)[0]} is not known; any will do to ask for parameters`, async () => {
      const { chosen, said } = await play([first, second], unknown);
      assert.deepEqual(chosen, { pathId: "lpv3-1", pathIsChosen: false });
      assert.deepEqual(said, []);
      const none = await play([], unknown);
      assert.deepEqual(none.chosen, { pathId: undefined, pathIsChosen: false });
    });

  it("has to be chosen where there are several", async () => {
    const { chosen, said } = await play([first, second]);
    assert.deepEqual(chosen, { pathId: "lpv3-1", pathIsChosen: false });
    assert.deepEqual(said, [
      "fail pathName: Web can be launched on several paths; choose one of first (lpv3-1), second (lpv3-2)",
    ]);
  });

  it("has to be chosen by its id where there are several of the name", async () => {
    const { said } = await play([first, second, twin], { pathName: "first" });
    assert.deepEqual(said, [
      'fail pathName: Web has several launch paths named "first"; choose one by pathId: lpv3-1, lpv3-3',
    ]);
  });

  it("that is not there fails a preview, with what was meant or what there is", async () => {
    const near = await play([first, second], { pathName: "secnd" });
    assert.deepEqual(near.chosen, { pathId: "lpv3-1", pathIsChosen: false });
    assert.deepEqual(near.said, ['fail pathName: Web has no launch path "secnd"; did you mean "second"?']);
    const nearId = await play([first], { pathId: "lpv3-x" });
    assert.deepEqual(nearId.said, ['fail pathId: Web has no launch path "lpv3-x"; did you mean "lpv3-1"?']);
    const far = await play([first, second], { pathId: "path-x" });
    assert.deepEqual(far.said, [
      'fail pathId: Web has no launch path "path-x"; there are first (lpv3-1), second (lpv3-2)',
    ]);
  });

  it("that is not there yet in up is left to create", async () => {
    assert.deepEqual((await play([first], { pathName: "new" }, { dryRun: false })).said, []);
  });
});

describe("a product that shows no launch path", () => {
  it("is asked for them by themselves", async () => {
    const { chosen, said, context } = await play([], { acceptLanguage: "jp" }, { answers: listed(first) });
    assert.deepEqual(chosen, { pathId: "lpv3-1", pathIsChosen: true });
    assert.deepEqual(said, []);
    assert.deepEqual(context.aws.named("listLaunchPaths"), [{ ProductId: "prod-1", AcceptLanguage: "jp" }]);
  });

  const none =
    "fail productId: the caller has no launch path to Web: it needs an association with a portfolio that holds the product; IAM permissions alone are not enough";

  for (const [what, answers] of [
    ["an empty list", listed()],
    ["a refusal", { listLaunchPaths: awsError("ResourceNotFoundException", "none", { $fault: "client" }) }],
  ] as const) {
    it(`has none for the caller after ${what}, which fails a preview alone`, async () => {
      const { chosen, said } = await play([], {}, { answers });
      assert.deepEqual(chosen, { pathId: undefined, pathIsChosen: false });
      assert.deepEqual(said, [none]);
      assert.deepEqual((await play([], {}, { answers, dryRun: false })).said, []);
    });
  }

  it("is not checked where they may not be listed", async () => {
    const denied = awsError("AccessDeniedException", "no", { $fault: "client" });
    const { chosen, said } = await play([], { pathName: "x" }, { answers: { listLaunchPaths: denied } });
    assert.deepEqual(chosen, { pathId: undefined, pathIsChosen: false });
    assert.deepEqual(said, ["skip pathName: AccessDeniedException: no"]);
  });
});
