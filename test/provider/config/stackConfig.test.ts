import assert from "node:assert/strict";
import { readStackConfig } from "../../../provider/config/stackConfig";
import { someInputs, someState } from "../support";
import { terminateFlags } from "../../../provider/config/terminateFlags";
import { connectionFor, connectionForExisting, explicitRegion } from "../../../provider/config/connection";

const stack = (config: Record<string, string>) => readStackConfig((key) => config[key]);

describe("stack config", () => {
  it("is read from servicecatalog:*, then from aws:* as @pulumi/aws writes it", () => {
    assert.deepEqual(
      stack({
        "aws:region": "us-east-1",
        "servicecatalog:region": "eu-west-1",
        "aws:profile": "p",
        "aws:assumeRoles": '[{"roleArn":"r1","duration":"1h"},{"roleArn":"r2","durationSeconds":90}]',
        "aws:endpoints": '[{"servicecatalog":"http://sc","s3":"http://s3"},{"sts":"http://sts"}]',
        "aws:defaultTags": '{"tags":{"team":"a"}}',
        "aws:ignoreTags": '{"keys":["k"],"keyPrefixes":["p:"]}',
        "aws:allowedAccountIds": '["111111111111"]',
        "aws:forbiddenAccountIds": '["222222222222"]',
        "servicecatalog:ignoreErrors": "true",
        "servicecatalog:retainPhysicalResources": "false",
      }),
      {
        region: "eu-west-1",
        profile: "p",
        assumeRoles: [
          { roleArn: "r1", duration: "1h" },
          { roleArn: "r2", duration: "90s" },
        ],
        endpoints: { servicecatalog: "http://sc", sts: "http://sts" },
        defaultTags: { team: "a" },
        ignoreTags: { keys: ["k"], keyPrefixes: ["p:"] },
        allowedAccountIds: ["111111111111"],
        forbiddenAccountIds: ["222222222222"],
        ignoreErrors: true,
        retainPhysicalResources: false,
      },
    );
  });

  it("takes a single role, and prefers ours", () => {
    assert.deepEqual(stack({ "aws:assumeRole": '{"roleArn":"a"}' }).assumeRoles, [{ roleArn: "a" }]);
    const both = { "aws:assumeRole": '{"roleArn":"a"}', "servicecatalog:assumeRole": '{"roleArn":"b"}' };
    assert.deepEqual(stack(both).assumeRoles, [{ roleArn: "b" }]);
  });

  it("is empty when nothing is set", () => assert.deepEqual(stack({}), {}));

  it("that cannot be used is an error that names the key", () => {
    assert.throws(() => stack({ "aws:defaultTags": "{" }), { code: "config", message: /aws:defaultTags/ });
    assert.throws(() => stack({ "servicecatalog:ignoreErrors": "yes" }), {
      code: "config",
      message: /servicecatalog:ignoreErrors is "yes"/,
    });
  });
});

