import assert from "node:assert/strict";
import { connectionFor, connectionForExisting, explicitRegion } from "../../../provider/config/connection";
import { UNKNOWN } from "../../../provider/state/values";
import { someInputs, someState } from "../support";

const config = {
  region: "config-1",
  profile: "config",
  assumeRoles: [{ roleArn: "config" }],
  webIdentity: { roleArn: "config" },
  endpoints: { sts: "config" },
  sharedConfigFiles: ["config"],
  sharedCredentialsFiles: ["config"],
  allowedAccountIds: ["111111111111"],
  forbiddenAccountIds: ["222222222222"],
};
const provider = {
  region: "provider-1",
  profile: "provider",
  assumeRoles: [{ roleArn: "provider" }],
  webIdentity: { roleArn: "provider" },
  endpoints: { sts: "provider" },
  sharedConfigFiles: ["provider"],
  sharedCredentialsFiles: ["provider"],
  allowedAccountIds: ["333333333333"],
  forbiddenAccountIds: ["444444444444"],
};

describe("with which settings AWS is called", () => {
  it("is what the stack's config says, all of it", () => {
    assert.deepEqual(connectionFor(someInputs(), config), config);
    assert.deepEqual(connectionFor(someInputs(), {}), {});
  });

  it("is what the aws provider says, over that", () => {
    assert.deepEqual(connectionFor(someInputs({ __connection: provider }), config), provider);
    const more = { ...provider, defaultTags: { a: "1" }, hasAccessKey: true };
    assert.deepEqual(connectionFor(someInputs({ __connection: more }), config), provider, "and nothing else");
  });

  it("is what the resource says, over both", () => {
    const inputs = someInputs({
      __connection: provider,
      region: "own-1",
      profile: "own",
      assumeRole: { roleArn: "own" },
    });
    assert.deepEqual(connectionFor(inputs, config), {
      ...provider,
      region: "own-1",
      profile: "own",
      assumeRoles: [{ roleArn: "own" }],
    });
  });

  it("takes what is not known of the aws provider for not set", () => {
    const unknown = { region: UNKNOWN, forbiddenAccountIds: [UNKNOWN], profile: "provider" };
    assert.deepEqual(connectionFor(someInputs({ __connection: unknown }), config), {
      ...config,
      profile: "provider",
    });
  });
});

describe("where a product is that exists", () => {
  const arn = "arn:aws:servicecatalog:eu-north-1:123456789012:stack/web/pp-1";

  it("is where its ARN says, whatever is configured now", () => {
    const state = someState({ inputs: { region: "own-1" }, observed: { arn } });
    assert.deepEqual(connectionForExisting(state, config), { ...config, region: "eu-north-1" });
  });

  it("is where it was seen, without an ARN, and where the config says, if it was not", () => {
    const seen = someState({ observed: { arn: null, region: "eu-south-1" } });
    assert.equal(connectionForExisting(seen, config).region, "eu-south-1");
    const unseen = someState({ observed: { arn: null, region: null } });
    assert.equal(connectionForExisting(unseen, config).region, "config-1");
  });

  it("is asked with the settings of now", () => {
    const state = someState({ inputs: { profile: "old" } });
    assert.equal(connectionForExisting(state, config, someInputs({ profile: "new" })).profile, "new");
    assert.equal(connectionForExisting(state, config).profile, "old");
  });
});

describe("the region that the program asks for", () => {
  it("is the resource's own, else its provider's", () => {
    assert.equal(explicitRegion(someInputs({ region: "a", __connection: { region: "b" } })), "a");
    assert.equal(explicitRegion(someInputs({ __connection: { region: "b" } })), "b");
    assert.equal(explicitRegion(someInputs()), undefined);
  });
});
