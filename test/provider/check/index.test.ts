import assert from "node:assert/strict";
import { SeenProducts } from "../../../provider/product/managedProducts";
import type { Inputs } from "../../../provider/state/inputs";
import type { StackConfig } from "../../../provider/config/stackConfig";
import { problem } from "../../../provider/base/errors";
import { newSkipped } from "../../../provider/check/shared/skipped";
import { UNKNOWN, type Properties } from "../../../provider/state/values";
import { awsError, IDENTITY, testRun } from "../support";
import { bucketV1, catalogAnswers } from "./catalogAnswers";
import { checkOf } from "./support";

const right: Properties = {
  name: "web",
  productName: "Bucket",
  provisioningArtifactName: "v1",
  provisioningParameters: { InstanceType: "t3.small", Purpose: "backup" },
  tags: { CostCenter: "1000" },
};
const wrong: Properties = { ...right, provisioningParameters: { InstanceType: "t9", Purpose: "backup" } };
/** As right, without a version. */
const unsaid: Properties = { ...right, provisioningArtifactName: undefined };
const notFound = awsError("ResourceNotFoundException", "not there", { $fault: "client" });
const denied = awsError("AccessDeniedException", "not allowed", { $fault: "client" });

describe("check", () => {
  it("looks each thing up once for a thousand products of one version", async () => {
    const context = testRun(catalogAnswers);
    for (let i = 0; i < 1000; i++) {
      const { failures } = await checkOf({ ...right, name: `web-${i}` }, context, { dryRun: false });
      assert.deepEqual(failures, []);
    }
    assert.deepEqual(
      context.aws.calls.map(({ operation }) => operation),
      ["describeProduct", "describeProvisioningParameters"],
    );
    context.clock.advance(5 * 60_000);
    await checkOf(right, context, { dryRun: false });
    assert.equal(context.aws.calls.length, 4, "refreshed after five minutes");
  });

  it("does not ask a thousand times for what it may not read, and says so once", async () => {
    const context = testRun({
      ...catalogAnswers,
      describeProduct: denied,
      describeProvisioningParameters: denied,
    });
    const skipped = newSkipped();
    for (let i = 0; i < 1000; i++)
      await checkOf({ ...right, name: `web-${i}` }, context, { dryRun: false, skipped });
    assert.equal(context.aws.calls.length, 2);
    assert.equal(context.row.length, 1);
  });

  it("keeps no answer that something is not there", async () => {
    let there = false;
    const context = testRun({
      ...catalogAnswers,
      describeProduct: () => (there ? catalogAnswers.describeProduct : notFound),
    });
    assert.equal((await checkOf(right, context)).failures.length, 1);
    there = true;
    const answer = catalogAnswers.describeProduct as (input: Properties) => unknown;
    const later = testRun({ ...catalogAnswers, describeProduct: answer });
    assert.deepEqual(
      (await checkOf(right, { ...later, aws: { ...later.aws, connection: context.aws.connection } }))
        .failures,
      [],
    );
  });

  describe("of something unknown", () => {
    it("skips it alone", async () => {
      const { failures } = await checkOf(
        {
          ...wrong,
          name: UNKNOWN,
          tags: { CostCenter: UNKNOWN, "aws:x": "1" },
          notificationArns: [UNKNOWN, "x"],
        },
        testRun(catalogAnswers),
      );
      assert.deepEqual(
        failures.map((text) => text.split(": ")[0]),
        ["notificationArns[1]", "tags.aws:x", "provisioningParameters.InstanceType"],
      );
    });

    for (const [what, news] of Object.entries({
      product: { productName: UNKNOWN },
      version: { provisioningArtifactName: UNKNOWN },
      parameters: {
        provisioningParameters: UNKNOWN,
        tags: UNKNOWN,
        stackSetProvisioningPreferences: UNKNOWN,
      },
      "place to look": { region: UNKNOWN },
    }))
      it(`finds nothing wrong without knowing the ${what}`, async () =>
        assert.deepEqual((await checkOf({ ...right, ...news }, testRun(catalogAnswers))).failures, []));

    it("still checks the parameters without knowing the path, but no rule of a path", async () => {
      const { failures } = await checkOf(
        { ...right, pathName: UNKNOWN, provisioningParameters: { InstanceType: "t3.large", Purpose: "X" } },
        testRun(catalogAnswers),
      );
      assert.deepEqual(failures, [
        `provisioningParameters.Purpose: "X" is shorter than 3 characters`,
        `provisioningParameters.Purpose: "X" does not match [a-z]+`,
      ]);
    });
  });

  it("asks nobody while it is not known where to look, and takes no name there", async () => {
    for (const place of [{ region: UNKNOWN }, { profile: UNKNOWN }, { assumeRole: { roleArn: UNKNOWN } }]) {
      const context = testRun(catalogAnswers);
      const names = { claim: () => assert.fail("a name was taken") };
      assert.deepEqual((await checkOf({ ...wrong, ...place }, context, { names })).failures, []);
      assert.equal(context.aws.calls.length, 0);
    }
  });

  it("asks nobody with validation off, and wants a version of all but an import", async () => {
    const fails = async (news: Properties): Promise<string[]> => {
      const context = testRun(catalogAnswers);
      const { failures } = await checkOf(news, context, { config: { validation: "off" } });
      assert.equal(context.aws.calls.length, 0);
      return failures;
    };
    assert.deepEqual(await fails(wrong), []);
    assert.deepEqual(await fails({ ...unsaid, __import: "pp-1" }), []);
    assert.match((await fails(unsaid)).join(), /^provisioningArtifactName: is required: /);
  });

  describe("the tags of the stack's config", () => {
    const defaultTags = { team: "config" };
    const ignoreTags = { keys: ["cost"] };
    const connectionOf = async (news: Properties, config: StackConfig) => {
      const { inputs } = await checkOf({ ...right, ...news }, testRun(catalogAnswers), { config });
      return inputs.__connection;
    };

    it("stand where those of an aws provider would, each by itself", async () => {
      assert.deepEqual(await connectionOf({}, { defaultTags }), { defaultTags });
      assert.deepEqual(await connectionOf({}, { ignoreTags }), { ignoreTags });
      assert.deepEqual(await connectionOf({ __connection: { profile: "p" } }, { defaultTags, ignoreTags }), {
        profile: "p",
        defaultTags,
        ignoreTags,
      });
      assert.equal(await connectionOf({}, {}), undefined);
    });

    it("give way to those of an aws provider", async () => {
      const own = { defaultTags: { team: "provider" }, ignoreTags: { keys: ["own"] } };
      assert.deepEqual(await connectionOf({ __connection: own }, { defaultTags, ignoreTags }), own);
    });
  });

  describe("of a product that exists", () => {
    const olds = { ...right, __schema: 1 } as Partial<Inputs>;

    it("does not fail for what the catalog says meanwhile while nothing is asked of AWS", async () => {
      for (const news of [
        wrong,
        { ...right, provisioningArtifactName: "v0" },
        { ...right, pathName: "gone" },
      ]) {
        const { failures } = await checkOf({ ...news, ignoreErrors: true }, testRun(catalogAnswers), {
          olds: news,
        });
        assert.deepEqual(failures, []);
      }
    });

    it("fails for it in every change", async () => {
      const { failures } = await checkOf(
        { ...wrong, tags: { CostCenter: "2500" } },
        testRun(catalogAnswers),
        {
          olds: wrong,
        },
      );
      assert.equal(failures.length, 1);
    });

    it("keeps a deprecated version, and moves to one", async () => {
      const old = { ...right, provisioningArtifactName: "v0" };
      for (const [news, before] of [
        [{ ...old, tags: { CostCenter: "2500" } }, old],
        [old, olds],
      ] as [Properties, Partial<Inputs>][])
        assert.deepEqual((await checkOf(news, testRun(catalogAnswers), { olds: before })).failures, []);
    });

    it("keeps its version where the program names none, in any notation of the product", async () => {
      const before = { ...right, provisioningArtifactName: undefined, provisioningArtifactId: "pa-1" };
      for (const product of [{ productName: "Bucket" }, { productId: "prod-bucket" }]) {
        const { inputs, failures } = await checkOf(
          { ...unsaid, productName: undefined, ...product },
          testRun(catalogAnswers),
          {
            olds: before as unknown as Partial<Inputs>,
          },
        );
        assert.deepEqual([inputs.provisioningArtifactId, failures], ["pa-1", []]);
      }
    });

    it("keeps secret what was, while the declarations cannot be read", async () => {
      const given = { ...right, provisioningParameters: { Password: "long-enough", Purpose: "backup" } };
      const context = testRun({ ...catalogAnswers, describeProvisioningParameters: denied });
      const { inputs } = await checkOf(given, context, {
        olds: { ...given, __secrets: ["provisioningParameters.Password", "tags.x"] },
      });
      assert.deepEqual(inputs.__secrets, ["provisioningParameters.Password"]);
    });

    it("says that AWS removes a tag only together with another change", async () => {
      const allowed = {
        ...bucketV1,
        UsageInstructions: [{ Type: "tagUpdateOnProvisionedProduct", Value: "ALLOWED" }],
      };
      const context = testRun({ ...catalogAnswers, describeProvisioningParameters: allowed });
      await checkOf(right, context, { olds: { ...olds, tags: { CostCenter: "1000", team: "a" } } });
      assert.match(context.row.join(), /tags: AWS removes a tag only together with a change of another one/);
    });
  });

  describe("in up", () => {
    it("leaves to create what is not there yet", async () => {
      const context = testRun({ ...catalogAnswers, describeProvisioningParameters: notFound });
      for (const news of [
        { productName: "New" },
        { provisioningArtifactName: "v9" },
        { pathName: "new" },
        {},
      ])
        assert.deepEqual((await checkOf({ ...right, ...news }, context, { dryRun: false })).failures, []);
      assert.deepEqual(context.row, []);
    });

    it("waits for a product whose version has to be chosen", async () => {
      let asked = 0;
      const answer = {
        ProductViewSummary: { Name: "New" },
        ProvisioningArtifacts: [{ Id: "pa-n", Name: "v1" }],
        LaunchPaths: [{ Id: "lpv3-a" }],
      };
      const context = testRun({
        ...catalogAnswers,
        describeProduct: () => (++asked < 4 ? notFound : answer),
      });
      const { inputs, failures } = await checkOf({ ...unsaid, productName: "New" }, context, {
        dryRun: false,
      });
      assert.deepEqual(
        [inputs.provisioningArtifactId, failures, context.clock.pauses],
        ["pa-n", [], [3000, 3000, 3000]],
      );
    });

    it("gives up waiting before long", async () => {
      const context = testRun({ ...catalogAnswers, describeProduct: notFound });
      const { failures } = await checkOf(unsaid, context, { dryRun: false });
      assert.match(failures.join(), /^productName: there is no product "Bucket"/);
      assert.ok(context.clock.now() - context.clock.begun < 60_000);
    });

    it("does not ask for the name: create does", async () => {
      const context = testRun(catalogAnswers);
      assert.deepEqual((await checkOf({ ...right, name: "taken" }, context, { dryRun: false })).failures, []);
      assert.equal(context.aws.named("describeProvisionedProduct").length, 0);
    });
  });

  it("says of a product that an earlier run began that it is taken up, or that up will refuse", async () => {
    const context = (creator: string) =>
      testRun({
        ...catalogAnswers,
        describeProvisionedProduct: {
          ProvisionedProductDetail: {
            Id: "pp-1",
            Status: "AVAILABLE",
            IdempotencyToken: `sc-${IDENTITY}-0123`,
            LastRecordId: "rec-1",
            CreatedTime: new Date(1_700_000_000_000 - 3_600_000),
          },
        },
        searchProvisionedProducts: { ProvisionedProducts: [{ UserArnSession: creator }] },
      });
    const ours = context("arn:aws:iam::123456789012:user/somebody");
    assert.deepEqual((await checkOf(right, ours)).failures, []);
    assert.match(ours.row.join(), /note: .*pp-1 \(AVAILABLE, created 1 h ago\).*pulumi up takes it up/);
    const theirs = context("arn:aws:iam::123456789012:user/somebody-else");
    assert.deepEqual(
      (await checkOf(right, theirs)).failures,
      [],
      "it may be a replacement of what was tainted",
    );
    assert.match(theirs.row.join(), /pulumi up will refuse to: .* import: "pp-1"/);
    const replaced = context("arn:aws:iam::123456789012:user/somebody-else");
    const inState = new SeenProducts();
    inState.noteResource("urn:test");
    assert.deepEqual((await checkOf(right, replaced, { inState })).failures, []);
    assert.deepEqual(replaced.row, []);
  });

  it("takes a name for free that is being replaced", async () => {
    const inState = new SeenProducts();
    inState.noteProduct("pp-stranger");
    assert.deepEqual(
      (await checkOf({ ...right, name: "taken" }, testRun(catalogAnswers), { inState })).failures,
      [],
    );
  });

  it("does not hold the program against a product that is only taken into state", async () => {
    const context = testRun(catalogAnswers);
    const { failures } = await checkOf({ ...wrong, name: "taken", __import: "pp-stranger" }, context);
    assert.deepEqual(failures, []);
  });

  it("does not take for a mistake what may stand in another place, while the aws provider is not known whole", async () => {
    const context = testRun(catalogAnswers);
    const { failures } = await checkOf(
      { ...right, productName: "New", __connection: { profile: UNKNOWN } },
      context,
    );
    assert.deepEqual(failures, []);
  });

  it("drops the mark of a preview", async () => {
    const { inputs } = await checkOf(right, testRun(catalogAnswers));
    assert.ok(!("__dryRun" in inputs));
  });

  it("merges default tags first and leaves out ignored ones", async () => {
    const connection = {
      defaultTags: { CostCenter: "1000", "aws:ours": "x" },
      ignoreTags: { keyPrefixes: ["aws:"] },
    };
    const { failures } = await checkOf(
      { ...right, tags: {}, __connection: connection },
      testRun(catalogAnswers),
    );
    assert.deepEqual(failures, []);
  });

  it("stops where the credentials belong to an account that is not allowed", async () => {
    const context = testRun(catalogAnswers);
    const aws = {
      ...context.aws,
      serviceCatalog: () => Promise.reject(problem("account", "another account")),
    };
    await assert.rejects(checkOf(right, { ...context, aws }), /another account/);
  });

  it("is patient with throttling, and then goes on without", async () => {
    const context = testRun({
      ...catalogAnswers,
      describeProduct: awsError("ThrottlingException", "Rate exceeded", { $fault: "client" }),
    });
    const hurried = { ...context, deadline: context.clock.now() + 60_000 };
    assert.deepEqual((await checkOf(right, hurried)).failures, []);
    assert.match(
      context.row.filter((text) => text.startsWith("warn")).join(),
      /productName: .*ThrottlingException: Rate exceeded/,
    );
    assert.ok(context.clock.now() - context.clock.begun <= 60_000);
  });
});
