import type { ProvisioningArtifactParameter } from "@aws-sdk/client-service-catalog";
import { documentationLines, literalText } from "../command/escape";

/** Longer lines are broken between words. */
const WIDTH = 100;

/** A documentation comment with its line end; empty without anything to say. Parts are texts from outside. */
export function comment(parts: readonly (string | undefined)[], indent: string): string {
  const lines = parts.flatMap((part) => (part === undefined ? [] : documentationLines(part).flatMap(broken)));
  while (lines.at(-1) === "") lines.pop();
  const [first = "", second] = lines;
  if (first === "" && second === undefined) return "";
  if (second === undefined) return `${indent}/** ${first} */\n`;
  return [
    `${indent}/**`,
    ...lines.map((line) => `${indent} *${line === "" ? "" : " "}${line}`),
    `${indent} */\n`,
  ].join("\n");
}

/** What a parameter is for, and what its declaration asks. */
export function parameterComment(
  parameter: ProvisioningArtifactParameter,
  { group, label }: { group: string | undefined; label: string | undefined },
  indent: string,
): string {
  const { ParameterConstraints: limits = {}, ParameterType: type = "String" } = parameter;
  const fallback = parameter.DefaultValue;
  const facts = [
    parameter.IsNoEcho && "NoEcho: AWS shows it to nobody; it is secret by itself",
    ssmType(type) ?? (!PLAIN.includes(type) && `Type: ${type}`),
    limits.ConstraintDescription && `Constraint: ${limits.ConstraintDescription}`,
    limits.AllowedPattern && `Pattern: ${code(limits.AllowedPattern)}`,
    range("Length", limits.MinLength, limits.MaxLength),
    range("Value", limits.MinValue, limits.MaxValue),
    fallback !== undefined && (parameter.IsNoEcho ? "Has a default" : `Default: ${code(fallback)}`),
    group && `Group: ${group}`,
  ].filter((fact) => typeof fact === "string" && fact !== "");
  const about = [label === parameter.ParameterKey ? undefined : label, parameter.Description].filter(
    (part) => part !== undefined && part.trim() !== "",
  );
  return comment(
    [...about, ...(about.length > 0 ? [""] : []), ...facts.map((fact) => `- ${fact as string}`)],
    indent,
  );
}

/** The type in TypeScript says it all. */
const PLAIN = ["String", "Number", "CommaDelimitedList", "List<Number>", "List<String>"];

const ssmType = (type: string): string | undefined => {
  const resolved = /^AWS::SSM::Parameter::Value<(.*)>$/.exec(type)?.[1];
  return resolved === undefined ? undefined : `The name of an SSM parameter that holds: ${resolved}`;
};

const range = (what: string, least: string | undefined, most: string | undefined): string =>
  least === undefined && most === undefined
    ? ""
    : `${what}: ${least === undefined ? `at most ${most}` : most === undefined ? `at least ${least}` : `${least} to ${most}`}`;

const code = (text: string): string =>
  text === "" || /[`\r\n]/.test(text) ? literalText(text) : `\`${text}\``;

function broken(line: string): string[] {
  const lines: string[] = [];
  for (const word of line.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  // A word that begins a line must not begin a tag.
  return lines.map((each) => each.replace(/^@/, "\\@"));
}
