import path from "node:path";
import ts from "typescript";

/*
 * TypeScript's compiler in this process, with the strictest options, for programs that exist in memory only. The
 * package is that of the sources.
 */

const folder = __dirname;
const entry = path.join(folder, "pulumi-servicecatalog.ts");
const ENTRY = `
export { ProvisionedProduct } from "../../../provider/program/provisionedProduct";
export type { ProvisionedProductArgs } from "../../../provider/program/args";
export type { OptionalParameterInput, ParameterInput, ProductArgs } from "../../../provider/program/typed";
`;

export const STRICTEST: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node20,
  strict: true,
  exactOptionalPropertyTypes: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
  paths: { "pulumi-servicecatalog": [entry] },
};

export interface Diagnostic {
  file: string;
  /** From 1 on. */
  line: number;
  column: number;
  code: number;
  text: string;
}

/** Declarations of libraries are the same for every program of a run. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says about programs, by the names of their files. */
export function compile(files: Record<string, string>): Diagnostic[] {
  const texts = new Map(Object.entries(files).map(([name, text]) => [path.join(folder, name), text]));
  const own = [...texts.keys()];
  texts.set(entry, ENTRY);
  const host = ts.createCompilerHost(STRICTEST);
  const disk = ts.createCompilerHost(STRICTEST);
  const folders = new Set(own.map((file) => path.dirname(file)));
  host.directoryExists = (name) => folders.has(name) || disk.directoryExists?.(name) === true;
  host.fileExists = (file) => texts.has(file) || disk.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? disk.readFile(file);
  host.getSourceFile = (file, options, ...others) => {
    const text = texts.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, options);
    if (!libraries.has(file)) libraries.set(file, disk.getSourceFile(file, options, ...others));
    return libraries.get(file);
  };
  const program = ts.createProgram(own, STRICTEST, host);
  return own.flatMap((name) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ file, start = 0, code, messageText }) => {
        const { line = 0, character = 0 } = file?.getLineAndCharacterOfPosition(start) ?? {};
        return {
          file: path.relative(folder, name),
          line: line + 1,
          column: character + 1,
          code,
          text: ts.flattenDiagnosticMessageText(messageText, "\n"),
        };
      },
    );
  });
}
