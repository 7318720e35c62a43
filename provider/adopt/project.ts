import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { messageOf, problem } from "../base/errors";
import { isRecord } from "../state/values";
import type { Target } from "./importFile";

/** The organization of every stack that is not kept in Pulumi Cloud. */
const OWN_BACKEND = "organization";

/**
 * The stack as the options and the project of the current folder say, and the project's folder.
 *
 * @throws Problem `arguments` when there is no stack or no project.
 */
export function targetOf(
  given: string | undefined,
  projectName: string | undefined,
): { target: Target; folder: string } {
  const parts = given?.split("/") ?? [];
  const stack = parts.at(-1);
  if (!stack) {
    throw problem(
      "arguments",
      "--stack is needed: the stack that is to manage the products, as pulumi names it.",
    );
  }
  const folder = projectFolder(process.cwd());
  const project = projectName ?? (parts.length === 3 ? parts[1] : undefined) ?? nameIn(folder);
  if (!project) {
    throw problem(
      "arguments",
      "There is no Pulumi.yaml in this folder or above.",
      "Run the command in the folder of the Pulumi project, or give --project.",
    );
  }
  const organization = parts.length > 1 ? (parts[0] ?? OWN_BACKEND) : OWN_BACKEND;
  return { target: { organization, project, stack }, folder: folder ?? process.cwd() };
}

function projectFolder(from: string): string | undefined {
  if (existsSync(path.join(from, "Pulumi.yaml"))) return from;
  const above = path.dirname(from);
  return above === from ? undefined : projectFolder(above);
}

function nameIn(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const file = path.join(folder, "Pulumi.yaml");
  const { name } = read(file);
  if (typeof name === "string" && name !== "") return name;
  throw problem("arguments", `${file} names no project.`, "Give it a name, or the command --project.");
}

function read(file: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw problem("arguments", `${file} cannot be read: ${messageOf(error)}`);
  }
  return isRecord(content) ? content : {};
}
