import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cacheRoot, once } from "./cache.mjs";
import { buildGo, pinsOf } from "./go.mjs";
import { run } from "./run.mjs";
import { say, saying } from "./say.mjs";
import { firstThatWorks } from "./ways.mjs";

/** What the peer dependency on @pulumi/pulumi starts with. */
export const OLDEST = "3.216.0";

const tools = fileURLToPath(new URL("..", import.meta.url));
const exe = process.platform === "win32" ? ".exe" : "";
const CLI = `pulumi${exe}`;
const HOST = `pulumi-language-nodejs${exe}`;
const DYNAMIC =
  process.platform === "win32" ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";
/** What an official download has besides, for programs in YAML. */
export const YAML_HOST = `pulumi-language-yaml${exe}`;
const NONE = "there is none";
const DOWNLOADS = "https://get.pulumi.com/install.sh";

/** @type {import("./go.mjs").GoProgram[]} */
const builds = [
  {
    module: "language",
    output: HOST,
    main: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    tags: "osusergo",
    ldflags: "-w -s",
  },
  {
    module: "cli",
    output: CLI,
    main: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    tags: "osusergo,grpcnotrace",
    // Without a version the Automation API refuses the CLI.
    ldflags: `-w -s -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pinnedVersion()}`,
  },
];

/** The one place that says which CLI is set up is the Go module that builds it. */
export function pinnedVersion() {
  const text = readFileSync(path.join(tools, "cli", "go.mod"), "utf8");
  const version = /pulumi\/pkg\/v3 v(\S+)/.exec(text)?.[1];
  if (!version) throw new Error("tools/cli/go.mod names no version of github.com/pulumi/pulumi/pkg/v3");
  return version;
}

/** Where the CLI of this project is kept: another pin, another folder. */
export function cachedCli(root = cacheRoot()) {
  return path.join(root, `cli-${pinnedVersion()}-${pinsOf(builds)}`);
}

/**
 * Finds or makes the Pulumi CLI.
 * @returns {Promise<string>} the folder that holds it
 */
export async function findCli() {
  const folder = cachedCli();
  return firstThatWorks("Pulumi CLI to run", [
    {
      name: "`pulumi` on PATH",
      find: () => onPath().catch(tellRefusal),
      remedy: `install Pulumi ${OLDEST} or newer: https://www.pulumi.com/docs/install/`,
    },
    { name: "the copy set up earlier", find: () => setUpEarlier(folder) },
    {
      name: `download by the npm package pulumi@${pinnedVersion()}`,
      find: () => once(folder, download),
      remedy: "allow this machine to reach https://get.pulumi.com",
    },
    {
      name: "build from Go modules",
      find: () => once(folder, build),
      remedy: "install Go 1.25.11 or newer (https://go.dev/dl/) and allow it to reach a Go module proxy",
    },
  ]);
}

/**
 * @param {string} [searched]
 * @param {(file: string) => Promise<string>} [askVersion]
 */
export async function onPath(searched = process.env["PATH"] ?? "", askVersion = versionOf) {
  const folders = searched.split(path.delimiter).filter(Boolean);
  const holding = (/** @type {string} */ file) =>
    folders.find((folder) => isExecutable(path.join(folder, file)));
  const folder = holding(CLI);
  if (!folder) throw new Error(NONE);
  if (!holding(HOST))
    throw new Error(`${folder} has one, but ${HOST} is neither there nor elsewhere on PATH`);
  const version = await askVersion(path.join(folder, CLI));
  if (isOlder(version, OLDEST))
    throw new Error(`${folder} has version ${version}; ${OLDEST} or newer is needed`);
  return folder;
}

/**
 * Someone who has Pulumi installed wonders otherwise what all this is for.
 * @param {Error} error
 * @returns {never}
 */
function tellRefusal(error) {
  if (error.message !== NONE) say(`the installed Pulumi is not used: ${error.message}`);
  throw error;
}

/** @param {string} folder */
function setUpEarlier(folder) {
  if (!existsSync(folder)) throw new Error(`there is none in ${path.dirname(folder)}`);
  return folder;
}

/** @param {string} partial */
async function download(partial) {
  // The package would need a minute to find out what this tells within seconds.
  await fetch(DOWNLOADS, { method: "HEAD", signal: AbortSignal.timeout(5_000) }).catch(
    (/** @type {Error} */ error) => {
      const reason = error.cause instanceof Error ? error.cause : error;
      throw new Error(`${DOWNLOADS} cannot be reached (${reason.message})`);
    },
  );
  const version = pinnedVersion();
  await saying(`downloading the Pulumi CLI ${version} (usually half a minute)`, async () => {
    const work = path.join(partial, "download");
    await mkdir(work);
    await run("npm", [
      "install",
      "--prefix",
      work,
      "--no-save",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      `pulumi@${version}`,
    ]);
    const env = {
      ...process.env,
      PULUMI_HOME: work,
      PULUMI_VERSION: version,
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    await run(process.execPath, [path.join(work, "node_modules", "pulumi", "run.js"), "version"], {
      env,
      timeout: 600_000,
    });
    const files = path.join(work, "versions", version, "bin");
    const wanted = [CLI, HOST];
    if (existsSync(path.join(files, YAML_HOST))) wanted.push(YAML_HOST); // only the demo uses it, and can do without
    for (const file of wanted) await rename(path.join(files, file), path.join(partial, file));
    await rm(work, { recursive: true });
  });
}

/** @param {string} partial */
async function build(partial) {
  await run("go", ["version"]);
  say("no Pulumi CLI here and none to download, so it is built from its sources, once for this machine");
  for (const program of builds) {
    const usual = program.module === "cli" ? "usually 3 to 6 minutes" : "usually half a minute";
    await buildGo(program, partial, usual);
  }
  await versionOf(path.join(partial, CLI));
}

/**
 * The launcher of dynamic providers is a script of @pulumi/pulumi that is looked for beside the
 * CLI. It only finds the provider in the project, so that one copy serves every version.
 *
 * @param {string} bin
 * @param {string} modules the node_modules folder to take it from
 */
export async function placeLauncher(bin, modules) {
  const target = path.join(bin, DYNAMIC);
  if (existsSync(target) || !bin.startsWith(cacheRoot())) return;
  const partial = `${target}.${process.pid}`;
  await copyFile(path.join(modules, "@pulumi", "pulumi", DYNAMIC), partial);
  await rename(partial, target);
}

/** Asks in a Pulumi home of its own: even this command writes a log there. @param {string} file */
async function versionOf(file) {
  const home = await mkdtemp(path.join(os.tmpdir(), "pulumi-home-"));
  try {
    const env = { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    return (await run(file, ["version"], { env, timeout: 20_000 })).trim().replace(/^v/, "");
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * @param {string} version
 * @param {string} than
 */
export function isOlder(version, than) {
  const [have, need] = [version, than].map((text) => text.split(/[.+-]/).map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (have?.[part] || 0) - (need?.[part] || 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
