import assert from "node:assert/strict";
import { diff } from "../../../provider/lifecycle/diff";
import { UNKNOWN } from "../../../provider/state/values";
import { someInputs, someState } from "../support";

const reasonOf = (verdict: { reason?: string }) => verdict.reason ?? "";

describe("diff", () => {
  it("says unchanged when nothing differs", () => {
    assert.deepEqual(diff(someState(), someInputs(), someInputs()), { changes: false });
  });

  it("leaves an argument that differs to the engine, which then shows the fields", () => {
    const inputs = someInputs({ provisioningParameters: { Purpose: "x" } });
    assert.deepEqual(diff(someState(), inputs, someInputs()), {});
  });

  it("leaves unknown values to the engine", () => {
    const inputs = someInputs({ provisioningParameters: { Purpose: UNKNOWN } });
    assert.deepEqual(diff(someState(), inputs, someInputs()), {});
  });

  it("in a refresh, where no old inputs are shown, leaves drift to the engine", () => {
    const state = someState({ inputs: { provisioningArtifactId: "pa-2" } });
    assert.deepEqual(diff(state, someInputs()), {});
  });

  it("says changed, and why, when the inputs do not show the difference", () => {
    const state = someState({ inputs: { provisioningArtifactId: "pa-0", tags: { a: "1" } } });
    assert.deepEqual(diff(state, someInputs(), someInputs()), {
      changes: true,
      reason: `differs from the program: provisioningArtifactId is "pa-0", the program says "pa-1"; tags.a is "1", the program says nothing`,
    });
  });

  describe("of what only a new product can have", () => {
    it("replaces for another name, delete first", () => {
      assert.deepEqual(diff(someState(), someInputs({ name: "other" }), someInputs()), {
        replaces: ["name"],
        deleteBeforeReplace: true,
      });
    });

    it("does not replace for a name that is not known yet", () => {
      assert.deepEqual(diff(someState(), someInputs({ name: UNKNOWN }), someInputs()), {});
    });

    it("does not replace because of a name that the program never asked for", () => {
      const imported = someState({ inputs: { name: "found" }, observed: { name: "found" } });
      const inputs = someInputs({ name: "web-01234567" });
      assert.deepEqual(diff(imported, inputs, inputs), { changes: false });
      const other = { ...inputs, provisioningArtifactId: "pa-2" };
      assert.deepEqual(diff(imported, other, inputs), {}, "what else has changed counts");
    });

    it("replaces for another region of the argument or of the aws provider", () => {
      const expected = { replaces: ["region"], deleteBeforeReplace: true };
      assert.deepEqual(diff(someState(), someInputs({ region: "us-east-1" }), someInputs()), expected);
      const moved = diff(someState(), someInputs({ __connection: { region: "us-east-1" } }), someInputs());
      assert.deepEqual(moved, {
        ...expected,
        changes: true, // the inputs do not show it
        reason: "differs from the program: it is in eu-west-1, the program wants it in us-east-1",
      });
    });

    it("says what differs where the inputs do not show that either", () => {
      const renamed = someState({ inputs: { name: "before" } });
      assert.deepEqual(diff(renamed, someInputs(), someInputs()), {
        replaces: ["name"],
        deleteBeforeReplace: true,
        changes: true,
        reason: `differs from the program: name is "before", the program says "web"`,
      });
    });

    it("does not replace for a region where it is not known in which one the product is", () => {
      const nowhere = someState({ observed: { region: null } });
      assert.deepEqual(diff(nowhere, someInputs({ region: "us-east-1" }), someInputs()), {});
    });

    it("does not replace for the region that the product is in, nor for an unknown one", () => {
      assert.deepEqual(diff(someState(), someInputs({ region: "eu-west-1" }), someInputs()), {});
      assert.deepEqual(diff(someState(), someInputs({ region: UNKNOWN }), someInputs()), {});
    });
  });

  describe("of hidden inputs only", () => {
    const before = { __timeouts: { create: "1h" } };
    for (const [what, more, reason] of [
      ["timeouts", { __timeouts: { create: "2h" } }, "timeouts have changed; nothing is sent to AWS"],
      ["timeouts that are gone", {}, "timeouts have changed; nothing is sent to AWS"],
      [
        "the aws provider's settings",
        { ...before, __connection: { profile: "p" } },
        "the aws provider's settings have changed; nothing is sent to AWS",
      ],
      ["default tags", { ...before, __connection: { defaultTags: { a: "b" } } }, "default tags have changed"],
      [
        "the provider's text",
        { ...before, __provider: "new" },
        "the provider's text is renewed; nothing is sent to AWS",
      ],
      ["a secret", { ...before, __secrets: ["tags.a"] }, "tags.a is secret now; nothing is sent to AWS"],
      [
        "secrets",
        { ...before, __secrets: ["tags.a", "tags.b"] },
        "tags.a, tags.b are secret now; nothing is sent to AWS",
      ],
    ] as const) {
      it(`says changed, as was to be expected, because of ${what}`, () => {
        const inputs = someInputs(more as object);
        const verdict = diff(someState({ inputs: before }), inputs, inputs);
        assert.deepEqual(verdict, { changes: true, reason, expected: true });
      });
    }

    it("says what is not secret any more", () => {
      const change = (was: string[], now?: string[]) =>
        diff(
          someState({ inputs: { __secrets: was } }),
          someInputs(now ? { __secrets: now } : {}),
          someInputs(),
        );
      assert.equal(change(["tags.a"]).reason, "tags.a is not secret any more; nothing is sent to AWS");
      assert.equal(
        change(["tags.a", "tags.b", "tags.c"], ["name", "tags.c"]).reason,
        "name is secret now; tags.a, tags.b are not secret any more; nothing is sent to AWS",
      );
    });

    for (const [what, more] of [
      ["another identity alone", { __identity: "i" }],
      ["the import option, which has done its work", { __import: "pp-1" }],
      ["secrets in another order", { __secrets: ["tags.b", "tags.a"] }],
      ["an aws provider that is not known yet", { __connection: { profile: UNKNOWN } }],
      ["an aws provider and timeouts without any settings", { __connection: {}, __timeouts: {} }],
    ] as const) {
      it(`says unchanged for ${what}`, () => {
        const state = someState({ inputs: "__secrets" in more ? { __secrets: ["tags.a", "tags.b"] } : {} });
        assert.deepEqual(diff(state, someInputs(more as object), someInputs()), { changes: false });
      });
    }

    it("another URN, as after a rename with an alias, is written down: destroy goes by it", () => {
      const { changes, replaces, reason } = diff(someState(), someInputs({ __urn: "u" }), someInputs());
      assert.deepEqual([changes, replaces], [true, undefined]);
      assert.equal(reason, "has another URN now; nothing is sent to AWS");
    });

    it("default tags that are not known yet are no change", () => {
      const inputs = someInputs({ __connection: { defaultTags: UNKNOWN as never } });
      assert.deepEqual(diff(someState(), inputs, someInputs()), { changes: false });
    });
  });

  describe("of a product", () => {
    const failedCreate = {
      status: "ERROR",
      statusMessage: " boom ",
      lastSuccessfulProvisioningRecordId: null,
    };

    it("in ERROR that was never provisioned replaces it, delete first", () => {
      const verdict = diff(someState({ observed: failedCreate }), someInputs(), someInputs());
      assert.deepEqual(verdict, {
        changes: true,
        replaces: ["status"],
        deleteBeforeReplace: true,
        reason: "is ERROR: it was never provisioned and is replaced: boom",
      });
      const changed = diff(
        someState({ observed: failedCreate }),
        someInputs({ name: "other" }),
        someInputs(),
      );
      assert.deepEqual(changed, verdict, "whatever else has changed");
    });

    it("that was TAINTED by its create is replaced as well, unless its record is still followed", () => {
      const observed = { ...failedCreate, status: "TAINTED" };
      assert.deepEqual(diff(someState({ observed }), someInputs()).replaces, ["status"]);
      const pending = { recordId: "rec-1", fingerprint: "" };
      assert.deepEqual(diff(someState({ observed, pending }), someInputs()), {
        changes: true,
        expected: true,
        reason: "record rec-1 was still running: it is followed first",
      });
    });

    it("that is AVAILABLE is none of these, whatever AWS shows of its records", () => {
      const state = someState({ observed: { lastSuccessfulProvisioningRecordId: null } });
      assert.deepEqual(diff(state, someInputs()), { changes: false });
    });

    it("whose message may quote secrets does not show it", () => {
      const state = someState({ observed: failedCreate, secretMessage: true });
      assert.match(reasonOf(diff(state, someInputs())), /is replaced$/);
    });

    it("in ERROR of an unknown type counts as CloudFormation's", () => {
      assert.deepEqual(
        diff(someState({ observed: { ...failedCreate, type: null } }), someInputs()).replaces,
        ["status"],
      );
    });

    for (const [what, observed] of [
      ["an external product", { ...failedCreate, type: "EXTERNAL" }],
      ["one that has run once", { status: "ERROR", statusMessage: "boom" }],
    ] as const) {
      it(`in ERROR updates ${what}, and never replaces it`, () => {
        assert.deepEqual(diff(someState({ observed }), someInputs(), someInputs()), {
          changes: true,
          reason: "is ERROR and is updated again: boom",
        });
      });
    }

    it("in ERROR updates an account, and says that it is never replaced", () => {
      const observed = { ...failedCreate, type: "CONTROL_TOWER_ACCOUNT" };
      assert.deepEqual(diff(someState({ observed }), someInputs(), someInputs()), {
        changes: true,
        reason: "is ERROR and is updated again; an account is never replaced by itself: boom",
      });
    });

    it("that is TAINTED leaves an argument that differs to the engine", () => {
      const inputs = someInputs({ provisioningParameters: { Purpose: "x" } });
      assert.deepEqual(diff(someState({ observed: { status: "TAINTED" } }), inputs, someInputs()), {});
    });

    it("of which an answer was lost is looked at first", () => {
      const state = someState({
        pending: { recordId: null, fingerprint: "f" },
        observed: failedCreate,
      });
      assert.deepEqual(diff(state, someInputs(), someInputs()), {
        changes: true,
        reason:
          "was perhaps updated by a run that has lost AWS's answer: what became of that is looked at first",
      });
    });

    it("that others have updated is sent what AWS does not show", () => {
      assert.deepEqual(diff(someState({ unverified: "rec-9" }), someInputs(), someInputs()), {
        changes: true,
        reason:
          "was updated outside, or as an earlier program said (record rec-9), and AWS does not show NoEcho parameters: those of the program are sent again",
      });
    });

    it("that a failed update left TAINTED is updated again", () => {
      const verdict = diff(
        someState({ observed: { status: "TAINTED", statusMessage: "why" } }),
        someInputs(),
        someInputs(),
      );
      assert.equal(verdict.changes, true);
      assert.match(reasonOf(verdict), /TAINTED by an operation that failed, and is updated again: why/);
    });

    it("is left TAINTED with repairTainted: false", () => {
      const tainted = { observed: { status: "TAINTED" }, inputs: { repairTainted: false } };
      const inputs = someInputs({ repairTainted: false });
      assert.deepEqual(diff(someState(tainted), inputs, inputs), { changes: false });
    });

    it("that a failed terminate left TAINTED is not updated, and destroy is named", () => {
      const observed = { status: "TAINTED", lastRecordId: "rec-2" };
      const verdict = diff(someState({ observed }), someInputs(), someInputs());
      assert.equal(verdict.changes, false);
      assert.match(reasonOf(verdict), /terminating it failed; finish that with pulumi destroy/);
    });

    it("with an operation that was still running is followed", () => {
      const pending = { recordId: "rec-7", fingerprint: "f" };
      const verdict = diff(someState({ pending }), someInputs(), someInputs());
      const reason = "record rec-7 was still running: it is followed first";
      assert.deepEqual(verdict, { changes: true, expected: true, reason });
    });

    it("that is UNDER_CHANGE is followed on its last record", () => {
      const verdict = diff(someState({ observed: { status: "UNDER_CHANGE" } }), someInputs(), someInputs());
      assert.equal(verdict.changes, true);
      assert.match(reasonOf(verdict), /record rec-1 was still running/);
    });

    it("that moves over from another provider is changed, so that its state is rewritten", () => {
      const verdict = diff(someState({ movedFrom: "aws" }), someInputs(), someInputs());
      const reason = "moves over from aws: the state is rewritten, nothing is sent to AWS";
      assert.deepEqual(verdict, { changes: true, expected: true, reason });
      const inputs = someInputs({ provisioningParameters: { Purpose: "x" } });
      assert.deepEqual(diff(someState({ movedFrom: "aws" }), inputs, inputs), {
        changes: true,
        expected: true,
        reason: "moves over from aws: the state is rewritten",
      });
    });

    it("that moves over under another name is replaced, delete first", () => {
      const verdict = diff(someState({ movedFrom: "aws" }), someInputs({ name: "other" }), someInputs());
      assert.deepEqual(verdict.replaces, ["name"]);
      assert.equal(verdict.deleteBeforeReplace, true);
      assert.doesNotMatch(reasonOf(verdict), /nothing is sent/);
    });

    it("in an unknown status is none of our business", () => {
      assert.deepEqual(diff(someState({ observed: { status: "NEW_STATUS" } }), someInputs(), someInputs()), {
        changes: false,
      });
    });
  });
});
