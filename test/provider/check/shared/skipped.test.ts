import assert from "node:assert/strict";
import { describeStrict, newSkipped } from "../../../../provider/check/shared/skipped";

describe("the checks of a run that could not be made", () => {
  it("are said once, and only what is new", () => {
    const skipped = newSkipped();
    assert.equal(skipped.warning(), undefined);
    skipped.add("name", "denied");
    skipped.add("name", "denied");
    skipped.add("tags", "denied");
    const heading =
      "Not everything can be checked before AWS is asked. The deployment continues without these checks, for all resources:";
    assert.equal(skipped.warning(), `${heading}\n  name: denied\n  tags: denied`);
    assert.equal(skipped.warning(), undefined);
    skipped.add("name", "denied");
    assert.equal(skipped.warning(), undefined);
    skipped.add("name", "late");
    assert.equal(skipped.warning(), `${heading}\n  name: late`);
  });

  it("are failures where the user is strict", () => {
    assert.equal(
      describeStrict("denied"),
      "cannot be checked, and servicecatalog:validation is strict: denied",
    );
  });
});
