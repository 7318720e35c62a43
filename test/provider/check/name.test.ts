import assert from "node:assert/strict";
import { checkName, checkNameIsFree, claimName } from "../../../provider/check/name";
import { newNamesInRun } from "../../../provider/check/namesInRun";
import { SeenProducts } from "../../../provider/product/managedProducts";
import type { Inputs } from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";
import { awsError, IDENTITY, testRun, type Answers } from "../support";
import { SEARCH_LAG } from "../../../provider/aws/delays";
import { accountInPages } from "../aws/accountInPages";
import { oneCheck } from "./support";

describe("a name by itself", () => {
  const told = (name: string) => {
    const { checking, said } = oneCheck({ inputs: { name } });
    checkName(checking);
    return said;
  };

  for (const name of ["a", "9", "A-b_c.9", "x".repeat(128), UNKNOWN])
    it(`is right: ${name.slice(0, 40)}`, () => assert.deepEqual(told(name), []));

  for (const name of ["", "-a", ".a", "a b", "ä", "a/b", "a\n"])
    it(`is wrong: ${JSON.stringify(name)}`, () => {
      assert.deepEqual(told(name), [
        `fail name: ${JSON.stringify(name)} is not a valid name: use letters, digits, ".", "_" and "-", and begin with a letter or digit`,
      ]);
    });

  it("is too long from 129 characters on", () => {
    assert.deepEqual(told("x".repeat(129)), ["fail name: is 129 characters long; AWS accepts at most 128"]);
  });
});

describe("a name among those of the program", () => {
  it("is one resource's, within a connection", () => {
    const names = newNamesInRun();
    const context = testRun({});
    const claim = (inputs: Partial<Inputs>, of = context) => {
      const { checking, said } = oneCheck({ inputs });
      return { other: claimName(checking, names, of), said };
    };
    assert.deepEqual(claim({ __urn: "urn:a" }), { other: undefined, said: [] });
    const second = claim({ __urn: "urn:b" });
    assert.equal(second.other, "urn:a");
    assert.deepEqual(second.said, [
      'fail name: "web" is the name of another resource of this program as well, urn:a; a name is unique in its account and region',
    ]);
    assert.equal(claim({ __urn: "urn:c" }, testRun({})).other, undefined);
    for (const unknown of [{ name: UNKNOWN }, { __connection: { region: UNKNOWN } }])
      assert.equal(claim({ __urn: "urn:d", ...unknown }).other, undefined);
  });
});

