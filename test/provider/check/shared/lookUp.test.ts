import assert from "node:assert/strict";
import { problem } from "../../../../provider/base/errors";
import { lookUpInCatalog } from "../../../../provider/check/shared/lookUp";
import { awsError } from "../../support";
import { oneCheck } from "../support";

const client = { $fault: "client" };
const fails = (error: Error) => () => Promise.reject(error);

describe("a look into the catalog", () => {
  it("answers what AWS says", async () => {
    const { checking, said } = oneCheck();
    assert.deepEqual(await lookUpInCatalog(checking, "name", "name", () => Promise.resolve(7)), {
      answer: 7,
    });
    assert.deepEqual(said, []);
  });

  for (const name of ["ResourceNotFoundException", "InvalidParametersException", "ValidationException"])
    it(`hands on ${name}, which says something of the product, each time`, async () => {
      const { checking, said } = oneCheck();
      const refusal = awsError(name, "x", client);
      for (let time = 0; time < 2; time++)
        assert.deepEqual(await lookUpInCatalog(checking, "name", "name", fails(refusal)), { refusal });
      assert.deepEqual(said, []);
    });

  it("that is denied is not made again of this kind, whatever the path", async () => {
    const { checking, said } = oneCheck();
    const denied = awsError("AccessDeniedException", "no", client);
    assert.deepEqual(await lookUpInCatalog(checking, "name", "name", fails(denied)), {});
    const again = lookUpInCatalog(checking, "other", "name", () => assert.fail("it was asked again"));
    assert.deepEqual(await again, {});
    assert.deepEqual(await lookUpInCatalog(checking, "name", "product", () => Promise.resolve(7)), {
      answer: 7,
    });
    assert.deepEqual(said, ["skip name: AccessDeniedException: no", "skip other: AccessDeniedException: no"]);
  });

  for (const error of [
    awsError("CredentialsProviderError", "none"),
    awsError("ExpiredTokenException", "old", client),
    awsError("UnrecognizedClientException", "who", client),
    awsError("InvalidSignatureException", "what", client),
  ])
    it(`that ends with ${error.name} is made no more at all on this connection`, async () => {
      const { checking, said } = oneCheck();
      assert.deepEqual(await lookUpInCatalog(checking, "name", "name", fails(error)), {});
      const other = lookUpInCatalog(checking, "tags", "product", () => assert.fail("it was asked again"));
      assert.deepEqual(await other, {});
      assert.deepEqual(said, [
        `skip name: ${error.name}: ${error.message}`,
        `skip tags: ${error.name}: ${error.message}`,
      ]);
      const elsewhere = oneCheck().checking;
      assert.deepEqual(await lookUpInCatalog(elsewhere, "name", "name", () => Promise.resolve(7)), {
        answer: 7,
      });
    });

  it("that takes too long is skipped; any other problem of ours ends the check", async () => {
    const { checking, said } = oneCheck();
    assert.deepEqual(await lookUpInCatalog(checking, "name", "name", fails(problem("timeout", "late"))), {});
    assert.deepEqual(said, ["skip name: late"]);
    const { checking: another } = oneCheck();
    const account = problem("account", "another account");
    await assert.rejects(
      lookUpInCatalog(another, "name", "name", fails(account)),
      (error) => error === account,
    );
  });
});
