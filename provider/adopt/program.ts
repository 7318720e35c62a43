import type { ParameterValue } from "../state/inputs";
import { isPreviousValue } from "../state/inputs";
import { isRecord } from "../state/values";
import { commandWord, commentText, configKey, literalText, propertyName } from "../command/escape";
import type { Found } from "./product";

export interface Declared {
  found: Found;
  /** The logical name of the resource. */
  name: string;
  /** The name of the constant. */
  identifier: string;
}

/** The TypeScript that declares the products as they are. */
export function programText(declared: readonly Declared[], region: string | undefined): string {
  const secrets = declared.some(({ found }) => found.noEcho.length > 0);
  return [
    secrets && `import * as pulumi from "@pulumi/pulumi";\n`,
    `import { ProvisionedProduct } from "pulumi-servicecatalog";\n`,
    secrets && `\nconst config = new pulumi.Config();\n`,
    ...declared.map((one) => declaration(one, region)),
  ]
    .filter((part) => part !== false)
    .join("");
}

function declaration({ found, name, identifier }: Declared, region: string | undefined): string {
  const { id, owner, args, observed, parametersRead } = found;
  const { provisioningParameters, ...others } = { ...args, ...(region !== undefined && { region }) };
  const members = Object.entries(others).map(
    ([key, value]) => `  ${propertyName(key)}: ${literal(value, "  ")},\n`,
  );
  const parameters = Object.entries(provisioningParameters ?? {}).map(([key, value]) =>
    parameter(key, value, found.noEcho.includes(key), identifier),
  );
  if (parameters.length > 0) {
    if (!parametersRead)
      members.push(`  // AWS does not show them to this caller: ${keeping(observed.type)}\n`);
    members.push(`  provisioningParameters: {\n${parameters.join("")}  },\n`);
  }
  const about = `${id}${owner === undefined ? "" : `, provisioned by ${owner}`}`;
  return `\n/** ${commentText(about)} */\nexport const ${identifier} = new ProvisionedProduct(${literalText(name)}, {\n${members.join("")}});\n`;
}

/** Only CloudFormation keeps previous values. */
const keeping = (type: string | null): string =>
  type?.startsWith("CFN_")
    ? "an update keeps what is there."
    : `write the real ones before the first update, which products of type ${commentText(type ?? "unknown")} need.`;

function parameter(key: string, value: ParameterValue, noEcho: boolean, identifier: string): string {
  const previous = "ProvisionedProduct.previousValue";
  const name = propertyName(key);
  if (!isPreviousValue(value)) return `    ${name}: ${literalText(value)},\n`;
  if (!noEcho) return `    ${name}: ${previous},\n`;
  const secret = configKey(`${identifier}${key}`);
  const set = `pulumi config set --secret ${commandWord(secret)}`;
  return `    // NoEcho: stays as it is until the secret is set, ${set}\n    ${name}: config.getSecret(${literalText(secret)}) ?? ${previous},\n`;
}

function literal(value: unknown, indent: string): string {
  if (typeof value === "string") return literalText(value);
  if (!isRecord(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  const members = Object.entries(value).map(
    ([key, member]) => `${inner}${propertyName(key)}: ${literal(member, inner)},\n`,
  );
  return `{\n${members.join("")}${indent}}`;
}