describe("a name in AWS", () => {
  const HOUR = 3_600_000;
  const taken = (more: object = {}): Answers => ({
    describeProvisionedProduct: {
      ProvisionedProductDetail: {
        Id: "pp-9",
        Status: "AVAILABLE",
        LastRecordId: "rec-1",
        CreatedTime: new Date(1_700_000_000_000 - HOUR),
        ...more,
      },
    },
    searchProvisionedProducts: {
      ProvisionedProducts: [{ UserArn: "arn:aws:iam::123456789012:user/somebody" }],
    },
  });

  async function play(
    { inputs = {}, answers = taken(), ...more }: Parameters<typeof oneCheck>[0] = {},
    inState = new SeenProducts(),
  ) {
    const { checking, said, context } = oneCheck({ inputs, answers, ...more });
    await checkNameIsFree(checking, inState);
    return { said, context };
  }

  it("is free", async () => {
    const answers = { describeProvisionedProduct: awsError("ResourceNotFoundException") };
    const { said, context } = await play({ answers });
    assert.deepEqual(said, []);
    assert.deepEqual(context.aws.named("describeProvisionedProduct"), [{ Name: "web" }]);
    const longest = await play({ answers, inputs: { name: "x".repeat(128) } });
    assert.equal(longest.context.aws.calls.length, 1);
  });

  it("is not asked for by itself where the pages of all products show that nobody has it", async () => {
    const account = accountInPages();
    account.provision("taken");
    account.run.clock.advance(SEARCH_LAG + 60_000);
    const isSaid = async (name: string) => {
      const { checking, said } = oneCheck({ inputs: { name } });
      await checkNameIsFree({ ...checking, context: account.run }, new SeenProducts());
      return said.length > 0;
    };
    for (const name of ["web-1", "web-2", "web-3", "web-4", "web-5"]) assert.equal(await isSaid(name), false);
    assert.equal(account.called("describeProvisionedProduct"), 3, "few ask for themselves");
    assert.equal(await isSaid("taken"), true);
    assert.equal(account.called("describeProvisionedProduct"), 4);
  });

  it("is nobody's where AWS shows a product without an id", async () => {
    assert.deepEqual((await play({ answers: taken({ Id: undefined }) })).said, []);
  });

  it("is somebody else's, which says what to do", async () => {
    assert.deepEqual((await play()).said, [
      'fail name: "web" is taken by pp-9 (AVAILABLE, created 1 h ago); choose another name, or, unless another resource of this program has it, manage that product here with the option import: "pp-9"',
    ]);
    const bare = await play({ answers: taken({ Status: undefined, CreatedTime: undefined }) });
    assert.match(bare.said[0] ?? "", /is taken by pp-9 \(status unknown\); /);
  });

  for (const [what, more] of [
    ["of a product that exists", { olds: {} }],
    ["that another resource has, which is said already", { namesake: "urn:other" }],
    ["in up, where create asks", { dryRun: false }],
    ["of what is imported", { inputs: { __import: "pp-9" } }],
    ["that is not known", { inputs: { name: UNKNOWN } }],
    ["that is wrong by itself", { inputs: { name: "-" } }],
    ["that is too long", { inputs: { name: "x".repeat(129) } }],
  ] as [string, Parameters<typeof oneCheck>[0]][])
    it(`is not asked for: ${what}`, async () => {
      const { said, context } = await play(more);
      assert.deepEqual([said, context.aws.calls.length], [[], 0]);
    });

  it("may be that of a product in state, which is replaced", async () => {
    const inState = new SeenProducts();
    inState.noteProduct("pp-9");
    assert.deepEqual((await play({}, inState)).said, []);
  });

  it("cannot be checked where it may not be seen", async () => {
    const answers = {
      describeProvisionedProduct: awsError("AccessDeniedException", "no", { $fault: "client" }),
    };
    assert.deepEqual((await play({ answers })).said, ["skip name: AccessDeniedException: no"]);
  });

  describe("that a product with our token has", () => {
    const ours = taken({ IdempotencyToken: `sc-${IDENTITY}-0123` });
    const beginning =
      "note name: is that of pp-9 (AVAILABLE, created 1 h ago), which this resource has made, or one of the same names in another stack. Where the preview says replace, it is terminated first; where it says create, pulumi up ";

    it("is taken up, as far as can be seen", async () => {
      const text = `${beginning}takes it up; if it was updated since, only where it runs with what the program says`;
      assert.deepEqual((await play({ answers: ours })).said, [text]);
      const client = { $fault: "client" };
      const failing = { ...ours, searchProvisionedProducts: awsError("ValidationException", "x", client) };
      assert.deepEqual((await play({ answers: failing })).said, [text]);
    });

    it("is refused where somebody else has made it", async () => {
      const theirs = { ...ours, searchProvisionedProducts: { ProvisionedProducts: [{ UserArn: "arn:x" }] } };
      assert.deepEqual((await play({ answers: theirs })).said, [
        `${beginning}will refuse to: choose another name, or the option import: "pp-9"`,
      ]);
    });

    it("is the one that goes in a replacement", async () => {
      assert.deepEqual((await play({ answers: ours, replaces: true })).said, []);
      assert.equal((await play({ replaces: true })).said.length, 1, "unless it is somebody else's");
    });
  });
});
