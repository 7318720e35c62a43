import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../test/support/setup";
import * as claims from "./claims";
import { destroy, type Stage, type Step, up } from "./steps";

/*
 * The same product from a program in YAML, whose provider is the plugin.
 */

export const yamlSteps: Step[] = [
  {
    title: "In YAML",
    before: writeYaml,
    command: up,
    prints: /servicecatalog:index:ProvisionedProduct/,
    claim: "the plugin provisions the same product",
    judge: claims.provisioned,
  },
  {
    title: "In YAML, unchanged",
    command: ["preview", "--expect-no-changes"],
    claim: "nothing is sent",
    judge: claims.nothingSent,
  },
  {
    title: "In YAML, terminated",
    command: destroy,
    claim: "product and stack are really gone",
    judge: claims.terminatedFromYaml,
  },
];

/** Makes of the project the example in YAML, with the plugin of this checkout. */
function writeYaml({ project }: Stage): string[] {
  const plugin = path.join(root, "dist", "plugin");
  const program = readFileSync(path.join(root, "examples", "yaml", "Pulumi.yaml"), "utf8");
  project.write("Pulumi.yaml", program.replace("../../dist/plugin", plugin));
  return ["Pulumi.yaml is now the program of examples/yaml; index.ts is not run any more"];
}
