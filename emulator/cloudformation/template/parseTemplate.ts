import { SetupError } from "../../base/setupError";
import { readTemplateText, type StrangePlace } from "../syntax/readTemplateText";
import { readTemplate } from "../syntax/readTemplate";
import type { Template, TemplateProblem } from "../syntax/template";
import { languageExtensions, transformsOf } from "../syntax/transforms";
import { CloudFormationError, isDictionary, type Dictionary } from "../syntax/value";
import { expandMacros } from "../evaluation/macros/expandMacros";
import { hasLoops } from "../evaluation/macros/forEach";
import { writeOut } from "../evaluation/macros/templateWith";
import { structureProblems } from "./structure";

/** A template that CloudFormation refuses: all that is wrong with it, each with file and line. */
export class TemplateError extends SetupError {
  constructor(
    file: string,
    lineOf: (problem: TemplateProblem) => number,
    /** The first is what CloudFormation names, in its own words. */
    readonly problems: readonly [TemplateProblem, ...TemplateProblem[]],
  ) {
    const located = problems.map((problem) => ({ line: lineOf(problem), reason: problem.reason }));
    const lines = located.sort((one, other) => one.line - other.line);
    super([...new Set(lines.map(({ line, reason }) => `${file}:${line}: ${reason}`))].join("\n"));
  }
}

/**
 * Reads a template, and refuses what CloudFormation would refuse before it does anything with it.
 * @throws {TemplateError} with all that is wrong; a `SetupError` for what is no template at all
 */
export function parseTemplate(source: string, file: string): Template {
  const { value: root, strange, lineOf } = readTemplateText(source, file);
  if (!isDictionary(root))
    throw new SetupError(`${file}:1: not a CloudFormation template, it has no Resources section`);
  const loops = hasLoops(root) && transformsOf(root).includes(languageExtensions) ? root : undefined;
  const unreadable: TemplateProblem[] = [
    ...(Buffer.byteLength(source) > maxBytes ? [tooLarge] : []),
    ...strange.map(problemOf),
  ];
  let template: Dictionary = root;
  try {
    if (loops) template = writeOut(loops, undefined, "us-east-1");
  } catch (error) {
    if (!(error instanceof CloudFormationError)) throw error;
    unreadable.push({ path: [], reason: error.message, guessed: true });
  }
  const expanded = expandMacros(template);
  const [first, ...more] = structureProblems(expanded.template, unreadable);
  if (first) throw new TemplateError(file, ({ path }) => lineOf(path), [first, ...more]);
  return { ...readTemplate(expanded.template), macros: expanded.macros, loops };
}

/** What CloudFormation says of YAML that it does not take. (observed) */
const strangeness: Readonly<Record<StrangePlace["what"], (place: string) => string>> = {
  null: (place) => `${place} 'null' values are not allowed in templates`,
  alias: () => "Template error: YAML aliases are not allowed in CloudFormation templates",
  key: (place) => `${place} map keys must be strings; received a map instead`,
};

/**
 * Reads what stands for the archive of an engine: its parameters, and outputs if need be, as a template declares them.
 * @throws {SetupError} as `parseTemplate` does
 */
export function parseArchive(source: string, file: string): Template {
  const { value: root, strange, lineOf } = readTemplateText(source, file);
  if (!isDictionary(root)) throw new SetupError(`${file}:1: not a map with a Parameters section`);
  const [first, ...more] = structureProblems(root, strange.map(problemOf), true);
  if (first) throw new TemplateError(file, ({ path }) => lineOf(path), [first, ...more]);
  return { ...readTemplate(root), macros: [], loops: undefined };
}

const problemOf = ({ path, what }: StrangePlace): TemplateProblem => ({
  path,
  reason: strangeness[what](`[/${path.join("/")}]`),
});

const maxBytes = 1_000_000;
const tooLarge: TemplateProblem = {
  path: [],
  reason: `Template may not exceed ${maxBytes} bytes in size.`,
};
