import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { withoutMadeText } from "../../../provider/check/outputInText";
import type { Properties } from "../../../provider/state/values";
import { UNKNOWN } from "../../../provider/state/values";

const output: unknown = pulumi.output("x");
/** What a program makes of an output without knowing it, in the words of the @pulumi/pulumi that is installed. */
const template = `web-${String(output)}`;
const json = JSON.stringify({ name: output });

const SAYS = /: contains an output that was converted to a string\. Use pulumi\.interpolate/;

describe("an output that was made text", () => {
  for (const [what, news, expected] of [
    ["in an argument", { name: template }, ["name"]],
    ["in a parameter", { provisioningParameters: { A: template, B: "b" } }, ["provisioningParameters.A"]],
    [
      "in an element of a list",
      { provisioningParameters: { A: ["a", template] } },
      ["provisioningParameters.A[1]"],
    ],
    ["in a tag", { tags: { Name: template } }, ["tags.Name"]],
    ["in lists", { notificationArns: [template] }, ["notificationArns[0]"]],
    [
      "in preferences",
      { stackSetProvisioningPreferences: { regions: [template] } },
      ["stackSetProvisioningPreferences.regions[0]"],
    ],
    ["in a role", { assumeRole: { roleArn: template } }, ["assumeRole.roleArn"]],
    [
      "in options",
      { __import: template, __timeouts: { create: template } },
      ["import", "customTimeouts.create"],
    ],
    ["in the resource's name", { __urn: `urn:pulumi:a::b::c::${template}` }, ["the resource's name"]],
    ["in every place", { name: template, pathName: template }, ["name", "pathName"]],
  ] as [string, Properties, string[]][]) {
    it(`is found ${what}`, () => {
      const failures: string[] = [];
      const left = withoutMadeText(news, failures);
      assert.deepEqual(
        failures.map((text) => text.slice(0, text.indexOf(": "))),
        expected,
      );
      for (const failure of failures) assert.match(failure, SAYS);
      assert.ok(!JSON.stringify(left).includes("Calling"));
      assert.ok(JSON.stringify(left).includes(UNKNOWN));
    });
  }

  it("is found in a key", () => {
    const failures: string[] = [];
    const left = withoutMadeText({ tags: { [template]: "1", b: "2" } }, failures);
    assert.match(failures[0] ?? "", /^tags: a key contains an output that was converted to a string/);
    assert.deepEqual(left, { tags: { b: "2" } });
  });

  it("is said once of the resource's name, from which others are derived", () => {
    const failures: string[] = [];
    withoutMadeText({ __urn: `urn::${template}`, __derivedName: template, __provider: template }, failures);
    assert.equal(failures.length, 1);
  });

  it("is found in JSON, with what to write for that", () => {
    const failures: string[] = [];
    withoutMadeText({ provisioningParameters: { Settings: json } }, failures);
    assert.match(failures[0] ?? "", /^provisioningParameters\.Settings: .*pulumi\.jsonStringify/);
  });

  it("leaves everything else as it is", () => {
    const news = {
      name: "web",
      provisioningParameters: { A: 1, B: [true, UNKNOWN], C: null },
      __secrets: ["tags.a"],
      __provider: "Calling",
    };
    assert.deepEqual(withoutMadeText(news, []), news);
  });
});
