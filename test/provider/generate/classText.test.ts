import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readCatalogFolder } from "../../../provider/generate/catalogFolder";
import { classText } from "../../../provider/generate/classText";
import type { CatalogProduct, CatalogVersion } from "../../../provider/generate/model";
import { root } from "../../support/setup";
import { compile } from "./compiler";

const everything = { products: [], portfolios: [], versions: [] };
const quickstart = path.join(root, "examples", "quickstart", "catalog");

const version = (more: Partial<CatalogVersion> = {}): CatalogVersion => ({
  name: "v1",
  deprecated: false,
  content: { parameters: [], groups: [], labels: new Map(), outputs: [] },
  ...more,
});
const product = (more: Partial<CatalogProduct> = {}): CatalogProduct => ({
  name: "Thing",
  sharesName: false,
  support: [],
  versions: [version()],
  paths: ["Portfolio"],
  tagRules: [],
  ...more,
});
const textOf = (more: Partial<CatalogProduct>) => classText(product(more), "Thing", "npx …");
const content = (parameters: object[], outputs: { key: string }[] = []): CatalogVersion["content"] => ({
  parameters,
  outputs,
  groups: [],
  labels: new Map(),
});

/** A golden file: what a test gives is what stands there. */
function assertGolden(name: string, actual: string): void {
  const file = path.join(__dirname, name);
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, actual);
  assert.equal(actual, readFileSync(file, "utf8"), `UPDATE_GOLDEN=1 writes ${name} anew`);
}

/** Ten typical mistakes, one in each line. */
const MISTAKES = [
  [
    `a parameter that the version does not have`,
    `version: "v1", parameters: { ...given, AlarmAfterMinutes: 5 }, tags`,
  ],
  [
    `a parameter with a slip of the pen`,
    `version: "v2", parameters: { ...given, Enviroment: "production" }, tags`,
  ],
  [`a value that is not allowed`, `version: "v2", parameters: { ...given, InstanceType: "t3.mediun" }, tags`],
  [`a parameter that is missing`, `version: "v2", parameters: { AllowedCidr: "10.0.0.0/8" }, tags`],
  [`a text for a number`, `version: "v2", parameters: { ...given, AlarmAfterMinutes: "five" }, tags`],
  [`a version that there is not`, `version: "v3", parameters: given, tags`],
  [`a tag that is missing`, `version: "v2", parameters: given, tags: { Team: "shop" }`],
  [`a value that no TagOption allows`, `version: "v2", parameters: given, tags: { CostCenter: "shop" }`],
  [
    `the argument of the plain class`,
    `version: "v2", parameters: given, tags, provisioningArtifactName: "v2"`,
  ],
] as const;

