import assert from "node:assert/strict";
import type { ProvisionedProductDetail } from "@aws-sdk/client-service-catalog";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { canTakeUp, hasOurToken, nameTakenProblem } from "../../../provider/product/takeUp";
import { awsError, IDENTITY, someInputs, testRun, type Answers } from "../support";

const account = "123456789012";
const session = (role: string, name: string) => `arn:aws:sts::${account}:assumed-role/${role}/${name}`;

describe("a product with our token", () => {
  for (const [what, creator, caller, ours] of [
    ["of the same user", `arn:aws:iam::${account}:user/ann`, `arn:aws:iam::${account}:user/ann`, true],
    ["of another user", `arn:aws:iam::${account}:user/ann`, `arn:aws:iam::${account}:user/bob`, false],
    ["of an earlier build", session("deployer", "build-1"), session("deployer", "build-2"), true],
    ["of another role", session("deployer", "build"), session("tester", "build"), false],
    [
      "of the role, without its session",
      `arn:aws:iam::${account}:role/ci/deployer`,
      session("deployer", "build-2"),
      true,
    ],
    [
      "of a role without a path, and without its session",
      `arn:aws:iam::${account}:role/deployer`,
      session("deployer", "build-2"),
      true,
    ],
    ["of the same person in a role", session("dev", "ann@x.com"), session("dev", "ann@x.com"), true],
    ["of another person in a role", session("dev", "ann@x.com"), session("dev", "bob@x.com"), false],
    [
      "of another person of IAM Identity Center",
      session("AWSReservedSSO_Dev_0123456789abcdef", "ann"),
      session("AWSReservedSSO_Dev_0123456789abcdef", "bob"),
      false,
    ],
  ] as const) {
    it(`${what} is ${ours ? "" : "not "}ours to take up`, async () => {
      const context = testRun({
        searchProvisionedProducts: { ProvisionedProducts: [{ UserArnSession: creator }] },
      });
      const aws = { ...context.aws, callerArn: () => Promise.resolve(caller) };
      const detail = { Id: "pp-1", LastRecordId: "rec-1", CreatedTime: new Date(context.clock.now()) };
      assert.equal(await canTakeUp({ ...context, aws }, someInputs(), detail, new SeenProducts()), ours);
      assert.deepEqual(context.clock.pauses, [], "the search has found it");
    });
  }
});

const somebody: Answers = {
  searchProvisionedProducts: { ProvisionedProducts: [{ UserArn: `arn:aws:iam::${account}:user/somebody` }] },
};
const HOUR = 3_600_000;

