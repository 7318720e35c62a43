import assert from "node:assert/strict";
import { pages } from "../../../provider/aws/pages";

describe("the pages of a list", () => {
  it("are asked for by the token of the page before, until there is none", async () => {
    const tokens = ["second", "third", ""];
    const asked: object[] = [];
    const found: (string | undefined)[] = [];
    const ask = (from: { PageToken?: string }) => {
      asked.push(from);
      return Promise.resolve({ NextPageToken: tokens[asked.length - 1] });
    };
    for await (const { NextPageToken } of pages(ask)) found.push(NextPageToken);
    assert.deepEqual(asked, [{}, { PageToken: "second" }, { PageToken: "third" }]);
    assert.deepEqual(found, tokens);
  });

  it("end when nobody wants more", async () => {
    let calls = 0;
    for await (const page of pages(() => Promise.resolve({ NextPageToken: String(++calls) })))
      if (page.NextPageToken === "2") break;
    assert.equal(calls, 2);
  });
});
