import { createEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import { Project, type ProjectOptions, type Result } from "../support/project";

const template = {
  Parameters: {
    Size: { Type: "String", Default: "small", AllowedValues: ["small", "medium", "large"] },
    Owner: { Type: "String", Default: "nobody" },
    Password: { Type: "String", NoEcho: true, Default: "only-for-tests" },
  },
  Resources: { Bucket: { Type: "AWS::S3::Bucket" }, Queue: { Type: "AWS::SQS::Queue" } },
  Outputs: {
    Url: { Value: { "Fn::Sub": "https://web.example/${Size}/${Owner}" } },
    Connection: { Value: { "Fn::Sub": "user:${Password}@db.example" } },
  },
};

/** A product with two versions, whose tags may be updated; more resources or others, if any. */
export const catalogOf = (resources: object = {}) => {
  const versions = ["v1", "v2"].map((name) => ({
    name,
    template: { ...template, Resources: { ...template.Resources, ...resources } },
  }));
  const constraints = [{ type: "RESOURCE_UPDATE" as const, tagUpdates: "ALLOWED" as const }];
  return { products: [{ name: "web", versions, constraints }] };
};
export const catalog = catalogOf();

/** How long the emulator's operations take, ms: long enough to see each step, short enough to run all day. */
export const durations = { create: 400, update: 400, terminate: 400, lag: 50 };

/** So long that an operation is still running when a signal comes, or a kill. */
export const slow = { durations: { create: 2500, update: 2500, terminate: 2500, lag: 50 } };

/** What a row shows while AWS is at work. */
export const running = /in progress \(rec-/;

/** Starts a command, and sends it a signal when a row shows that AWS is at work. */
export async function stopRunning(
  project: Project,
  command: "up" | "destroy",
  signal: NodeJS.Signals,
): Promise<Result> {
  const run = project.start(command, "--yes", "--skip-preview");
  await run.printed(running);
  run.signal(signal);
  return run.result;
}

/** A program of one resource; `args` and `options` are the text of object members. */
export const program = (args = "", options = "", before = ""): string => `
const pulumi = require("@pulumi/pulumi");
const { ProvisionedProduct } = require("pulumi-servicecatalog");
${before}
const web = new ProvisionedProduct("web", {
  name: "web-1",
  productName: "web",
  provisioningArtifactName: "v1",
  ${args}
}, { ${options} });
module.exports = { id: web.id, status: web.status, url: web.output("Url"), outputs: web.outputs };
`;

export interface World {
  emulator: Emulator;
  project: Project;
  /** The URN of the resource. */
  urn: string;
  /** Operations of the calls that change something, in order, since the last look. */
  sent: () => string[];
}

/** Runs a test with an emulator and a project of its own. Everyday tests run as an end user of AWS's policy. */
export async function inWorld(
  options: Partial<ProjectOptions> & { emulator?: EmulatorOptions },
  test: (world: World) => Promise<void>,
): Promise<void> {
  const emulator = await createEmulator({ catalog, durations, profile: "end-user", ...options.emulator });
  const env = { ...emulator.env, ...options.env };
  const project = await Project.create({ program: program(), ...options, env });
  const urn = `urn:pulumi:test::${project.name}::pulumi-nodejs:dynamic/servicecatalog:ProvisionedProduct::web`;
  const sent = () => {
    const operations = emulator.calls({ mutating: true }).map(({ operation }) => operation);
    emulator.clearCalls();
    return operations;
  };
  try {
    await test({ emulator, project, urn, sent });
  } finally {
    await project.remove();
    await emulator.close();
  }
}

/** The text of everything that the CLI said. */
export const everything = ({ stdout, stderr }: { stdout: string; stderr: string }): string => stdout + stderr;
