import path from "node:path";
import { fileURLToPath } from "node:url";
import { findCli, placeLauncher } from "./cli.mjs";
import { installDependencies, isInstalled } from "./dependencies.mjs";
import { findNodes } from "./nodes.mjs";

/** The folder of this checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @typedef {{cli?: string, nodes?: {version: string, path: string}[]}} Found
 *
 * @param {{dependencies?: boolean, cli?: boolean, nodes?: boolean}} wanted
 * @returns {Promise<Found>} the folder of the Pulumi CLI, and the Node.js versions to test on
 */
export async function setUp(wanted) {
  if (wanted.dependencies) await installDependencies(root);
  const nodes = wanted.nodes ? await findNodes() : undefined;
  const cli = wanted.cli ? await findCli() : undefined;
  if (cli && (await isInstalled(root))) await placeLauncher(cli, path.join(root, "node_modules"));
  return { ...(cli && { cli }), ...(nodes && { nodes }) };
}
