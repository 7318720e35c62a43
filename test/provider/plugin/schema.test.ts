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

/** What stands above the members of an interface or class, as one line each. */
function descriptionsIn(source: string, name: string, names: readonly string[]): Record<string, string> {
  const tree = ts.createSourceFile(
    source,
    readFileSync(path.join(root, "provider/program", source), "utf8"),
    ts.ScriptTarget.ES2022,
    true,
  );
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

describe("the schema of the plugin", () => {
  const schema = packageSchema("1.2.3") as {
    version: string;
    resources: Record<string, { inputProperties: object; properties: object }>;
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

  it("has the settings that are read, under the names that both doors have", () => {
    const read = new Set<string>();
    readStackConfig((key) => void read.add(key.replace(/^\w+:/, "")));
    // As @pulumi/aws names a chain of roles, which the plugin takes under the other name.
    read.delete("assumeRoles");
    assert.deepEqual(Object.keys(SETTINGS).sort(), [...read].sort());
  });

  it("has the version of the package", () => assert.equal(schema.version, "1.2.3"));
});
