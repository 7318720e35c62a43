import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { readStackConfig } from "../../../provider/config/stackConfig";
import { packageSchema, SETTINGS } from "../../../provider/plugin/schema";
import { ARGUMENTS } from "../../../provider/state/inputs";
import { OBSERVED } from "../../../provider/state/observed";
import { root } from "../../support/setup";

const file = path.join(root, "provider", "plugin", "descriptions.ts");

const treeOf = (source: string): ts.SourceFile =>
  ts.createSourceFile(
    source,
    readFileSync(path.join(root, "provider/program", source), "utf8"),
    ts.ScriptTarget.ES2022,
    true,
  );

/** What stands above the members of an interface or class, as one line each. */
function descriptionsIn(source: string, name: string, names: readonly string[]): Record<string, string> {
  const tree = treeOf(source);
  const found: Record<string, string> = {};
  for (const statement of tree.statements) {
    if (!(ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement))) continue;
    if (statement.name?.text !== name) continue;
    for (const member of statement.members) {
      const key = member.name && ts.isIdentifier(member.name) ? member.name.text : "";
      const [comment] = ts.getJSDocCommentsAndTags(member);
      const said = comment && "comment" in comment ? ts.getTextOfJSDocComment(comment.comment) : undefined;
      if (said !== undefined && names.includes(key)) found[key] = said.replace(/\s*\n\s*/g, " ");
    }
  }
  return found;
}

/** The members of an interface, with their types as they are written. */
function typesIn(source: string, name: string): Record<string, string> {
  const tree = treeOf(source);
  const found = tree.statements.filter(ts.isInterfaceDeclaration).find((each) => each.name.text === name);
  return Object.fromEntries(
    (found?.members ?? ts.factory.createNodeArray())
      .filter(ts.isPropertySignature)
      .map((member) => [member.name.getText(tree), member.type?.getText(tree) ?? ""]),
  );
}

type Described = Record<string, { description?: string }>;

describe("the schema of the plugin", () => {
  const schema = packageSchema("1.2.3") as {
    version: string;
    resources: Record<string, { inputProperties: Described; properties: object }>;
    types: Record<string, { properties: Described }>;
  };
  const resource = schema.resources["servicecatalog:index:ProvisionedProduct"];

  it("has the arguments and outputs of the class, and its descriptions", () => {
    const json = (value: object) => JSON.stringify(value, null, 2);
    const wanted = [
      "/** What TypeScript users read of arguments and outputs, for the users of all other languages. Written by a test. */",
      `export const ARGUMENT_DESCRIPTIONS = ${json(descriptionsIn("args.ts", "ProvisionedProductArgs", ARGUMENTS))};`,
      "",
      `export const OUTPUT_DESCRIPTIONS = ${json(descriptionsIn("provisionedProduct.ts", "ProvisionedProduct", OBSERVED))};`,
      "",
    ].join("\n");
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, wanted);
    assert.equal(
      readFileSync(file, "utf8"),
      wanted,
      "UPDATE_GOLDEN=1 npm test -- test/provider/plugin/schema.test.ts",
    );
    assert.deepEqual(Object.keys(resource?.inputProperties ?? {}).sort(), [...ARGUMENTS].sort());
    assert.deepEqual(
      Object.keys(resource?.properties ?? {}).sort(),
      [...new Set<string>([...ARGUMENTS, ...OBSERVED])].sort(),
    );
  });

  it("has the types of the class's arguments, and of what they consist of", () => {
    const kinds: [RegExp, unknown][] = [
      [/^Input<(string|boolean)( \| undefined)?>$/, (name: string) => ({ type: name })],
      [/^Input<number \| undefined>$/, { type: "integer" }],
      [/^Input<Input<string>\[\] \| undefined>$/, { type: "array", items: { type: "string" } }],
      [/^Input<Record<string, Input<string/, { type: "object", additionalProperties: { type: "string" } }],
      [
        /^Input<ProvisioningParameters /,
        { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } },
      ],
      [
        /^Input<(\w+)Args \| undefined>$/,
        (name: string) => ({ $ref: `#/types/servicecatalog:index:${name}` }),
      ],
    ];
    const wanted = (type: string): unknown => {
      const [pattern, kind] = kinds.find(([one]) => one.test(type)) ?? [];
      return typeof kind === "function"
        ? (kind as (name?: string) => unknown)(pattern?.exec(type)?.[1])
        : kind;
    };
    for (const [name, properties] of [
      ["ProvisionedProductArgs", resource?.inputProperties],
      ["AssumeRoleArgs", schema.types["servicecatalog:index:AssumeRole"]?.properties],
      [
        "StackSetProvisioningPreferencesArgs",
        schema.types["servicecatalog:index:StackSetProvisioningPreferences"]?.properties,
      ],
    ] as const) {
      const types = Object.entries(properties ?? {}).map(([key, { description: _, ...type }]) => [key, type]);
      const written = Object.entries(typesIn("args.ts", name)).map(([key, type]) => [key, wanted(type)]);
      assert.deepEqual(Object.fromEntries(types), Object.fromEntries(written), name);
    }
  });

  it("has the settings that are read, under the names that both doors have", () => {
    const read = new Set<string>();
    readStackConfig((key) => void read.add(key.replace(/^\w+:/, "")));
    // As @pulumi/aws names a chain of roles, which the plugin takes under the other name.
    read.delete("assumeRoles");
    assert.deepEqual(Object.keys(SETTINGS).sort(), [...read].sort());
  });

  it("has the version of the package", () => assert.equal(schema.version, "1.2.3"));
});
