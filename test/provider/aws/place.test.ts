import assert from "node:assert/strict";
import { describePlace } from "../../../provider/aws/place";
import { awsError, testRun } from "../support";

describe("the place where calls go", () => {
  it("is the region and the account", async () => {
    const context = testRun({}, { account: "222222222222" });
    assert.equal(await describePlace(context), `${await context.aws.region()} of account 222222222222`);
  });

  it("is asked for with the patience of every other call", async () => {
    const context = testRun({});
    let asked = 0;
    const accountId = () =>
      ++asked < 3 ? Promise.reject(awsError("ThrottlingException")) : Promise.resolve("123456789012");
    const place = await describePlace({ ...context, aws: { ...context.aws, accountId } });
    assert.match(place, / of account 123456789012$/);
    assert.equal(asked, 3);
  });
});
