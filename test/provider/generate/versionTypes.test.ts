import assert from "node:assert/strict";
import type { ProvisioningArtifactParameter } from "@aws-sdk/client-service-catalog";
import fc from "fast-check";
import type { Launch } from "../../../provider/aws/catalog";
import { parameterText } from "../../../provider/check/parameters/parameterText";
import { parameterType } from "../../../provider/check/parameters/parameterType";
import { checkParameters } from "../../../provider/check/parameters/parameters";
import type { Checking } from "../../../provider/check/shared/checking";
import { literalText, propertyName } from "../../../provider/command/escape";
import { classText } from "../../../provider/generate/classText";
import type { VersionContent } from "../../../provider/generate/model";
import { compile } from "./compiler";

type Value = string | number | boolean | (string | number)[];

const KEYS = ["Size", "size", "Zones", "a-b", "__proto__", "class", "Enabled"];
const WORDS = ["small", "true", "false", "", "1", "2.5", "007", `a"b`, "*/", "\u2028", "\u202e"];
const NUMBERS = ["1", "-3", "2.5", "1e2", "007", "1.0", "12345678901234567890"];

/** A declaration, and what a program may write for it: allowed or not, in the notation of its type. */
interface Case {
  parameter: ProvisioningArtifactParameter;
  value: Value | undefined;
}

const caseOf = (key: string): fc.Arbitrary<Case> =>
  fc
    .constantFrom(
      ...["String", "Number", "CommaDelimitedList", "List<Number>", "AWS::EC2::VPC::Id"],
      ...["List<AWS::EC2::Subnet::Id>", "AWS::SSM::Parameter::Value<List<String>>"],
    )
    .chain((type) => {
      const { list, number } = parameterType(type);
      const texts = number ? NUMBERS : WORDS;
      const single = fc.constantFrom<string | number>(
        ...texts,
        ...(number ? [1, 2.5, 7, "five"] : ["large"]),
      );
      const scalar: fc.Arbitrary<Value> =
        list || number ? single : fc.oneof({ weight: 4, arbitrary: single }, fc.boolean());
      const several: fc.Arbitrary<Value> = fc.array(single, { minLength: 1, maxLength: 3 });
      return fc.record({
        parameter: fc.record(
          {
            ParameterKey: fc.constant(key),
            ParameterType: fc.constant(type),
            DefaultValue: fc.constantFrom(...texts),
            Description: fc.string({ unit: "binary" }),
            IsNoEcho: fc.boolean(),
            ParameterConstraints: fc.record({ AllowedValues: fc.subarray(texts, { maxLength: 4 }) }),
          },
          { requiredKeys: ["ParameterKey", "ParameterType"] },
        ),
        value: fc.option(list ? several : scalar, { nil: undefined }),
      });
    });

/** A version's parameters with what a program gives for them, and perhaps for one that there is not. */
const launches = fc
  .subarray(KEYS)
  .chain((keys) =>
    fc.record({ cases: fc.tuple(...keys.map(caseOf)), stray: fc.option(fc.constantFrom(...KEYS)) }),
  );

/** Booleans are only a notation where they are among the allowed values. */
const isNotation = ({ parameter, value }: Case): boolean =>
  typeof value !== "boolean" ||
  parameter.ParameterConstraints?.AllowedValues?.includes(String(value)) === true;

describe("the types of a version", function () {
  this.timeout(60_000);

  it("accept the programs that the preview accepts, whatever the catalog holds", () => {
    const few = fc.array(launches, { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(few, (all) => {
        const files: Record<string, string> = {};
        const verdicts = all.map(({ cases: drawn, stray }, index) => {
          const cases = drawn.filter(isNotation);
          const given = new Map(cases.map(({ parameter, value }) => [parameter.ParameterKey ?? "", value]));
          if (stray !== null && !given.has(stray)) given.set(stray, "stray");
          const content: VersionContent = {
            parameters: cases.map(({ parameter }) => parameter),
            groups: [],
            labels: new Map(),
            outputs: [],
          };
          const version = { name: "v1", deprecated: false, content };
          const product = { name: "Thing", sharesName: false, support: [], paths: [], tagRules: [] };
          files[`thing${index}.ts`] = classText({ ...product, versions: [version] }, "Thing", "npx …");
          files[`program${index}.ts`] = programOf(index, given);
          return failuresOf(content, given);
        });
        const found = compile(files);
        for (const [index, failures] of verdicts.entries()) {
          const here = found.filter(({ file }) => [`thing${index}.ts`, `program${index}.ts`].includes(file));
          assert.equal(
            here.length > 0,
            failures.length > 0,
            JSON.stringify(
              { here, failures, program: files[`program${index}.ts`], types: files[`thing${index}.ts`] },
              null,
              2,
            ),
          );
        }
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });
});

function programOf(index: number, given: ReadonlyMap<string, Value | undefined>): string {
  const members = [...given].flatMap(([key, value]) =>
    value === undefined ? [] : [`${propertyName(key)}: ${valueText(value)}`],
  );
  const parameters = `{ ${members.join(", ")} }`;
  return `import { Thing } from "./thing${index}";\nnew Thing("thing", { version: "v1", parameters: ${parameters} });\n`;
}

function valueText(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  return typeof value === "string" ? literalText(value) : String(value);
}

/** What the preview says of the same parameters. */
function failuresOf({ parameters }: VersionContent, given: ReadonlyMap<string, Value | undefined>): string[] {
  const failures: string[] = [];
  const provisioningParameters = Object.fromEntries(
    [...given].flatMap(([key, value]) => (value === undefined ? [] : [[key, parameterText(value)]])),
  );
  const checking = {
    inputs: { provisioningParameters },
    fail: (path: string, reason: string) => void failures.push(`${path}: ${reason}`),
    skip: assert.fail,
  } as unknown as Checking;
  checkParameters(checking, { parameters } as Launch, undefined);
  return failures;
}
