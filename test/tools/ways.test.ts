import assert from "node:assert/strict";
import { firstThatWorks } from "../../tools/setup/ways.mjs";

const refuse = (reason: string) => () => Promise.reject<string>(new Error(reason));

describe("firstThatWorks", () => {
  it("takes the first way that leads somewhere and tries no other after it", async () => {
    const tried: string[] = [];
    const way = (name: string, works: boolean) => ({
      name,
      find: () => {
        tried.push(name);
        if (!works) throw new Error("no");
        return name;
      },
    });
    assert.equal(
      await firstThatWorks("thing", [way("one", false), way("two", true), way("three", true)]),
      "two",
    );
    assert.deepEqual(tried, ["one", "two"]);
  });

  it("names every attempt, why it failed and what helps, in one error", async () => {
    const ways = [
      { name: "on PATH", find: refuse("there is none"), remedy: "install it" },
      { name: "the copy", find: refuse("there is none either") },
      { name: "build", find: refuse("go build ended with exit code 1\nno disk space"), remedy: "install Go" },
    ];
    await assert.rejects(firstThatWorks("thing", ways), {
      message: [
        "There is no thing, and none could be set up. What was tried:",
        "  1. on PATH: there is none",
        "  2. the copy: there is none either",
        "  3. build: go build ended with exit code 1",
        "       no disk space",
        "Any one of these helps:",
        "  - install it",
        "  - install Go",
      ].join("\n"),
    });
  });
});
