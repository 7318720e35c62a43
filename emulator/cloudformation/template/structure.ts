import { checkAttributes } from "./attributeChecks";
import { checkConditions } from "./conditionChecks";
import { checkFunctions } from "./functionChecks";
import type { TemplatePath } from "../syntax/readTemplateText";
import { checkCycles, checkReferences } from "./dependencies";
import { checkOutputs, checkParameters, checkResources } from "./entryChecks";
import {
  checkArchiveNames,
  checkLimits,
  checkNames,
  checkResourceSection,
  checkSections,
  checkVersion,
} from "./sectionChecks";
import { checkMappings, checkOutputValues } from "./valueChecks";
import type { Dictionary } from "../syntax/value";
import type { TemplateProblem } from "../syntax/template";

type Check = (template: Dictionary) => Iterable<TemplateProblem>;

/** What the first one finds comes first: CloudFormation names one thing at a time. */
const checks: readonly Check[] = [
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
  checkMappings,
  checkOutputValues,
  checkCycles,
];

/** Of an archive only what it declares is looked at; its names are those of another language. */
const archiveChecks: readonly Check[] = [
  checkSections,
  checkLimits,
  checkArchiveNames,
  checkParameters,
  checkOutputs,
];

/**
 * All that is wrong with a template, or with what stands for an archive. What a check finds where an earlier one has found something follows from that.
 * @param known what has been found already
 */
export function structureProblems(
  template: Dictionary,
  known: readonly TemplateProblem[] = [],
  isArchive = false,
): TemplateProblem[] {
  const found = [...known];
  for (const check of isArchive ? archiveChecks : checks) {
    const before = found.map(({ path }) => path);
    found.push(...[...check(template)].filter(({ path }) => !before.some((outer) => isWithin(path, outer))));
  }
  return found;
}

const isWithin = (path: TemplatePath, outer: TemplatePath) =>
  outer.every((part, index) => path[index] === part);