describe("a setting that protects", () => {
  const GUARDS = ["aws:allowedAccountIds", "aws:forbiddenAccountIds"] as const;

  for (const [what, text, accounts] of [
    ["a list", '["123456789012","000000000007"]', ["123456789012", "000000000007"]],
    ["numbers", "[123456789012, 7]", ["123456789012", "000000000007"]],
    ["one number", "123456789012", ["123456789012"]],
    ["one that begins with 0", "012345678901", ["012345678901"]],
    ["one string of JSON", '"123456789012"', ["123456789012"]],
  ] as const) {
    it(`holds as ${what}`, () => {
      const { allowedAccountIds, forbiddenAccountIds } = stack({ [GUARDS[0]]: text, [GUARDS[1]]: text });
      assert.deepEqual([allowedAccountIds, forbiddenAccountIds], [accounts, accounts]);
    });
  }

  for (const text of [
    "",
    " ",
    "null",
    "[]",
    "{}",
    "true",
    "prod",
    '["prod"]',
    "[null]",
    "12345",
    '["12345"]',
    "[1.5]",
    "123456789012,210987654321",
    '[["123456789012"]]',
    '{"0":"123456789012"}',
    "[",
  ]) {
    for (const key of GUARDS) {
      it(`is an error as ${key} = ${JSON.stringify(text)}`, () => {
        assert.throws(() => stack({ [key]: text }), { code: "config", message: new RegExp(key) });
      });
    }
  }

  const ROLES = ["servicecatalog:assumeRole", "aws:assumeRoles", "aws:assumeRole"];
  for (const text of [
    "arn:aws:iam::123456789012:role/r",
    '"arn:aws:iam::123456789012:role/r"',
    '{"rolearn":"r"}',
    '{"roleArn":"r","externalID":"x"}',
    "{}",
    '{"roleArn":""}',
    '[{"roleArn":"a"},"b"]',
    "",
    "null",
    "7",
  ]) {
    for (const key of ROLES) {
      it(`is an error as ${key} = ${JSON.stringify(text)}`, () => {
        assert.throws(() => stack({ [key]: text }), { code: "config", message: new RegExp(key) });
      });
    }
  }

  it("narrows a role as it does for @pulumi/aws", () => {
    const role = {
      roleArn: "r",
      policy: "{}",
      policyArns: ["p"],
      sourceIdentity: "me",
      tags: { team: "a" },
      transitiveTagKeys: ["team"],
    };
    assert.deepEqual(stack({ "aws:assumeRole": JSON.stringify(role) }).assumeRoles, [role]);
  });

  it("is a web identity's role as well", () => {
    const role = { roleArn: "r", webIdentityTokenFile: "/token", sessionName: "s" };
    const { webIdentity } = stack({ "aws:assumeRoleWithWebIdentity": JSON.stringify(role) });
    assert.deepEqual(webIdentity, { roleArn: "r", tokenFile: "/token", sessionName: "s" });
    assert.deepEqual(connectionFor(someInputs(), { webIdentity: { roleArn: "r" } }).webIdentity, {
      roleArn: "r",
    });
    assert.throws(
      () => stack({ "aws:assumeRoleWithWebIdentity": '{"roleArn":"r","webIdentityToken":"t"}' }),
      {
        code: "config",
        message: /aws:assumeRoleWithWebIdentity has a member webIdentityToken/,
      },
    );
  });

  it("is where calls go, and what they leave alone", () => {
    for (const [key, text] of [
      ["aws:endpoints", '"http://sc"'],
      ["aws:endpoints", '[{"servicecatalog":7}]'],
      ["aws:ignoreTags", '["k"]'],
      ["aws:ignoreTags", '{"key":["k"]}'],
      ["aws:defaultTags", '"a"'],
      ["aws:sharedConfigFiles", "[7]"],
    ] as const) {
      assert.throws(
        () => stack({ [key]: text }),
        { code: "config", message: new RegExp(key) },
        `${key} ${text}`,
      );
    }
  });

  it("never ends up in a message, for a role may hold an externalId", () => {
    assert.throws(
      () => stack({ "aws:assumeRole": '{"roleArn":"","externalId":"hush-hush"}' }),
      (error: Error) => {
        assert.doesNotMatch(error.message, /hush-hush/);
        return true;
      },
    );
  });
});

