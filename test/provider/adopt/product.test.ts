import assert from "node:assert/strict";
import type { Found, LeftOut } from "../../../provider/adopt/product";
import { describeFound } from "../../../provider/adopt/product";
import { awsError, testRun, type Answers } from "../support";

const PREVIOUS = { usePreviousValue: true };
const STACK = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-123456789012-pp-1/u";

/** Catalog's answers are remembered, so each product is one of its own. */
let products = 0;

function found(answers: Answers): Promise<Found | LeftOut> {
  const ProductId = `prod-adopt-${++products}`;
  const context = testRun({
    describeProvisionedProduct: {
      ProvisionedProductDetail: {
        Id: "pp-1",
        Name: "web",
        Type: "CFN_STACK",
        Status: "AVAILABLE",
        Arn: "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-1",
        LastRecordId: "rec-1",
        LastProvisioningRecordId: "rec-1",
        LastSuccessfulProvisioningRecordId: "rec-1",
        ProductId,
        ProvisioningArtifactId: "pa-1",
      },
    },
    describeRecord: {
      RecordDetail: {
        RecordId: "rec-1",
        ProductId,
        ProvisioningArtifactId: "pa-1",
        RecordType: "PROVISION_PRODUCT",
        Status: "SUCCEEDED",
      },
      RecordOutputs: [
        { OutputKey: "CloudformationStackARN", OutputValue: STACK },
        { OutputKey: "Login", OutputValue: "user:hunter2@host" },
      ],
    },
    describeProduct: awsError("ResourceNotFoundException"),
    ...answers,
  });
  return describeFound(context, { Id: "pp-1", Name: "web", Status: "AVAILABLE" });
}

const declared = {
  describeProvisioningParameters: {
    ProvisioningArtifactParameters: [
      { ParameterKey: "Size", DefaultValue: "small" },
      { ParameterKey: "Password", DefaultValue: "****", IsNoEcho: true },
    ],
  },
};
const stack = (parameters: Record<string, string>) => ({
  describeStacks: {
    Stacks: [
      {
        Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
      },
    ],
  },
});
const denied = (operation: string) => ({ [operation]: awsError("AccessDeniedException") });
const shown = async (answers: Answers) => {
  const one = await found(answers);
  assert.ok("args" in one, JSON.stringify(one));
  return [one.args.provisioningParameters, one.noEcho];
};

describe("a product that is adopted", () => {
  it("keeps what the version declares as NoEcho", async () => {
    const answers = { ...declared, ...stack({ Size: "small", Password: "****" }) };
    assert.deepEqual(await shown(answers), [{ Password: PREVIOUS }, ["Password"]]);
  });

  for (const name of ["ResourceNotFoundException", "AccessDeniedException"]) {
    it(`keeps what its stack hides when the version cannot be read (${name})`, async () => {
      const answers = {
        describeProvisioningParameters: awsError(name),
        ...stack({ Size: "large", Password: "****", Other: "*****" }),
      };
      const expected = { Size: "large", Password: PREVIOUS, Other: PREVIOUS };
      assert.deepEqual(await shown(answers), [expected, ["Password", "Other"]]);
    });
  }

  it("keeps all that the version declares when its stack cannot be read", async () => {
    const expected = { Size: PREVIOUS, Password: PREVIOUS };
    assert.deepEqual(await shown({ ...declared, ...denied("describeStacks") }), [expected, ["Password"]]);
  });

  it("is left out when neither can be read", async () => {
    const one = await found({ ...denied("describeProvisioningParameters"), ...denied("describeStacks") });
    assert.match("why" in one ? one.why : "", /an update could lose any of them/);
  });

  it("has any key as a key", async () => {
    const answers = {
      ...denied("describeProvisioningParameters"),
      ...stack({ ["__proto__"]: "x", constructor: "y" }),
    };
    const [values] = await shown(answers);
    assert.deepEqual(Object.entries(values ?? {}), [
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
  });
});
