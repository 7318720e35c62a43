import { languages } from "../support/setup";
import type { World } from "./fixture";
import { inWorld } from "./fixture";

export const TYPE = "servicecatalog:index:ProvisionedProduct";

/** Where a project that installed our package finds the plugin. */
export const PLUGIN = "./node_modules/pulumi-servicecatalog/dist/plugin";

type Members = Record<string, unknown>;

/** A YAML program of one product and `more` resources, in the subset of YAML that is JSON. */
export const yamlProgram = (
  properties: Members = {},
  options: Members = {},
  others: Members = {},
  more: Members = {},
): string =>
  JSON.stringify({
    name: "project",
    runtime: "yaml",
    packages: { servicecatalog: PLUGIN },
    resources: {
      web: {
        type: TYPE,
        properties: {
          name: "web-1",
          productName: "web",
          provisioningArtifactName: "v1",
          ...properties,
        },
        ...(Object.keys(options).length > 0 && { options }),
      },
      ...more,
    },
    outputs: {
      id: "${web.id}",
      arn: "${web.arn}",
      status: "${web.status}",
      url: "${web.outputs.Url}",
    },
    ...others,
  });

interface Options extends Omit<NonNullable<Parameters<typeof inWorld>[0]>, "program"> {
  program?: string;
}

/** As inWorld, for a program in YAML. */
export const inYamlWorld = (
  { program = yamlProgram(), ...options }: Options,
  test: (world: World & { write: (program: string) => void }) => Promise<void>,
): Promise<void> =>
  inWorld({ ...options, program: { "Pulumi.yaml": program }, path: languages() }, (world) =>
    test({
      ...world,
      urn: `urn:pulumi:test::project::${TYPE}::web`,
      write: (text) => world.project.write("Pulumi.yaml", text),
    }),
  );
