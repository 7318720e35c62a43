import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ProvisionedProductArgs } from "../../../provider";
import { ProvisionedProduct } from "../../../provider";
import { ARGUMENTS, HIDDEN } from "../../../provider/state/inputs";
import { intercept } from "../../../provider/program/options";

interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  id?: string;
}

const registered: Registered[] = [];
/** What the engine would answer with besides the inputs. */
let outputs: Record<string, unknown> = {};
let isPreview = false;

async function mocks(organization: string | undefined = "acme"): Promise<void> {
  registered.length = 0;
  outputs = {};
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown>, ...(id && { id }) });
        return { id: id || "pp-1", state: { ...(inputs as object), ...outputs } };
      },
      call: () => ({}),
    },
    "shop",
    "prod",
    isPreview,
    organization,
  );
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const marked = (value: unknown) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });

/** The inputs that the class registers, once all of them are known. */
async function inputsOf(
  args: ProvisionedProductArgs,
  options?: pulumi.CustomResourceOptions,
  name = "web",
): Promise<Record<string, unknown>> {
  const product = new ProvisionedProduct(name, args, options);
  await known(product.urn);
  const found = registered.find((resource) => resource.name === name);
  assert.ok(found);
  return found.inputs;
}

const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    output.apply(resolve);
    (output as unknown as { promise(): Promise<T> }).promise().catch(reject);
  });

class AwsProvider extends pulumi.ProviderResource {
  readonly region: pulumi.Output<string>;
  constructor(
    name: string,
    props: pulumi.Inputs,
    readonly given = props,
  ) {
    super("aws", name, props);
    this.region = pulumi.output(props.region as string);
    Object.assign(
      this,
      Object.fromEntries(Object.entries(props).map(([key, value]) => [key, pulumi.output(value)])),
    );
  }
}

