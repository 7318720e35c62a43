import path from "node:path";
import { cleanEnvironment } from "./sandbox";
import { pulumiBin } from "./setup";

export interface PulumiCli {
  /** the executable */
  bin: string;
  /** an environment in which it asks nothing, tells nobody, and keeps all it writes in `home` */
  env: NodeJS.ProcessEnv;
}

/**
 * The real Pulumi CLI, with its settings kept in a folder of the test.
 * PULUMI_HOME, the backend and the passphrase have no other source than this.
 */
export function pulumiCli(home: string, passphrase: string): PulumiCli {
  const folder = pulumiBin();
  const nodeFolder = path.dirname(process.execPath);
  return {
    bin: path.join(folder, process.platform === "win32" ? "pulumi.exe" : "pulumi"),
    env: cleanEnvironment({
      PATH: [folder, nodeFolder, process.env["PATH"]].join(path.delimiter),
      PULUMI_HOME: path.join(home, "pulumi"),
      PULUMI_BACKEND_URL: `file://${path.join(home, "state").replaceAll("\\", "/")}`,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_SKIP_CONFIRMATIONS: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
      PULUMI_SUPPRESS_NEO_LINK: "true",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      NO_COLOR: "1",
    }),
  };
}
