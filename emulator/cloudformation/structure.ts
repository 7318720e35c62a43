import { checkConditions } from "./conditionChecks";
import { checkFunctions } from "./functionChecks";
import { checkMacros } from "./macros";
import { isParameterType } from "./parameterTypes";
import type { TemplatePath } from "./parse";
import { checkCycles, checkReferences } from "./dependencies";
import { dictionary, isDictionary, text, type Dictionary, type Value } from "./value";

/** What CloudFormation refuses in a template before it does anything with it, and in which words. */
export interface TemplateProblem {
  readonly path: TemplatePath;
  readonly reason: string;
  /** Nobody has seen these words. */
  readonly guessed?: true;
}

export type Check = (template: Dictionary) => Iterable<TemplateProblem>;

const format = (text: string) => `Template format error: ${text}`;

export const limits = { Resources: 500, Parameters: 200, Outputs: 200 } as const;
export const maxBytes = 1_000_000;

const members = {
  template: [
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Transform",
    "Resources",
    "Outputs",
    "Hooks",
  ],
  resource: [
    "Type",
    "Properties",
    "Condition",
    "DependsOn",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "CreationPolicy",
    "UpdatePolicy",
    "Metadata",
    "Description",
  ],
  parameter: [
    "Type",
    "Default",
    "Description",
    "NoEcho",
    "AllowedValues",
    "AllowedPattern",
    "ConstraintDescription",
    "MinLength",
    "MaxLength",
    "MinValue",
    "MaxValue",
  ],
  output: ["Value", "Description", "Export", "Condition"],
};

const deletionPolicies = ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"];
const replacePolicies = ["Delete", "Retain", "Snapshot"];

/** The first that finds something speaks for all, as CloudFormation names one thing at a time. */
const checks: readonly Check[] = [
  checkMacros,
  checkSections,
  checkVersion,
  checkResourceSection,
  checkLimits,
  checkNames,
  checkParameters,
  checkResources,
  checkOutputs,
  checkConditions,
  checkFunctions,
  checkReferences,
  checkCycles,
];

export function structureProblem(template: Dictionary): TemplateProblem | undefined {
  for (const check of checks) for (const problem of check(template)) return problem;
  return undefined;
}

export const entriesOf = (template: Dictionary, section: string): [string, Dictionary][] =>
  Object.entries(dictionary(template[section])).map(([name, entry]) => [name, dictionary(entry)]);

const unknownIn = (known: readonly string[], value: Dictionary) =>
  Object.keys(value).filter((name) => !known.includes(name));

function* checkSections(template: Dictionary): Iterable<TemplateProblem> {
  const unknown = unknownIn(members.template, template);
  if (unknown[0] !== undefined)
    yield { path: [unknown[0]], reason: `Invalid template property or properties [${unknown.join(", ")}]` };
  for (const section of ["Parameters", "Mappings", "Conditions", "Resources", "Outputs", "Rules"]) {
    const value: Value = template[section] ?? {};
    if (!isDictionary(value))
      yield { path: [section], reason: format(`[/${section}] must be an object`), guessed: true };
  }
}

function* checkVersion({ AWSTemplateFormatVersion: version }: Dictionary): Iterable<TemplateProblem> {
  if (version !== undefined && version !== "2010-09-09")
    yield {
      path: ["AWSTemplateFormatVersion"],
      reason: format("unsupported value for AWSTemplateFormatVersion."),
    };
}

function* checkResourceSection(template: Dictionary): Iterable<TemplateProblem> {
  if (Object.keys(dictionary(template["Resources"])).length === 0)
    yield { path: ["Resources"], reason: format("At least one Resources member must be defined.") };
}

function* checkLimits(template: Dictionary): Iterable<TemplateProblem> {
  for (const [section, most] of Object.entries(limits)) {
    const count = entriesOf(template, section).length;
    if (count > most)
      yield {
        path: [section],
        reason: format(
          `Number of ${section.toLowerCase()}, ${count}, is greater than maximum allowed, ${most}`,
        ),
        ...(section === "Resources" ? {} : { guessed: true }),
      };
  }
}

/** Of the three texts that of outputs was not seen. */
function* checkNames(template: Dictionary): Iterable<TemplateProblem> {
  for (const [section, kind] of [
    ["Resources", "Resource"],
    ["Parameters", "Parameter"],
    ["Outputs", "Output"],
  ] as const)
    for (const [name] of entriesOf(template, section))
      if (!/^[A-Za-z0-9]+$/.test(name))
        yield {
          path: [section, name],
          reason: format(`${kind} name ${name} is non alphanumeric.`),
          ...(kind === "Output" ? { guessed: true } : {}),
        };
}

function* checkParameters(template: Dictionary): Iterable<TemplateProblem> {
  for (const [name, parameter] of entriesOf(template, "Parameters")) {
    const path = ["Parameters", name];
    for (const member of unknownIn(members.parameter, parameter))
      yield { path: [...path, member], reason: `Invalid template parameter property '${member}'` };
    const type = text(parameter["Type"]);
    if (type === undefined)
      yield { path, reason: format("Every Parameters object must contain a Type member.") };
    else if (!isParameterType(type))
      yield {
        path: [...path, "Type"],
        reason: format(`Unrecognized parameter type: ${type}`),
        guessed: true,
      };
  }
}

/** Service::Kind::Name of AWS and third parties, modules, and what is Custom::. */
const resourceType = /^(Custom::[\w@-]+|[A-Za-z0-9]+(::[A-Za-z0-9]+){2}(::MODULE)?)$/;
/** Types that exist for a macro only. */
const needsMacro = /^AWS::Serverless::/;

function* checkResources(template: Dictionary): Iterable<TemplateProblem> {
  const resources = entriesOf(template, "Resources");
  for (const [name, resource] of resources) {
    const path = ["Resources", name];
    if (text(resource["Type"]) === undefined)
      yield {
        path,
        reason: format(`[/Resources/${name}] Every Resources object must contain a Type member.`),
      };
    for (const member of unknownIn(members.resource, resource))
      yield { path: [...path, member], reason: `Invalid template resource property '${member}'` };
    for (const [member, known] of [
      ["DeletionPolicy", deletionPolicies],
      ["UpdateReplacePolicy", replacePolicies],
    ] as const) {
      const policy = text(resource[member]);
      if (policy !== undefined && !known.includes(policy))
        yield {
          path: [...path, member],
          reason: format(`Unrecognized ${member} ${policy} for resource ${name}`),
          guessed: true,
        };
    }
    const properties: Value = resource["Properties"] ?? {};
    if (!isDictionary(properties))
      yield {
        path: [...path, "Properties"],
        reason: format(`[/Resources/${name}/Properties] must be an object`),
        guessed: true,
      };
  }
  const unknown = resources.filter(([, resource]) => {
    const type = text(resource["Type"]) ?? "";
    return !resourceType.test(type) || needsMacro.test(type);
  });
  const types = [...new Set(unknown.map(([, resource]) => text(resource["Type"]) ?? ""))];
  if (unknown[0])
    yield {
      path: ["Resources", unknown[0][0], "Type"],
      reason: format(`Unrecognized resource types: [${types.join(", ")}]`),
    };
}

function* checkOutputs(template: Dictionary): Iterable<TemplateProblem> {
  for (const [name, output] of entriesOf(template, "Outputs")) {
    const path = ["Outputs", name];
    if (output["Value"] === undefined)
      yield { path, reason: format("Every Outputs member must contain a Value object") };
    for (const member of unknownIn(members.output, output))
      yield {
        path: [...path, member],
        reason: `Invalid template output property '${member}'`,
        guessed: true,
      };
  }
}
