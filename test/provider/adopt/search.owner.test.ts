import assert from "node:assert/strict";
import { isOwner } from "../../../provider/adopt/search";

describe("the owner by whom adopt filters", () => {
  it("is one of three words, and no name that every object has", () => {
    for (const owner of ["self", "role", "account"]) assert.ok(isOwner(owner), owner);
    for (const owner of ["__proto__", "constructor", "toString", "hasOwnProperty", "Self", "", "everybody"])
      assert.ok(!isOwner(owner), owner);
  });
});
