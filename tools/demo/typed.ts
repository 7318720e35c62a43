import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../../test/support/setup";
import type { Stage } from "./steps";

/*
 * The quickstart's program with the class that generate writes, and back.
 */

const CHANGES = [
  [
    `import { ProvisionedProduct } from "pulumi-servicecatalog"`,
    `import { WebApplication } from "./products/webApplication"`,
  ],
  [`new ProvisionedProduct`, `new WebApplication`],
  [`  productName: "Web application",\n`, ``],
  [`provisioningArtifactName`, `version`],
  [`provisioningParameters`, `parameters`],
] as const;

/** A parameter that only a later version has. */
const STRAY = `    AlarmAfterMinutes: 10,\n`;

const UNCHECKED = "PULUMI_NODEJS_TRANSPILE_ONLY";

/** Runs generate as a user does, and writes the program with its class and a parameter that v1 does not have. */
export async function writeTyped({ project }: Stage): Promise<string[]> {
  const cli = path.join(root, "dist", "provider", "cli.js");
  await promisify(execFile)(process.execPath, [cli, "generate"], { cwd: project.folder, env: project.env });
  const typed = CHANGES.reduce((text, [from, to]) => text.replace(from, to), read(project.folder));
  // As for every user: only the projects of tests leave the types unchecked.
  project.env[UNCHECKED] = "false";
  project.write("index.ts", typed.replace(/(?= {2}\},\n {2}tags)/, STRAY));
  return [
    "npx pulumi-servicecatalog generate has written products/webApplication.ts",
    "index.ts now makes a WebApplication, of version v1 with AlarmAfterMinutes",
  ];
}

export function correctTyped({ project }: Stage): string[] {
  project.write("index.ts", read(project.folder).replace(STRAY, ""));
  return ["index.ts now has no AlarmAfterMinutes"];
}

export function writePlain({ project }: Stage): string[] {
  project.env[UNCHECKED] = "true";
  project.write("index.ts", readFileSync(path.join(root, "examples", "quickstart", "index.ts"), "utf8"));
  return ["index.ts makes a ProvisionedProduct again"];
}

const read = (folder: string): string => readFileSync(path.join(folder, "index.ts"), "utf8");
