import assert from "node:assert/strict";
import { detailedDiff } from "../../../provider/plugin/detailedDiff";

const differences = (before: object, now: object) => Object.fromEntries(detailedDiff(before, now));

describe("detailedDiff", () => {
  it("names the members of records one by one, and arguments that are there on one side as a whole", () =>
    assert.deepEqual(
      differences(
        { productName: "web", tags: { team: "a" }, provisioningParameters: { Size: "small", Owner: "me" } },
        { productName: "db", provisioningParameters: { Size: "large", Days: "7" } },
      ),
      {
        productName: "update",
        tags: "delete",
        "provisioningParameters.Size": "update",
        "provisioningParameters.Owner": "delete",
        "provisioningParameters.Days": "add",
      },
    ));

  it("quotes keys that are no identifiers, as the engine's paths do", () =>
    assert.deepEqual(differences({ tags: {} }, { tags: { "cost:center": "web", "a.b": "c" } }), {
      'tags["cost:center"]': "add",
      'tags["a.b"]': "add",
    }));

  it("takes lists as a whole, and knows null and left out as the same", () =>
    assert.deepEqual(
      differences({ notificationArns: ["a", "b"], pathId: null }, { notificationArns: ["a", "c"] }),
      { notificationArns: "update" },
    ));
});