describe("the class of a product", function () {
  this.timeout(60_000);

  const [application] = readCatalogFolder(quickstart, everything, assert.fail);
  assert.ok(application);
  const text = classText(
    application,
    "WebApplication",
    "npx pulumi-servicecatalog generate --product 'Web application' --catalog ../quickstart/catalog",
  );

  it("is the one of examples/typed", () => {
    const file = path.join(root, "examples", "typed", "products", "webApplication.ts");
    assert.equal(text, readFileSync(file, "utf8"));
  });

  it("makes typical mistakes errors of the compiler, in an editor's words", () => {
    const lines = [
      `import * as pulumi from "@pulumi/pulumi";`,
      `import { WebApplication } from "./webApplication.js";`,
      `const given = { AllowedCidr: "10.0.0.0/8", DbPassword: new pulumi.Config().requireSecret("dbPassword") };`,
      `const tags = { CostCenter: "web" } as const;`,
      ...MISTAKES.map(([, args]) => `new WebApplication("shop", { ${args} });`),
      `const shop = new WebApplication("shop", { version: "v1", parameters: given, tags });`,
      `export const alarm = shop.output("AlarmName");`,
      `export const length = shop.outputs.apply(({ Uri }) => Uri.length);`,
    ];
    const found = compile({ "webApplication.ts": text, "index.ts": lines.join("\n") });
    const told = lines.flatMap((line, index) => {
      const here = found.filter((each) => each.line === index + 1);
      return here.length === 0
        ? []
        : [`${line}\n${here.map((each) => each.text.replace(/^/gm, "  ")).join("\n")}\n`];
    });
    assert.equal(told.length, MISTAKES.length + 2);
    assertGolden("mistakes.txt", told.join("\n"));
  });

  it("is what README.md shows, with what the compiler says", () => {
    const readme = readFileSync(path.join(root, "README.md"), "utf8");
    const [program, output] = ["program", "output"].map(
      (name) => new RegExp(`<!-- typed: ${name} -->\\s+\`\`\`\\w*\n([^]*?)\n\`\`\``).exec(readme)?.[1] ?? "",
    );
    const found = compile({ "products/webApplication.ts": text, "index.ts": program ?? "" });
    assert.deepEqual(
      found.map(
        ({ file, line, column, code, text }) => `${file}(${line},${column}): error TS${code}: ${text}`,
      ),
      [output],
    );
  });

  it("takes inputs, secrets, previous values and other notations; and is a ProvisionedProduct", () => {
    const program = `
import * as pulumi from "@pulumi/pulumi";
import { ProvisionedProduct } from "pulumi-servicecatalog";
import { WebApplication, type WebApplicationArgs } from "./webApplication.js";
const config = new pulumi.Config();
const parameters = {
  AllowedCidr: pulumi.output("10.0.0.0/8"),
  DbPassword: ProvisionedProduct.previousValue,
  Environment: Promise.resolve("production" as const),
  AlarmAfterMinutes: config.getNumber("minutes"),
};
const shop = new WebApplication("shop", { version: "v2", parameters, tags: { CostCenter: undefined, a: "b" }, region: "us-east-1" }, { protect: true });
new WebApplication("text", { version: "v2", parameters: { ...parameters, AlarmAfterMinutes: "5" }, tags: { CostCenter: pulumi.output("web" as const) } });
const either = (isNew: boolean): WebApplicationArgs => isNew
  ? { version: "v2", parameters, tags: { CostCenter: "web" } }
  : { version: "v1", parameters: { AllowedCidr: "x", DbPassword: pulumi.secret("y") }, tags: { CostCenter: "data" } };
const one = new WebApplication("one", either(true));
export const products: ProvisionedProduct[] = [shop, one];
export const url: pulumi.Output<string> = one.output("Url");
export const lengths: pulumi.Output<number> = shop.outputs.apply(({ Url, AlarmName }) => Url.length + AlarmName.length);
export const lifted: pulumi.Output<string> = shop.outputs.AlarmName;
`;
    assert.deepEqual(compile({ "webApplication.ts": text, "index.ts": program }), []);
  });

  it("marks deprecated versions", () => {
    const versions = [version({ deprecated: true, description: "The first" }), version({ name: "v2" })];
    const written = textOf({ versions });
    assert.match(written, / \* The first\n \*\n \* @deprecated .*\n \*\/\nexport interface ThingV1Args /);
    assert.match(written, /\/\*\* @deprecated .* \*\/\n {2}version: "v1";/);
    assert.equal(written.split("@deprecated").length, 3);
  });

  it("tells versions apart by their ids where names do not", () => {
    const versions = [
      version({ id: "pa-b" }),
      version({ id: "pa-a" }),
      version({ name: undefined, id: "pa-c" }),
    ];
    const written = textOf({ versions });
    assert.match(written, /provisioningArtifactId: version,/);
    assert.deepEqual(written.match(/version: "pa-.";/g), [
      `version: "pa-c";`,
      `version: "pa-a";`,
      `version: "pa-b";`,
    ]);
  });

  it("names the product by its id where another one has the same name", () => {
    assert.match(textOf({ sharesName: true, id: "prod-1" }), /productId: "prod-1",/);
    assert.match(textOf({ name: `a"b` }), /productName: "a\\"b",/);
  });

  it("writes each type once: versions that are alike share it", () => {
    const alike = content([{ ParameterKey: "A", ParameterType: "String" }], [{ key: "Url" }]);
    const written = textOf({
      versions: ["v10", "v9", "v2"].map((name) => version({ name, content: alike })),
    });
    assert.match(written, /type ThingV10Parameters = ThingV2Parameters;/);
    assert.match(written, /v9: ThingOutputs\["v2"\];\n {2}v10: ThingOutputs\["v2"\];/);
  });

  it("is the same in whatever order AWS lists things", () => {
    const parameters = ["B", "A"].map((ParameterKey) => ({ ParameterKey, ParameterType: "String" }));
    const outputs = [{ key: "Y" }, { key: "X" }];
    const versions = ["v1", "v2"].map((name) => version({ name, content: content(parameters, outputs) }));
    const reversed = ["v2", "v1"].map((name) =>
      version({ name, content: content([...parameters].reverse(), [...outputs].reverse()) }),
    );
    assert.equal(textOf({ versions, paths: ["a", "b"] }), textOf({ versions: reversed, paths: ["b", "a"] }));
  });

  it("compiles whatever the catalog holds: nothing, lists, paths, tags, versions that cannot be read, any name", () => {
    const parameters = [
      { ParameterKey: "Subnets", ParameterType: "List<AWS::EC2::Subnet::Id>" },
      {
        ParameterKey: "Zones",
        ParameterType: "CommaDelimitedList",
        ParameterConstraints: { AllowedValues: ["a", "b"] },
      },
      {
        ParameterKey: "Public",
        ParameterType: "String",
        DefaultValue: "",
        ParameterConstraints: { AllowedValues: ["true", "false"] },
      },
      {
        ParameterKey: "Size",
        ParameterType: "Number",
        DefaultValue: "1",
        ParameterConstraints: { AllowedValues: ["1", "2.5", "007"] },
      },
      { ParameterKey: "a-b", Description: "*/ evil() /*\n@deprecated Input" },
      { ParameterKey: "__proto__", DefaultValue: "*/" },
    ];
    const all = textOf({
      description: "Input */ OptionalParameterInput",
      versions: [
        version({ name: "1.0", content: content(parameters, [{ key: "Url" }, { key: "__proto__" }]) }),
        version({ name: "10", content: undefined, description: "*/" }),
        version({ name: "1.0.0" }),
        version({ name: `"\n` }),
      ],
      paths: ["Development", "Production"],
      tagRules: [
        { key: "CostCenter", values: ["1", "2"], required: true },
        { key: "one", values: ["x"], required: false },
        { key: "none", values: [], required: false },
      ],
    });
    const program = `
import { Thing } from "./all.js";
const paths = { pathName: "Production", tags: { CostCenter: "1" } } as const;
const parameters = { Subnets: ["subnet-1"], Zones: ["a"], "a-b": "x" } as const;
export const a = new Thing("a", { ...paths, version: "1.0", parameters: { ...parameters, Subnets: "a,b", Zones: ["a"], Public: true, Size: 2.5 } });
new Thing("b", { ...paths, version: "1.0", parameters: { ...parameters, Subnets: [], Zones: ["b", "a"], Public: "false", Size: "007" } });
new Thing("c", { ...paths, pathName: undefined, pathId: "lpv3-x", version: "10", parameters: { any: "thing" } }).output("any");
new Thing("d", { ...paths, version: "1.0.0" });
`;
    assert.deepEqual(compile({ "all.ts": all, "least.ts": textOf({}), "index.ts": program }), []);
  });
});
