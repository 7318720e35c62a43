import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CatalogDefinition } from "../../../emulator";
import { loadCatalog } from "../../../emulator/catalog/load";

describe("the catalog", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "catalog-"));
    write("topic.yaml", "Resources:\n  Topic: { Type: AWS::SNS::Topic }\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  const good = `
portfolios:
  - name: Platform
products:
  - name: Topic
    portfolios: [Platform]
    versions:
      - name: v1
        template: topic.yaml
`;

  it("is read from a folder, with ids of AWS's form that stay the same", () => {
    write("catalog.yaml", good);
    const [product] = loadCatalog(folder).products;
    assert.match(product?.id ?? "", /^prod-[a-z2-7]{13}$/);
    assert.match(product?.versions[0]?.id ?? "", /^pa-[a-z2-7]{13}$/);
    assert.match(product?.paths[0]?.id ?? "", /^lpv3-[a-z2-7]{13}$/);
    assert.equal(product?.paths[0]?.id.slice(5), product?.paths[0]?.portfolioId.slice(5));
    assert.deepEqual(loadCatalog(folder).products, [product]);
  });

  it("has templates by the names of files, of its own and of the folder", () => {
    write("catalog.yaml", `${good}templates: { other.yaml: topic.yaml }\n`);
    const { templateNamed } = loadCatalog(folder);
    for (const name of ["other.yaml", "topic.yaml"])
      assert.equal(templateNamed(name)?.resources.size, 1, name);
    assert.equal(templateNamed("none.yaml"), undefined);
    write("later.yaml", "Resources: { Queue: { Type: AWS::SQS::Queue } }");
    assert.deepEqual([...(templateNamed("later.yaml")?.resources.keys() ?? [])], ["Queue"]);
    write("catalog.yaml", `${good}templates: { other.yaml: none.yaml }\n`);
    assert.throws(() => loadCatalog(folder), /catalog\.yaml:10: templates\.other\.yaml there is no file/);
  });

  it("can be JSON", () => {
    const definition = { products: [{ name: "Topic", versions: [{ name: "v1", template: "topic.yaml" }] }] };
    write("catalog.json", JSON.stringify(definition));
    assert.equal(loadCatalog(folder).products[0]?.paths[0]?.name, "Portfolio");
  });

  const mistakes: [string, string, RegExp][] = [
    ["YAML that is none", "products: [", /catalog\.yaml:1: /],
    ["no products", "portfolios: []", /catalog\.yaml:1: the catalog must have products/],
    [
      "an unknown word",
      good.replace("template:", "tempalte:"),
      /catalog\.yaml:9: products\[0\]\.versions\[0\]\.tempalte is an unknown property; expected one of name, id, .*template/,
    ],
    [
      "a missing word",
      good.replace("        template: topic.yaml\n", ""),
      /catalog\.yaml:8: products\[0\]\.versions\[0\] must have template/,
    ],
    [
      "a wrong type",
      good.replace("name: v1", "name: 1"),
      /catalog\.yaml:8: products\[0\]\.versions\[0\]\.name must be a string/,
    ],
    [
      "a value outside of its list",
      `${good}        guidance: NEW\n`,
      /catalog\.yaml:10: .*guidance must be one of DEFAULT, DEPRECATED/,
    ],
    [
      "a template that is not there",
      good.replace("topic.yaml", "none.yaml"),
      /catalog\.yaml:9: .*template there is no file .*none\.yaml/,
    ],
    [
      "a portfolio that is not there",
      good.replace("[Platform]", "[Other]"),
      /catalog\.yaml:6: .*portfolios\[0\] there is no portfolio Other; there are Platform/,
    ],
    [
      "two versions of one name",
      `${good}      - { name: v1, template: topic.yaml }\n`,
      /catalog\.yaml:5: products\[0\] the id pa-\w+ occurs twice/,
    ],
    [
      "a list that is none",
      good.replace("[Platform]", "Platform"),
      /catalog\.yaml:6: products\[0\]\.portfolios must be a list/,
    ],
    [
      "a launch constraint without a role",
      `${good}    constraints:\n      - type: LAUNCH\n`,
      /catalog\.yaml:11: .*a LAUNCH constraint must have role/,
    ],
    [
      "TagOptions that are no lists",
      `${good}    tagOptions:\n      stage: prod\n`,
      /catalog\.yaml:11: products\[0\]\.tagOptions\.stage must be a list/,
    ],
    [
      "TagOptions of a portfolio that are no lists",
      good.replace("Platform\n", "Platform\n    tagOptions: { stage: prod }\n"),
      /catalog\.yaml:4: portfolios\[0\]\.tagOptions\.stage must be a list/,
    ],
    [
      "a rule without assertions",
      `${good}    constraints:\n      - type: TEMPLATE\n        rules:\n          Small: { Assertion: [] }\n`,
      /catalog\.yaml:13: .*rules\.Small\.Assertion is an unknown property; expected one of RuleCondition, Assertions/,
    ],
    [
      "a rule that asserts nothing",
      `${good}    constraints:\n      - type: TEMPLATE\n        rules:\n          Small:\n            RuleCondition: x\n`,
      /catalog\.yaml:1[34]: .*rules\.Small must have Assertions/,
    ],
    [
      "an inventory that is none",
      `${good}inventory: 5\n`,
      /catalog\.yaml:10: inventory must be a map of names/,
    ],
    [
      "ids of an inventory that are no list",
      `${good}inventory:\n  AWS::EC2::VPC::Id: vpc-1\n`,
      /catalog\.yaml:11: inventory\.AWS::EC2::VPC::Id must be a list or a map of what there is/,
    ],
    [
      "a value of an inventory that is no text",
      `${good}inventory:\n  AWS::SSM::Parameter:\n    /size: 5\n`,
      /catalog\.yaml:12: inventory\.AWS::SSM::Parameter\.\/size must be a string/,
    ],
    [
      "two launch constraints",
      `${good}    constraints:\n      - { type: LAUNCH, role: a }\n      - { type: LAUNCH, role: b }\n`,
      /catalog\.yaml:12: .*constraints\[1\] is LAUNCH, and there is LAUNCH already on the launch path of Platform/,
    ],
    [
      "a launch role of a stack set",
      `${good}    constraints:\n      - { type: STACKSET, accounts: ["1"], regions: [us-east-1] }\n      - { type: LAUNCH, role: b }\n`,
      /catalog\.yaml:12: .*constraints\[1\] is LAUNCH, and there is STACKSET already on the launch path of Platform/,
    ],
    [
      "a folder for a template",
      good.replace("topic.yaml", "."),
      /catalog\.yaml:9: products\[0\]\.versions\[0\]\.template there is no file /,
    ],
  ];
  for (const [what, text, expected] of mistakes)
    it(`refuses ${what}, with file and line`, () => {
      write("catalog.yaml", text);
      assert.throws(() => loadCatalog(folder), { name: "SetupError", message: expected });
    });

  it("has one constraint of a type on each launch path", () => {
    const constraints = ["Platform", "Other"].map((name) => `{ type: LAUNCH, role: r, portfolio: ${name} }`);
    const both = good
      .replace("[Platform]", "[Platform, Other]")
      .replace("- name: Platform", "- name: Platform\n  - name: Other");
    write("catalog.yaml", `${both}    constraints: [${constraints.join(", ")}]\n`);
    assert.equal(loadCatalog(folder).products[0]?.paths.length, 2);
  });

  it("refuses a template that is none, with file and line", () => {
    write("catalog.yaml", good);
    write("topic.yaml", "Resources:\n  Topic: [1\n");
    assert.throws(() => loadCatalog(folder), /topic\.yaml:\d: /);
    write("topic.yaml", "Parameters: {}\n");
    assert.throws(
      () => loadCatalog(folder),
      /topic\.yaml:1: Template format error: At least one Resources member must be defined/,
    );
  });

  it("refuses a template that CloudFormation refuses, with file and line", () => {
    write("catalog.yaml", good);
    write("topic.yaml", "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    DependsOn: Queue\n");
    assert.throws(
      () => loadCatalog(folder),
      /topic\.yaml:2: .*Unresolved resource dependencies \[Queue\] in the Resources block/,
    );
    const template = { Resources: { Topic: { Type: "Topic" } } };
    assert.throws(
      () => loadCatalog({ products: [{ name: "Topic", versions: [{ name: "v1", template }] }] }),
      /^SetupError: products\[0\]\.versions\[0\]\.template:1: .*Unrecognized resource types: \[Topic\]/,
    );
  });

  it("can be an object, whose mistakes are told by their place", () => {
    const template = "Resources: { Topic: { Type: AWS::SNS::Topic } }";
    const catalog: CatalogDefinition = {
      products: [{ name: "Topic", versions: [{ name: "v1", template }] }],
    };
    assert.equal(loadCatalog(catalog).products[0]?.versions[0]?.template.resources.size, 1);
    assert.throws(
      () => loadCatalog({ products: [{ name: "", versions: [] }] }),
      /catalog: products\[0\]\.name must be a string/,
    );
  });

  describe("with broken templates", () => {
    const several =
      good.replace(
        "template: topic.yaml\n",
        "template: topic.yaml\n      - { name: v2, template: broken.yaml }\n      - { name: v3, template: broken.yaml }\n",
      ) +
      "  - { name: None, versions: [{ name: v1, template: none.yaml }] }\n  - { name: Sam, versions: [{ name: v1, template: sam.yaml }] }\n";
    const broken =
      "Resources:\n  A: { Type: Topic }\n  B: { Type: AWS::SNS::Topic, Strange: x }\nOutputs:\n  C: { Value: !Ref D }\n";
    beforeEach(() => {
      write("catalog.yaml", several);
      write("topic.yaml", "Resources: { T: { Type: AWS::SNS::Topic } }");
      write("broken.yaml", broken);
      write(
        "sam.yaml",
        "Transform: AWS::Serverless-2016-10-31\nResources: { F: { Type: AWS::Serverless::Function } }",
      );
    });

    it("is refused with all mistakes of all of them, each once with file and line", () => {
      assert.throws(
        () => loadCatalog(folder),
        (error: Error) => {
          const lines = error.message.split("\n").map((line) => line.slice(folder.length + 1));
          assert.deepEqual(lines, [
            "broken.yaml:2: Template format error: Unrecognized resource types: [Topic]",
            "broken.yaml:3: Invalid template resource property 'Strange'",
            "broken.yaml:5: Template format error: Unresolved resource dependencies [D] in the Outputs block of the template",
            `catalog.yaml:12: products[1].versions[0].template there is no file ${join(folder, "none.yaml")}`,
          ]);
          return true;
        },
      );
    });

    it("has the good ones where that is asked for, and says what is left out and what is made up", () => {
      const notes: string[] = [];
      const catalog = loadCatalog(folder, { skipBrokenTemplates: true, note: (line) => notes.push(line) });
      assert.deepEqual(
        catalog.products.map(({ name, versions }) => [name, ...versions.map((version) => version.name)]),
        [
          ["Topic", "v1"],
          ["Sam", "v1"],
        ],
      );
      assert.equal(notes.length, 5);
      assert.match(notes[0] ?? "", /^left out: .*broken\.yaml:2: /);
      assert.match(notes[4] ?? "", /^macros are not run, .*: .*sam\.yaml \(AWS::Serverless-2016-10-31\)$/);
    });
  });
});
