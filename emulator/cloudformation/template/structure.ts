import { checkAttributes } from "./attributeChecks";
import { checkConditions } from "./conditionChecks";
import { checkFunctions } from "./functionChecks";
import { checkMacros } from "./macros";
import { checkCycles, checkReferences } from "./dependencies";
import { checkOutputs, checkParameters, checkResources } from "./entryChecks";
import { checkLimits, checkNames, checkResourceSection, checkSections, checkVersion } from "./sectionChecks";
import type { Dictionary } from "../syntax/value";
import type { TemplateProblem } from "../syntax/template";

type Check = (template: Dictionary) => Iterable<TemplateProblem>;

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
  checkAttributes,
  checkCycles,
];

export function structureProblem(template: Dictionary): TemplateProblem | undefined {
  for (const check of checks) for (const problem of check(template)) return problem;
  return undefined;
}
