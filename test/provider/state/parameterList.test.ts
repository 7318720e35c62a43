import assert from "node:assert/strict";
import { faultOfList } from "../../../provider/state/parameterList";

describe("a list of parameters", () => {
  it("is a set of them", () => {
    assert.equal(faultOfList([]), undefined);
    assert.equal(faultOfList([{ key: "a", value: "1" }, { key: "b" }]), undefined);
  });

  it("is none without keys, or with one twice", () => {
    for (const entry of [{ value: "1" }, { key: 1 }, "a", null])
      assert.equal(faultOfList([{ key: "b" }, entry]), "an entry of the list has no key");
    assert.equal(faultOfList([{ key: "a" }, { key: "b" }, { key: "a" }]), "a is given twice");
  });
});
