import { sections } from "../syntax/sections";
import { dictionary, entriesOf, isDictionary, unknownIn, type Dictionary, type Value } from "../syntax/value";
import type { TemplateProblem } from "../syntax/template";

const limits = { Resources: 500, Parameters: 200, Outputs: 200 } as const;

const format = (text: string) => `Template format error: ${text}`;

export function* checkSections(template: Dictionary): Iterable<TemplateProblem> {
  const unknown = unknownIn(sections, template);
  if (unknown[0] !== undefined)
    yield { path: [unknown[0]], reason: `Invalid template property or properties [${unknown.join(", ")}]` };
  for (const section of ["Parameters", "Mappings", "Conditions", "Resources", "Outputs", "Rules"]) {
    const value: Value = template[section] ?? {};
    if (!isDictionary(value))
      yield { path: [section], reason: format(`[/${section}] must be an object`), guessed: true };
  }
}

export function* checkVersion({ AWSTemplateFormatVersion: version }: Dictionary): Iterable<TemplateProblem> {
  if (version !== undefined && version !== "2010-09-09")
    yield {
      path: ["AWSTemplateFormatVersion"],
      reason: format("unsupported value for AWSTemplateFormatVersion."),
    };
}

export function* checkResourceSection(template: Dictionary): Iterable<TemplateProblem> {
  if (Object.keys(dictionary(template["Resources"])).length === 0)
    yield { path: ["Resources"], reason: format("At least one Resources member must be defined.") };
}

export function* checkLimits(template: Dictionary): Iterable<TemplateProblem> {
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

/** Those of Terraform may have underscores and hyphens. (documented by Terraform, the text is guessed) */
export function* checkArchiveNames(template: Dictionary): Iterable<TemplateProblem> {
  for (const section of ["Parameters", "Outputs"] as const)
    for (const [name] of entriesOf(template, section))
      if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name))
        yield {
          path: [section, name],
          reason: format(`${name} is no name of a variable or an output.`),
          guessed: true,
        };
}

/** Of the three texts that of outputs was not seen. */
export function* checkNames(template: Dictionary): Iterable<TemplateProblem> {
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
