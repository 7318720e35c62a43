import { readdir } from "node:fs/promises";
import path from "node:path";

/**
 * @typedef {import("../setup/index.mjs").Part} Part
 * @typedef {object} Suite
 * @property {string} name
 * @property {string[]} folders
 * @property {Part[]} needs
 * @property {number} timeout of one test, in milliseconds
 * @property {number} [parts] so many processes share its files
 * @property {boolean} [apart] each file in a process of its own, to share the work out better
 * @property {boolean} [types] needs the package with its declarations, which take most of the time of a build
 * @property {boolean} [onDemand] runs only when it is named
 * @property {Record<string, string>} [env]
 */

/** The longest run comes first, so that no core is left idle at the end. @type {Suite[]} */
export const suites = [
  {
    name: "unit",
    folders: [
      "test/provider",
      "test/emulator",
      "test/patterns",
      "test/state",
      "test/docs",
      "test/support",
      "test/tools",
    ],
    needs: [],
    timeout: 10_000,
  },
  // In two runs, because half of its time it waits.
  { name: "wire", folders: ["test/wire"], needs: [], timeout: 30_000, parts: 2 },
  { name: "engine", folders: ["test/engine"], needs: ["cli"], timeout: 240_000, apart: true },
  // The same tests as wire, each of them with the process that runs dynamic providers. CI runs them.
  {
    name: "grpc",
    folders: ["test/wire"],
    needs: [],
    timeout: 30_000,
    parts: 3,
    env: { SERVICECATALOG_DOOR: "process" },
    onDemand: true,
  },
  // Once more, with the resource plugin.
  {
    name: "plugin",
    folders: ["test/wire"],
    needs: [],
    timeout: 30_000,
    parts: 3,
    env: { SERVICECATALOG_DOOR: "plugin" },
    onDemand: true,
  },
  // Beyond what people run all day: rarer situations in the real engine. CI runs them.
  {
    name: "corners",
    folders: ["test/corners"],
    needs: ["cli", "nodes", "languages", "python"],
    timeout: 180_000,
    apart: true,
    types: true,
    env: { SERVICECATALOG_DOOR: "process" },
    onDemand: true,
  },
  // A hundred simulations at random, always the same ones; `npm run torture` runs more.
  { name: "torture", folders: ["test/torture"], needs: [], timeout: 300_000, onDemand: true },
  {
    name: "package",
    folders: ["test/package"],
    needs: ["typescripts"],
    timeout: 120_000,
    types: true,
    onDemand: true,
  },
  {
    name: "conformance",
    folders: ["test/conformance"],
    needs: ["cli", "python"],
    timeout: 300_000,
    apart: true,
    onDemand: true,
  },
  // Takes minutes, most of them of cfn-lint.
  { name: "corpus", folders: ["test/corpus"], needs: ["corpus"], timeout: 900_000, onDemand: true },
  { name: "page", folders: ["test/page"], needs: ["cli"], timeout: 60_000, onDemand: true },
];

/**
 * Takes apart what follows `npm test --`: names of suites, files, and everything else for mocha.
 *
 * @param {string[]} args
 * @param {Suite[]} [all]
 * @returns {{suites: Suite[], files: string[], mocha: string[]}}
 */
export function select(args, all = suites) {
  const files = args.filter((arg) => arg.endsWith(".test.ts")).map((file) => path.normalize(file));
  const names = args.filter((arg) => all.some(({ name }) => name === arg));
  const mocha = args.filter((arg) => !names.includes(arg) && !arg.endsWith(".test.ts"));
  // A file runs in the suite that is named for it, or else in the first one that has its folder.
  const ofFiles = files.map((file) => {
    const holders = all.filter(({ folders }) => isWithin(file, folders));
    return holders.find(({ name }) => names.includes(name)) ?? holders[0];
  });
  const selected = all.filter((suite) => {
    if (files.length || names.length) return names.includes(suite.name) || ofFiles.includes(suite);
    return !suite.onDemand;
  });
  return { suites: selected, files, mocha };
}

/**
 * The runs of mocha that a suite consists of: each is a list of files.
 *
 * @param {string} root
 * @param {Suite} suite
 * @param {string[]} files if any, only these
 * @returns {Promise<string[][]>}
 */
export async function runsOf(root, { folders, apart, parts = 1 }, files) {
  const found = [];
  for (const folder of folders) {
    const entries = await readdir(path.join(root, folder), { recursive: true }).catch(() => []);
    found.push(
      ...entries.filter((entry) => entry.endsWith(".test.ts")).map((entry) => path.join(folder, entry)),
    );
  }
  const wanted = files.some((file) => isWithin(file, folders))
    ? found.filter((file) => files.includes(file))
    : found;
  wanted.sort();
  if (apart) return wanted.map((file) => [file]);
  const shares = Array.from({ length: parts }, (_, part) =>
    wanted.filter((_, index) => index % parts === part),
  );
  return shares.filter(({ length }) => length > 0);
}

/**
 * @param {string} file
 * @param {string[]} folders
 */
function isWithin(file, folders) {
  return folders.some((folder) => path.relative(folder, file).split(path.sep)[0] !== "..");
}
