// The package in JavaScript: with types checked and declared, or quickly without.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../setup/run.mjs";

/**
 * What is published: the compiler checks everything, and writes the declarations beside the JavaScript.
 *
 * @param {string} root the folder of the package
 * @param {string} target
 */
export async function compile(root, target) {
  const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
  await run(process.execPath, [tsc, "-p", root, "--noEmitOnError", "--outDir", target], { cwd: root });
}

/**
 * The same JavaScript, file by file as `isolatedModules` allows, without a look at types: a quarter of the work.
 *
 * @param {string} root
 * @param {string} target
 * @param {string[]} sources all of them, data too
 * @param {(source: string) => string | undefined} findScript where the JavaScript of a source is that has not changed
 */
export async function transpile(root, target, sources, findScript) {
  const { default: ts } = await import("typescript"); // not above: this is read before dependencies are installed
  const { config } = /** @type {{config: unknown}} */ (
    ts.readConfigFile(path.join(root, "tsconfig.json"), (file) => readFileSync(file, "utf8"))
  );
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const scripts = fileNames.map((file) => path.relative(root, file));
  for (const source of [...scripts, ...sources.filter((file) => file.endsWith(".json"))]) {
    const script = path.join(target, scriptOf(source));
    const found = findScript(source);
    mkdirSync(path.dirname(script), { recursive: true });
    if (found || source.endsWith(".json")) {
      copyFileSync(found ?? path.join(root, source), script);
      continue;
    }
    const { outputText, diagnostics = [] } = ts.transpileModule(
      readFileSync(path.join(root, source), "utf8"),
      {
        compilerOptions: options,
        fileName: path.join(root, source),
        reportDiagnostics: true,
      },
    );
    if (diagnostics.length > 0)
      throw new Error(diagnostics.map((each) => ts.formatDiagnostic(each, formatHost(root))).join(""));
    writeFileSync(script, outputText);
  }
}

/** Where the JavaScript of a source stands in dist/. @param {string} source */
export function scriptOf(source) {
  return source.replace(/\.ts$/, ".js");
}

/**
 * @param {string} root
 * @returns {import("typescript").FormatDiagnosticsHost}
 */
function formatHost(root) {
  return { getCurrentDirectory: () => root, getCanonicalFileName: (name) => name, getNewLine: () => "\n" };
}