describe("the class", () => {
  beforeEach(async () => {
    isPreview = false;
    await mocks();
  });

  describe("hands over what is a permanent contract:", () => {
    it("the type token", async () => {
      await inputsOf({ productId: "prod-1" });
      assert.equal(registered[0]?.type, "pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct");
    });

    it("the provider's text, byte by byte", async () => {
      const { __provider } = await inputsOf({ productId: "prod-1" });
      assert.equal(
        __provider,
        'exports.handler=()=>require(require.resolve("pulumi-servicecatalog/handler",{paths:[".",require.main.path]})).handler',
      );
    });

    it("the identity, the derived name and the URN", async () => {
      const inputs = await inputsOf({ productId: "prod-1" });
      assert.equal(
        inputs.__urn,
        "urn:pulumi:prod::shop::pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct::web",
      );
      assert.equal(inputs.__identity, "1c821da7515cf324afb66b47f81d9634");
      assert.equal(inputs.__derivedName, "web-1c821da7");
      assert.equal(inputs.__schema, 1);
    });

    it("the URN below its parent", async () => {
      const parent = new pulumi.ComponentResource("acme:web:Shop", "shop");
      const inputs = await inputsOf({ productId: "prod-1" }, { parent });
      assert.equal(
        inputs.__urn,
        "urn:pulumi:prod::shop::acme:web:Shop$pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct::web",
      );
    });

    it("hidden inputs of these names only", async () => {
      const inputs = await inputsOf(
        { productId: "prod-1", tags: { a: pulumi.secret("b") } },
        {
          import: "pp-9",
          customTimeouts: { create: "1h" },
          provider: new AwsProvider("aws", { region: "eu-west-1" }),
        },
      );
      const hidden = Object.keys(inputs).filter((key) => key.startsWith("__"));
      assert.deepEqual(hidden.sort(), [...HIDDEN].sort());
    });
  });

  describe("throws at once, with the path, when both are given of", () => {
    for (const [id, name] of [
      ["productId", "productName"],
      ["provisioningArtifactId", "provisioningArtifactName"],
      ["pathId", "pathName"],
    ] as const) {
      it(`${id} and ${name}`, () => {
        assert.throws(
          () => new ProvisionedProduct("web", { [id]: "a", [name]: "b" }),
          new RegExp(`^Error: web: ${id} and ${name} cannot be given together`),
        );
        assert.deepEqual(registered, []);
      });
    }
  });

  describe("takes parameters", () => {
    it("as a record, each by itself secret or not", async () => {
      const inputs = await inputsOf({
        productId: "prod-1",
        provisioningParameters: { Open: "o", Password: pulumi.secret("pw"), Count: 3, List: ["a", 1] },
      });
      // Mocks mark the whole of it; what the engine gets is key by key.
      assert.deepEqual(
        inputs.provisioningParameters,
        marked({ Open: "o", Password: "pw", Count: 3, List: ["a", 1] }),
      );
      assert.deepEqual(inputs.__secrets, ["provisioningParameters.Password"]);
    });

    it("as the array of @pulumi/aws, key by key", async () => {
      const inputs = await inputsOf({
        productId: "prod-1",
        provisioningParameters: [
          { key: "Open", value: "o" },
          { key: "Password", value: pulumi.secret("pw") },
          { key: "Kept", usePreviousValue: true, value: "ignored" },
          { key: "NotKept", usePreviousValue: pulumi.output(false), value: "v" },
          { key: "Empty" },
        ],
      });
      const kept = { usePreviousValue: true };
      assert.deepEqual(
        inputs.provisioningParameters,
        marked({ Open: "o", Password: "pw", Kept: kept, NotKept: "v", Empty: "" }),
      );
      assert.deepEqual(inputs.__secrets, ["provisioningParameters.Password"]);
    });

    it("as an array whose keys are outputs", async () => {
      const inputs = await inputsOf({
        productId: "prod-1",
        provisioningParameters: [
          { key: pulumi.output("A"), value: "1" },
          { key: "B", usePreviousValue: true },
        ],
      });
      assert.deepEqual(inputs.provisioningParameters, { A: "1", B: { usePreviousValue: true } });
    });

    it("as an array that is an output", async () => {
      const inputs = await inputsOf({
        productId: "prod-1",
        provisioningParameters: pulumi.output([
          { key: "A", value: "1" },
          { key: "B", value: "2", usePreviousValue: true },
          { key: "C", value: undefined },
        ]),
      });
      assert.deepEqual(inputs.provisioningParameters, { A: "1", B: { usePreviousValue: true }, C: "" });
    });

    it("as an array that is a promise, or holds outputs", async () => {
      const arrays: ProvisionedProductArgs["provisioningParameters"][] = [
        Promise.resolve([{ key: "A", value: "1" }]),
        [pulumi.output({ key: "A", value: "1" })],
        [{ key: "A", value: pulumi.output<string | undefined>("1") }],
      ];
      for (const [index, provisioningParameters] of arrays.entries()) {
        const args = { productId: "prod-1", provisioningParameters };
        const inputs = await inputsOf(args, {}, `web-${index}`);
        assert.deepEqual(inputs.provisioningParameters, { A: "1" });
      }
    });

    it("as an array from secret configuration, which is secret as a whole", async () => {
      pulumi.runtime.setAllConfig({ "shop:parameters": '[{"key":"Password","value":"pw"}]' });
      const inputs = await inputsOf({
        productId: "prod-1",
        provisioningParameters: new pulumi.Config("shop").requireSecretObject("parameters"),
      });
      assert.deepEqual(inputs.provisioningParameters, marked({ Password: "pw" }));
      assert.deepEqual(inputs.__secrets, ["provisioningParameters"]);
    });

    it("as an array that is faulty: at once where it is known, otherwise for the preview to say", async () => {
      const faulty = [
        { key: "A", value: "1" },
        { key: "A", value: "2" },
      ];
      assert.throws(
        () => new ProvisionedProduct("web", { productId: "prod-1", provisioningParameters: faulty }),
        /^Error: web: provisioningParameters: A is given twice\.$/,
      );
      const inputs = await inputsOf({ productId: "prod-1", provisioningParameters: pulumi.output(faulty) });
      assert.deepEqual(inputs.provisioningParameters, faulty);
    });

    it("that are undefined as left out, and lists of outputs", async () => {
      const inputs = await inputsOf({
        productId: pulumi.output<string | undefined>("prod-1"),
        provisioningParameters: {
          Ids: ["a", "b"].map((id) => pulumi.output(id)),
          Nothing: undefined,
          NothingLater: pulumi.output<string | undefined>(undefined),
        },
      });
      assert.deepEqual(inputs.provisioningParameters, { Ids: ["a", "b"] });
    });

    it("as a whole that is secret", async () => {
      const inputs = await inputsOf({
        productId: "prod-1",
        provisioningParameters: pulumi.secret({ A: "1" }),
      });
      assert.deepEqual(inputs.provisioningParameters, marked({ A: "1" }));
      assert.deepEqual(inputs.__secrets, ["provisioningParameters"]);
    });

    it("with the value that the product has", async () => {
      const inputs = await inputsOf({
        productId: "prod-1",
        provisioningParameters: { A: ProvisionedProduct.previousValue },
      });
      assert.deepEqual(inputs.provisioningParameters, { A: { usePreviousValue: true } });
    });
  });

  it("names no secrets when there are none", async () => {
    assert.ok(!("__secrets" in (await inputsOf({ productId: "prod-1", tags: { a: "b" } }))));
  });

  it("names secret tags one by one, others whole", async () => {
    const { __secrets } = await inputsOf({
      productId: pulumi.secret("prod-1"),
      tags: { a: pulumi.secret("1"), b: "2" },
      notificationArns: [pulumi.secret("arn")],
    });
    assert.deepEqual(__secrets, ["notificationArns", "productId", "tags.a"]);
  });

  describe("turns into hidden inputs", () => {
    it("customTimeouts and import", async () => {
      const inputs = await inputsOf(
        { productId: "prod-1" },
        { import: "pp-9", customTimeouts: { create: "2h", delete: "5m" } },
      );
      assert.deepEqual(inputs.__timeouts, { create: "2h", delete: "5m" });
      assert.equal(inputs.__import, "pp-9");
      assert.equal(registered[0]?.id, undefined, "the engine does not see the import");
    });

    const settings = {
      region: "eu-west-1",
      profile: "prod",
      assumeRoles: JSON.stringify([{ roleArn: "r", sessionName: "s", externalId: "e", duration: "1h" }]),
      assumeRoleWithWebIdentity: JSON.stringify({ roleArn: "w", webIdentityTokenFile: "/t" }),
      endpoints: JSON.stringify([{ servicecatalog: "http://sc", s3: "http://s3" }]),
      defaultTags: JSON.stringify({ tags: { team: "a" } }),
      ignoreTags: JSON.stringify({ keys: ["k"] }),
      allowedAccountIds: JSON.stringify(["111111111111"]),
      skipMetadataApiCheck: "true",
    };
    const expected = {
      region: "eu-west-1",
      profile: "prod",
      assumeRoles: [{ roleArn: "r", sessionName: "s", externalId: "e", duration: "1h" }],
      webIdentity: { roleArn: "w", tokenFile: "/t" },
      endpoints: { servicecatalog: "http://sc" },
      defaultTags: { team: "a" },
      ignoreTags: { keys: ["k"] },
      allowedAccountIds: ["111111111111"],
    };

    it("the settings of an aws provider", async () => {
      const { __connection } = await inputsOf(
        { productId: "prod-1" },
        { provider: new AwsProvider("aws", settings) },
      );
      assert.deepEqual(__connection, expected);
    });

    it("those of the aws provider among its parent's", async () => {
      const parent = new pulumi.ComponentResource(
        "acme:web:Shop",
        "shop",
        {},
        {
          providers: [new AwsProvider("aws", settings)],
        },
      );
      const { __connection } = await inputsOf({ productId: "prod-1" }, { parent });
      assert.deepEqual(__connection, expected);
    });

    it("of what an aws provider says and nobody understands what that is, for check to refuse", async () => {
      for (const [name, text, fault] of [
        ["allowedAccountIds", "prod", /allowedAccountIds is no list of account numbers/],
        ["forbiddenAccountIds", JSON.stringify(["12345"]), /forbiddenAccountIds is no list/],
        ["assumeRoles", JSON.stringify([{ rolearn: "r" }]), /assumeRoles has a member rolearn/],
        ["assumeRole", "arn:aws:iam::123456789012:role/r", /assumeRole is no role/],
        ["endpoints", "http://sc", /endpoints is no list/],
      ] as const) {
        await mocks();
        const provider = new AwsProvider("aws", { region: "eu-west-1", [name]: text });
        const { __connection } = await inputsOf({ productId: "prod-1" }, { provider });
        const { unusable, ...others } = __connection as { unusable: string[] };
        assert.deepEqual(others, { region: "eu-west-1" });
        assert.match(unusable.join(), fault);
      }
    });

    it("the accounts of an aws provider, also as numbers, also a single one", async () => {
      for (const [given, accounts] of [
        [JSON.stringify([123456789012, 7]), ["123456789012", "000000000007"]],
        ["012345678901", ["012345678901"]],
        ["123456789012", ["123456789012"]],
      ] as const) {
        await mocks();
        const provider = new AwsProvider("aws", { forbiddenAccountIds: given });
        const { __connection } = await inputsOf({ productId: "prod-1" }, { provider });
        assert.deepEqual(__connection, { forbiddenAccountIds: accounts });
      }
    });

    it("of access keys only that there are any", async () => {
      for (const keys of [
        { accessKey: pulumi.secret("AKIAXXXXXXXX"), secretKey: "geheim" },
        { token: "geheim" },
      ]) {
        await mocks();
        const provider = new AwsProvider("aws", { region: "eu-west-1", ...keys });
        const { __connection, __secrets } = await inputsOf({ productId: "prod-1" }, { provider });
        assert.deepEqual(__connection, { region: "eu-west-1", hasAccessKey: true });
        assert.equal(__secrets, undefined);
      }
    });
  });

  it("keeps a provider of its own package for the engine", async () => {
    class Own extends pulumi.ProviderResource {
      constructor() {
        super("pulumi-nodejs", "own", {});
      }
    }
    const { __connection } = await inputsOf({ productId: "prod-1" }, { provider: new Own() });
    assert.equal(__connection, undefined);
  });

  describe("sets options", () => {
    const optionsOf = (given?: pulumi.CustomResourceOptions) => {
      return intercept(given ?? {}).options;
    };

    it("deleteBeforeReplace, unless the program does", () => {
      assert.equal(optionsOf().deleteBeforeReplace, true);
      assert.equal(optionsOf({ deleteBeforeReplace: false }).deleteBeforeReplace, false);
    });

    it("the aliases of the types that users move over from, before those of the program", () => {
      assert.deepEqual(optionsOf({ aliases: [{ name: "old" }] }).aliases, [
        { type: "aws:servicecatalog/provisionedProduct:ProvisionedProduct" },
        { type: "aws-native:servicecatalog:CloudFormationProvisionedProduct" },
        { type: "servicecatalog:index:ProvisionedProduct" },
        { name: "old" },
      ]);
    });

    it("and hands on the others, but not what it has taken out", () => {
      const {
        protect,
        import: imported,
        provider,
      } = optionsOf({
        protect: true,
        import: "pp-1",
        provider: new AwsProvider("aws", {}),
      });
      assert.deepEqual([protect, imported, provider], [true, undefined, undefined]);
    });
  });

  describe("gives outputs:", () => {
    it("one by its name", async () => {
      outputs = { outputs: { Url: "https://web" }, __secretOutputs: [] };
      const output = new ProvisionedProduct("web", { productId: "prod-1" }).output("Url");
      assert.equal(await known(output), "https://web");
      assert.equal(await pulumi.isSecret(output), false);
    });

    it("a single one secret only if that one is, although the map is", async () => {
      outputs = { outputs: { Url: "https://web", Password: marked("pw") }, __secretOutputs: ["Password"] };
      const product = new ProvisionedProduct("web", { productId: "prod-1" });
      assert.equal(await pulumi.isSecret(product.outputs), true);
      assert.equal(await pulumi.isSecret(product.output("Url")), false);
      assert.equal(await pulumi.isSecret(product.output("Password")), true);
      assert.equal(await known(product.output("Password")), "pw");
    });

    for (const [what, args, options] of [
      ["additionalSecretOutputs", {}, { additionalSecretOutputs: ["outputs"] }],
      ["secretOutputs", { secretOutputs: true }, {}],
      ["secretOutputs that is an output", { secretOutputs: pulumi.output(true) }, {}],
    ] as [string, ProvisionedProductArgs, pulumi.CustomResourceOptions][]) {
      it(`all of them secret with ${what}`, async () => {
        outputs = { outputs: { Url: "https://web", Password: marked("pw") }, __secretOutputs: ["Password"] };
        const product = new ProvisionedProduct("web", { productId: "prod-1", ...args }, options);
        assert.equal(await pulumi.isSecret(product.output("Url")), true);
        assert.equal(await known(product.output("Url")), "https://web");
      });
    }

    it("as they are where the engine has marked the map and single ones in it", async () => {
      outputs = {
        outputs: marked({ Url: "https://web", Password: marked("pw") }),
        __secretOutputs: ["Password"],
      };
      const options = { additionalSecretOutputs: ["outputs"] };
      const product = new ProvisionedProduct("web", { productId: "prod-1" }, options);
      assert.deepEqual(await known(product.outputs), { Url: "https://web", Password: "pw" });
      assert.equal(await pulumi.isSecret(product.outputs), true);
      assert.equal(await known(product.output("Password")), "pw");
      assert.equal(await pulumi.isSecret(product.output("Url")), true);
    });

    it("all of them secret of a product that is got, with additionalSecretOutputs", async () => {
      outputs = { outputs: { Url: "https://web" }, __secretOutputs: [] };
      const options = { additionalSecretOutputs: ["outputs"] };
      assert.equal(await pulumi.isSecret(ProvisionedProduct.get("web", "pp-1", options).output("Url")), true);
      const asAws = ProvisionedProduct.get("web", "pp-1", undefined, options);
      assert.equal(await pulumi.isSecret(asAws.output("Url")), true);
    });

    it("all of them secret where a transform has made the map secret", async () => {
      outputs = { outputs: marked({ Url: "https://web" }), __secretOutputs: [] };
      const product = new ProvisionedProduct("web", { productId: "prod-1" });
      assert.equal(await pulumi.isSecret(product.output("Url")), true);
    });

    it("an error that names those there are for one that there is not", async () => {
      outputs = { outputs: { Url: "x", Arn: "y" }, __secretOutputs: [] };
      const output = new ProvisionedProduct("web", { productId: "prod-1" }).output("Uri");
      await assert.rejects(known(output), /no output "Uri"; it has Arn, Url/);
    });

    it("an empty text under mocks that make none", async () => {
      const output = new ProvisionedProduct("web", { productId: "prod-1" }).output("Url");
      assert.equal(await known(output), "");
    });
  });

  describe("in unit tests as Pulumi's guide writes them, without an organization,", () => {
    beforeEach(() => mocks(""));

    it("has the identity of the organization that self-managed backends name", async () => {
      const { __identity } = await inputsOf({ productId: "prod-1" });
      await mocks("organization");
      assert.equal((await inputsOf({ productId: "prod-1" })).__identity, __identity);
    });

    it("keeps to the mocks it was made under", async () => {
      const product = new ProvisionedProduct("web", { productId: "prod-1" });
      await mocks("acme");
      assert.equal(await known(product.productId), "prod-1");
    });
  });

  it("has its arguments as properties, undefined where they are not given", async () => {
    const product = new ProvisionedProduct("web", { productName: "web", tags: { team: "web" } });
    assert.deepEqual(await known(product.tags), { team: "web" });
    assert.equal(await known(product.productName), "web");
    for (const name of ARGUMENTS) {
      const property = product[name];
      assert.ok(pulumi.Output.isInstance(property), name);
      if (name !== "tags" && name !== "productName")
        assert.equal(await known(property as pulumi.Output<unknown>), undefined, name);
    }
  });

  it("without arguments leaves it to the preview to say what is missing", async () => {
    const product = new ProvisionedProduct("web");
    await known(product.urn);
    assert.equal(registered[0]?.inputs["productId"], undefined);
  });

  it("gets an existing product by its id", async () => {
    const product = ProvisionedProduct.get("found", "pp-7");
    assert.equal(await known(product.id), "pp-7");
    assert.equal(registered[0]?.id, "pp-7");
  });

  it("gets one as @pulumi/aws does, with a state that is not needed", async () => {
    const parent = new pulumi.ComponentResource("acme:web:Shop", "shop");
    const product = ProvisionedProduct.get("found", "pp-7", { name: "web" }, { parent });
    assert.match(await known(product.urn), /Shop\$/);
    assert.equal(registered.find(({ name }) => name === "found")?.inputs["name"], undefined);
  });

  it("knows its instances", () => {
    assert.ok(ProvisionedProduct.isInstance(new ProvisionedProduct("web", { productId: "prod-1" })));
    assert.ok(!ProvisionedProduct.isInstance({}));
  });
});
