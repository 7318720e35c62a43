import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "./setup";

/** How a project gets our package: the checkout itself, or what `npm pack` makes of it. */
export type Installed = "linked" | "packed";

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
}

const duties = new Set<() => void>();
process.once("exit", () => [...duties].reverse().forEach((duty) => duty()));

/**
 * What must happen when the test process ends before the test has cleaned up, latest first.
 * @returns a function that takes the duty back
 */
export function atExit(duty: () => void): () => void {
  duties.add(duty);
  return () => void duties.delete(duty);
}

/** A folder that is gone when the test process is, whatever happens to the test. */
export function temporaryFolder(prefix: string): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), `servicecatalog-${prefix}-`)));
  atExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/**
 * Gives a folder the node_modules of a project that installed our package: a packed one finds its
 * dependencies beside itself, as it would for a user, and nothing else of this checkout. What the
 * project's own package.json names is there, too, and so are the others that are asked for.
 */
export function installInto(
  folder: string,
  installed: Installed = "linked",
  others: readonly string[] = [],
): void {
  const modules = path.join(folder, "node_modules");
  const { name, dependencies } = manifest(root);
  const link = (dependency: string, target = path.join(root, "node_modules", dependency)) => {
    const from = path.join(modules, dependency);
    mkdirSync(path.dirname(from), { recursive: true });
    symlinkSync(target, from, "junction");
  };
  const own = existsSync(path.join(folder, "package.json")) ? manifest(folder).dependencies : undefined;
  const wanted: Record<string, string> = { "@pulumi/pulumi": "", "@types/node": "", typescript: "", ...own };
  if (installed === "packed") Object.assign(wanted, dependencies);
  for (const other of others) Object.assign(wanted, { [other]: "" });
  for (const [dependency, range] of Object.entries(wanted)) {
    const local = range.startsWith("file:") ? path.join(folder, range.slice("file:".length)) : undefined;
    if (dependency !== name) link(dependency, local);
  }
  if (installed === "linked") return link(name, root);
  const target = path.join(modules, name);
  mkdirSync(target);
  execFileSync("tar", ["-xzf", packed(), "-C", target, "--strip-components=1"]);
}

let tarball: string | undefined;

/** The tarball of `npm pack`, made once for each test process. */
export function packed(): string {
  if (tarball) return tarball;
  if (!existsSync(path.join(root, "dist")))
    throw new Error("There is no dist/ to pack. Run `npm run build` first.");
  const folder = temporaryFolder("packed");
  execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], {
    cwd: root,
    stdio: "pipe",
    shell: process.platform === "win32",
  });
  const [file] = readdirSync(folder);
  if (!file) throw new Error("npm pack left no tarball");
  return (tarball = path.join(folder, file));
}

/**
 * The environment for programs under test: without the user's Pulumi and AWS settings, so that no
 * test can reach a real stack, account or credential.
 */
export function cleanEnvironment(additions: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(PULUMI|AWS|SERVICECATALOG|NODE_OPTIONS)/i.test(name),
  );
  const nowhere = path.join(os.tmpdir(), "no-such-folder");
  return {
    ...Object.fromEntries(inherited),
    AWS_CONFIG_FILE: path.join(nowhere, "config"),
    AWS_SHARED_CREDENTIALS_FILE: path.join(nowhere, "credentials"),
    AWS_EC2_METADATA_DISABLED: "true",
    ...additions,
  };
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
}
