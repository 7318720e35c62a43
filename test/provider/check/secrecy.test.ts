import assert from "node:assert/strict";
import { markSecrets } from "../../../provider/check/secrecy";
import type { Inputs } from "../../../provider/state/inputs";
import { someInputs } from "../support";

const marked = (news: Partial<Inputs>, olds?: Partial<Inputs>): string[] => {
  const inputs = someInputs(news);
  markSecrets(inputs, olds);
  return inputs.__secrets ?? [];
};

describe("what was secret", () => {
  const olds = someInputs({
    provisioningParameters: { Key: "s3cret", Other: "plain" },
    tags: { token: "t", "a.b": "dots" },
    __secrets: ["provisioningParameters.Key", "tags"],
  });

  it("stays so while the value is in use, whole or member by member", () => {
    const { provisioningParameters = {}, tags = {} } = olds;
    assert.deepEqual(marked({ provisioningParameters, tags }, olds), ["provisioningParameters.Key", "tags"]);
    assert.deepEqual(marked({ tags: { token: "t", "a.b": "dots", more: "x" } }, olds), [
      "tags.a.b",
      "tags.token",
    ]);
  });

  it("is not so any more when it is another value, or gone", () => {
    assert.deepEqual(marked({ provisioningParameters: { Key: "open" }, tags: { token: "u" } }, olds), []);
    assert.deepEqual(marked({}, olds), []);
    assert.deepEqual(marked({}, { __secrets: ["tags.gone"] }), [], "of neither");
    assert.deepEqual(marked({ provisioningParameters: { Other: "s3cret" } }, olds), [], "by its place");
  });

  it("stands beside what the program marks, each path once", () => {
    const news = { ...olds, __secrets: ["profile", "tags"], profile: "p" };
    assert.deepEqual(marked(news, olds), ["profile", "provisioningParameters.Key", "tags"]);
  });
});

describe("what is made to be secret", () => {
  it("is the external id of a role, wherever the role is given", () => {
    const role = { roleArn: "r", externalId: "e" };
    assert.deepEqual(marked({ assumeRole: role }), ["assumeRole.externalId"]);
    assert.deepEqual(marked({ __connection: { assumeRoles: [{ roleArn: "q" }, role] } }), [
      "__connection.assumeRoles.1.externalId",
    ]);
    assert.deepEqual(marked({ assumeRole: { roleArn: "r" } }), []);
    assert.deepEqual(marked({ assumeRole: { roleArn: "r", externalId: "" } }), []);
  });

  it("is the address of an endpoint that holds credentials", () => {
    const endpoints = {
      sts: "https://me:pw@proxy/sts",
      servicecatalog: "https://sc/a@b",
      cloudformation: "https://cf/a//b@c",
    };
    assert.deepEqual(marked({ __connection: { endpoints } }), ["__connection.endpoints.sts"]);
  });

  it("has no list where there is nothing", () => {
    const inputs = someInputs();
    markSecrets(inputs, undefined);
    assert.deepEqual(inputs, someInputs());
  });

  it("is nothing of what is not known yet", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    assert.deepEqual(
      marked({
        assumeRole: { roleArn: "r", externalId: unknown },
        __connection: { assumeRoles: unknown as never, endpoints: unknown as never },
      }),
      [],
    );
  });
});
