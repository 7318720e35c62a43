import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Project, type Result } from "../../test/support/project";
import { root, yamlHost } from "../../test/support/setup";
import { judge } from "./judge";
import { Service } from "./service";
import { bold, listCalls, showOutput, table } from "./show";
import { type Stage, type Step, steps } from "./steps";
import { yamlSteps } from "./yaml";

const example = path.join(root, "examples", "quickstart");

async function main(): Promise<void> {
  const host = yamlHost();
  const service = await Service.start(path.join(example, "catalog"));
  const project = await Project.create({
    program: filesOf(example),
    name: "quickstart",
    stack: "dev",
    env: service.emulator.env,
    ...(host && { path: host }),
  });
  // Exiting is what stops the CLI and its processes, and removes the project.
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
  try {
    await project.config("dbPassword", "not-a-secret.42", { secret: true });
    console.log(`
The program of examples/quickstart, run by the real Pulumi CLI against an embedded Service Catalog.
Its output is shortened here. Every claim is judged by the calls that arrived at the Service Catalog
and by its products, stacks and records; where it is of what is shown, by that as well.`);
    const rows: string[][] = [];
    let failed = 0;
    for (const step of [...steps, ...(host ? yamlSteps : [])]) {
      const { changing, wrong } = await play(step, rows.length + 1, { service, project });
      rows.push([`${rows.length + 1} ${step.title}`, step.claim, changing, wrong ? "NOT TRUE" : "true"]);
      if (wrong) failed++;
    }
    if (!host)
      console.log(
        "\nThe steps in YAML are left out: Pulumi's language host for YAML is not here, and could not be built.",
      );
    console.log(`\n${table(["step", "claim", "calls that change something", "verdict"], rows)}`);
    if (failed) console.log(`\n${failed} of ${rows.length} claims did not come true.`);
    process.exitCode = failed ? 1 : 0;
  } finally {
    await project.remove();
    await service.close();
  }
}

/** Runs one command of the CLI; answers what it sent to AWS, and what is wrong with the claim. */
async function play(
  step: Step,
  number: number,
  stage: Stage,
): Promise<{ changing: string; wrong: string | undefined }> {
  const { emulator } = stage.service;
  const env = step.env?.(stage) ?? {};
  console.log(`\n${bold(`${number}. ${step.title}`)}`);
  for (const line of (await step.before?.(stage)) ?? []) console.log(`  (${line})`);
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value} `);
  console.log(`  $ ${settings.join("")}pulumi ${step.command.join(" ")}`);

  emulator.clearCalls();
  const { code, stdout } = await runCommand(step, env, stage);
  await stage.service.settle();
  const wrong =
    code !== (step.exitCode ?? 0)
      ? `the exit code is ${code}`
      : step.prints?.test(stdout) === false
        ? `it does not print ${step.prints}`
        : judge(step, emulator);
  console.log(`  AWS calls: ${listCalls(emulator.calls())}`);
  console.log(wrong ? bold(`  NOT TRUE: ${step.claim}: ${wrong}`) : `  True: ${step.claim}`);
  return { changing: listCalls(emulator.calls({ mutating: true })), wrong };
}

async function runCommand(step: Step, env: Record<string, string>, stage: Stage): Promise<Result> {
  const { project } = stage;
  Object.assign(project.env, env);
  const running = project.start(...step.command);
  for (const name of Object.keys(env)) delete project.env[name];
  showOutput([running.child.stdout, running.child.stderr]);
  await step.during?.(stage, running);
  return running.result;
}

/** The files of an example, without what an installation has left there. */
function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => statSync(path.join(folder, file)).isFile());
  return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}

main().catch((error: unknown) => {
  console.log(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