describe("a product of our own making", () => {
  const takenUp = async (
    detail: ProvisionedProductDetail & { age?: number } = {},
    { inState = new SeenProducts(), answers = somebody }: { inState?: SeenProducts; answers?: Answers } = {},
  ) => {
    const context = testRun(answers);
    const { age = HOUR, ...more } = detail;
    const CreatedTime = new Date(context.clock.begun - age);
    const result = await canTakeUp(
      context,
      someInputs(),
      { Id: "pp-1", LastRecordId: "rec-1", CreatedTime, ...more },
      inState,
    );
    return { result, context };
  };

  it("is taken up as long as nothing but provisioning and updates has happened to it", async () => {
    assert.equal((await takenUp()).result, true);
    assert.equal((await takenUp({ LastProvisioningRecordId: "rec-1" })).result, true);
    assert.equal((await takenUp({ LastProvisioningRecordId: "rec-0" })).result, false);
  });

  it("is taken up for a day", async () => {
    assert.equal((await takenUp({ age: 24 * HOUR - 1 })).result, true);
    assert.equal((await takenUp({ age: 24 * HOUR })).result, false);
  });

  it("is not where it is in state, or may be, and nobody is asked", async () => {
    const inState = new SeenProducts();
    inState.noteProduct("pp-1");
    const held = await takenUp({}, { inState });
    assert.deepEqual([held.result, held.context.aws.calls.length], [false, 0]);
    const mayBe = new SeenProducts();
    mayBe.noteCreatesFirst(someInputs().__urn);
    assert.equal((await takenUp({}, { inState: mayBe })).result, false);
    const other = new SeenProducts();
    other.noteProduct("pp-2");
    assert.equal((await takenUp({}, { inState: other })).result, true);
  });

  it("is waited for while a search may be behind, a minute and a half, and not longer", async () => {
    const none = { searchProvisionedProducts: {} };
    const fresh = await takenUp({ age: 80_000 }, { answers: none });
    assert.equal(fresh.result, false);
    assert.deepEqual(fresh.context.clock.pauses, [2_000, 2_000, 2_000, 2_000, 2_000]);
    assert.deepEqual((await takenUp({ age: 90_000 }, { answers: none })).context.clock.pauses, []);
  });

  it("is not where it cannot be seen who made it, whoever calls", async () => {
    const context = testRun({ searchProvisionedProducts: awsError("AccessDeniedException") });
    context.aws.callerArn = () => assert.fail("nobody asks who calls");
    assert.equal(
      await canTakeUp(
        context,
        someInputs(),
        { Id: "pp-1", CreatedTime: new Date(context.clock.begun) },
        new SeenProducts(),
      ),
      false,
    );
  });

  it("is looked for by its id, first in the whole account", async () => {
    const { context } = await takenUp();
    assert.deepEqual(context.aws.named("searchProvisionedProducts"), [
      { AccessLevelFilter: { Key: "Account", Value: "self" }, Filters: { SearchQuery: ["id:pp-1"] } },
    ]);
  });

  it("is not waited for once the run was stopped", async () => {
    const context = testRun({ searchProvisionedProducts: { ProvisionedProducts: [] } });
    context.clock.onWake = () => context.stopper.abort();
    const detail = { Id: "pp-1", LastRecordId: "rec-1", CreatedTime: new Date(context.clock.begun) };
    await assert.rejects(canTakeUp(context, someInputs(), detail, new SeenProducts()), {
      code: "interrupted",
    });
  });

  it("is an error where AWS fails otherwise than by a denial", async () => {
    const answers = { searchProvisionedProducts: awsError("ValidationException") };
    await assert.rejects(takenUp({}, { answers }), { name: "ValidationException" });
  });

  it("is known by its token", () => {
    const ours = (IdempotencyToken?: string) =>
      hasOurToken(someInputs(), IdempotencyToken === undefined ? {} : { IdempotencyToken });
    assert.deepEqual([`sc-${IDENTITY}-x`, `x-sc-${IDENTITY}-x`, "sc-other", undefined].map(ours), [
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("a name that is taken", () => {
  const urn = someInputs().__urn;
  const told = async (
    {
      token = "other",
      answers = somebody,
      prepare = () => undefined,
    }: {
      token?: string;
      answers?: Answers;
      prepare?: (seen: SeenProducts) => void;
    } = {},
    more: object = {},
  ) => {
    const context = testRun(answers);
    const inState = new SeenProducts();
    prepare(inState);
    const CreatedTime = new Date(context.clock.begun - HOUR);
    const detail = {
      Id: "pp-9",
      Status: "AVAILABLE" as const,
      CreatedTime,
      IdempotencyToken: token,
      ...more,
    };
    const { code, message } = await nameTakenProblem(context, someInputs(), detail, inState);
    assert.equal(code, "name-taken");
    return message.split("\n");
  };
  const ours = `sc-${IDENTITY}-x`;
  const first = `The name web is taken by pp-9, AVAILABLE, created 1 h ago by arn:aws:iam::${account}:user/somebody.`;
  const replaced =
    "If it is the product of this resource, which is to be replaced: the option deleteBeforeReplace: true terminates it first.";

  it("is somebody else's, with the way to have it here", async () => {
    assert.deepEqual(await told(), [
      first,
      "Nothing was created. This run did not create it: another program or an older run did.",
      'To manage it here, add the option  import: "pp-9"  to the resource; else choose another name.',
    ]);
  });

  it("may be ours, where it has our token", async () => {
    assert.deepEqual((await told({ token: ours })).slice(0, 2), [first, replaced]);
    const nobody = { searchProvisionedProducts: { ProvisionedProducts: [] } };
    const lines = await told({ token: ours, answers: nobody }, { Status: undefined });
    assert.deepEqual(lines.slice(0, 3), [
      "The name web is taken by pp-9, status unknown, created 1 h ago by somebody unknown.",
      "It may be what an interrupted run of this program has made, but that is not certain: AWS does not show who made it.",
      replaced,
    ]);
    assert.equal((await told({ answers: nobody })).length, 3, "a stranger's token is not ours for that");
    const broken = { searchProvisionedProducts: awsError("ValidationException", "broken") };
    assert.match(
      (await told({ token: ours, answers: broken }))[1] ?? "",
      /not certain: who made it could not be asked \(servicecatalog:SearchProvisionedProducts: ValidationException: broken\)\.$/,
    );
    const denied = { searchProvisionedProducts: awsError("AccessDeniedException", "no") };
    assert.match(
      (await told({ token: ours, answers: denied }))[1] ?? "",
      /not certain: the caller may not ask who made it \(servicecatalog:SearchProvisionedProducts: AccessDeniedException: no\)\.$/,
    );
  });

  it("is another resource's of the stack", async () => {
    assert.deepEqual(
      (await told({ prepare: (seen) => seen.noteHolder("pp-9", "urn:b", "urn:b") })).slice(1),
      ["Nothing was created. It is in this stack's state already, as urn:b: choose another name."],
    );
  });

  it("is that of the product that is to be replaced", async () => {
    assert.deepEqual((await told({ prepare: (seen) => seen.noteProduct("pp-9") })).slice(1), [
      "Nothing was created. It is in this stack's state already: with deleteBeforeReplace: false a replacement needs another name.",
    ]);
    assert.deepEqual((await told({ token: ours, prepare: (seen) => seen.noteCreatesFirst(urn) })).slice(1), [
      "Nothing was created. It may be the product that is to be replaced: with deleteBeforeReplace: false a replacement needs another name.",
      'If it is what an interrupted run has made, add the option  import: "pp-9"  to the resource.',
    ]);
  });
});
