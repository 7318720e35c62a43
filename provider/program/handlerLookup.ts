import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import path from "node:path";

const PACKAGE = "pulumi-servicecatalog";

/** Where the engine starts the provider process: the program's folder, unless the program goes elsewhere later. */
const folderAtStart = process.cwd();

/**
 * What to add where, when the provider process will not find this package: the engine starts it in the program's
 * folder, and the text in state looks from there and beside `@pulumi/pulumi`, not beside whoever has made the resource.
 * So it is with a component of another package, a bundle, or pnpm without hoisting. Undefined when the package is
 * found, and when it cannot be known: in unit tests and inline programs the folder is another one.
 *
 * @param main the script that node runs; of a program it is `@pulumi/pulumi/cmd/run`.
 */
export function missingDependency(
  main = process.argv[1] ?? "",
  folders: readonly string[] = [folderAtStart, process.cwd()],
): string | undefined {
  if (!/[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run([\\/]index(\.js)?)?$/.test(main)) return undefined;
  if (folders.some((folder) => !isMissingFrom(folder))) return undefined;
  const folder = folders[0] ?? ".";
  return `the provider process finds ${PACKAGE} neither from ${folder} nor beside @pulumi/pulumi. Add to the dependencies in ${manifestOf(folder)}, and install: "${PACKAGE}": "${version()}"`;
}

/** As the text in state looks (contract.ts). */
function isMissingFrom(folder: string): boolean {
  const provider = resolve(path.join(folder, "program.js"), "@pulumi/pulumi/cmd/dynamic-provider");
  return (
    provider !== undefined &&
    resolve(provider, `${PACKAGE}/handler`, { paths: [folder, path.dirname(provider)] }) === undefined
  );
}

function resolve(from: string, name: string, options?: { paths: string[] }): string | undefined {
  try {
    return createRequire(from).resolve(name, options);
  } catch {
    return undefined;
  }
}

function manifestOf(folder: string): string {
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    const manifest = path.join(here, "package.json");
    if (existsSync(manifest)) return manifest;
    if (here === path.dirname(here)) return path.join(folder, "package.json");
  }
}

/** Of this package, unless it is part of a bundle. */
function version(): string {
  try {
    const { version } = createRequire(__filename)(`${PACKAGE}/package.json`) as { version: string };
    return `^${version}`;
  } catch {
    return "*";
  }
}