describe("the connection of a resource", () => {
  const config = { region: "config", profile: "config", assumeRoles: [{ roleArn: "config" }] };
  const provider = { region: "provider", profile: "provider", assumeRoles: [{ roleArn: "provider" }] };

  it("is that of the arguments first", () => {
    const inputs = someInputs({
      region: "argument",
      profile: "argument",
      assumeRole: { roleArn: "argument" },
      __connection: provider,
    });
    assert.deepEqual(connectionFor(inputs, config), {
      region: "argument",
      profile: "argument",
      assumeRoles: [{ roleArn: "argument" }],
    });
  });

  it("then that of the aws provider, then that of the stack", () => {
    assert.deepEqual(connectionFor(someInputs({ __connection: provider }), config), provider);
    assert.deepEqual(connectionFor(someInputs(), config), config);
    assert.deepEqual(connectionFor(someInputs(), {}), {}, "and else what the SDK finds");
  });

  it("has no tags in it: they would make a client of its own for each set of them", () => {
    const inputs = someInputs({ __connection: { defaultTags: { a: "b" }, hasAccessKey: true } });
    assert.deepEqual(connectionFor(inputs, {}), {});
  });

  it("goes to the region of the product's ARN, whatever is configured now", () => {
    const state = someState({ inputs: { region: "argument" } });
    assert.equal(connectionForExisting(state, config).region, "eu-west-1");
  });

  it("goes to the region that state names while the ARN is unknown", () => {
    const state = someState({
      inputs: { region: "argument" },
      observed: { arn: null, region: "eu-north-1" },
    });
    assert.equal(connectionForExisting(state, config).region, "eu-north-1");
  });

  it("a region is asked for by the argument and the aws provider, not by the stack", () => {
    assert.equal(explicitRegion(someInputs({ region: "a", __connection: { region: "b" } })), "a");
    assert.equal(explicitRegion(someInputs({ __connection: { region: "b" } })), "b");
    assert.equal(explicitRegion(someInputs()), undefined);
  });

  it("takes what an aws provider that is only being made does not know yet for not set", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const inputs = someInputs({
      __connection: { region: unknown, profile: unknown, assumeRoles: unknown as never },
    });
    assert.deepEqual(connectionFor(inputs, config), config);
  });
});

describe("how a product is to be terminated", () => {
  const OFF = { retainPhysicalResources: false, ignoreErrors: false, sources: [] };
  const RETAIN = "SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES";
  const IGNORE = "SERVICECATALOG_IGNORE_ERRORS";
  const flags = (env: NodeJS.ProcessEnv, state = someState(), config = {}) =>
    terminateFlags("pp-1", state, config, env);

  it("is plainly, unless somebody asked for more", () => assert.deepEqual(flags({}), OFF));

  it("is as the program says, with its source", () => {
    assert.deepEqual(flags({}, someState({ inputs: { ignoreErrors: true } })), {
      retainPhysicalResources: false,
      ignoreErrors: true,
      sources: ["ignoreErrors (from the program)"],
    });
  });

  it("is as the stack says where the program says nothing", () => {
    const config = { retainPhysicalResources: true, ignoreErrors: true };
    const found = flags({}, someState({ inputs: { ignoreErrors: false } }), config);
    assert.deepEqual(found, {
      retainPhysicalResources: true,
      ignoreErrors: false,
      sources: ["retainPhysicalResources (from stack config)"],
    });
  });

  for (const [what, value] of [
    ["id", "pp-0, pp-1"],
    ["name", " web "],
    ["URN", someInputs().__urn],
    ["the star", "*"],
  ] as const) {
    it(`is as the environment says of its ${what}, which beats the program`, () => {
      const state = someState({ inputs: { retainPhysicalResources: false } });
      assert.deepEqual(flags({ [RETAIN]: value }, state), {
        retainPhysicalResources: true,
        ignoreErrors: false,
        sources: [`retainPhysicalResources (from ${RETAIN})`],
      });
    });
  }

  it("is not what the environment says of others", () => {
    assert.deepEqual(flags({ [RETAIN]: "pp-2,webs,", [IGNORE]: "" }), OFF);
  });

  for (const value of ["true", "TRUE", "1", "yes", "on", " true "]) {
    it(`is an error when ${IGNORE}=${JSON.stringify(value)}`, () => {
      assert.throws(() => flags({ [IGNORE]: value }), {
        code: "environment",
        message: /Nothing was terminated/,
      });
    });
  }
});

describe("how many operations run at once", () => {
  it("is a number from 1", () => {
    assert.deepEqual(
      stack({ "servicecatalog:accountOperations": "10", "servicecatalog:maxConcurrentOperations": "1" }),
      { accountOperations: 10, maxConcurrentOperations: 1 },
    );
    for (const value of ["0", "-1", "1.5", "many", "", "1e3"])
      assert.throws(() => stack({ "servicecatalog:maxConcurrentOperations": value }), {
        code: "config",
        message: /pulumi config set servicecatalog:maxConcurrentOperations 5/,
      });
  });
});
