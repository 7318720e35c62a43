import type { Aws } from "../aws/clients";
import type { Clock } from "../base/clock";
import { milliseconds } from "../base/duration";
import { assumeRolesIn } from "../config/awsSettings";
import type { Connection } from "../config/connection";
import { connectionFor } from "../config/connection";
import type { StackConfig } from "../config/stackConfig";
import { runSettings } from "../config/stackConfig";
import type { Engine } from "../engine/connection";
import { LOOKUP_TIMEOUT, lookUp, readReference } from "../product/lookUp";
import type { Inputs } from "../state/inputs";
import { secret } from "../state/secrets";
import type { Properties } from "../state/values";
import { withoutAbsent } from "../state/values";

export interface FunctionParts {
  engine: Engine;
  clock: Clock;
  aws: (connection: Connection) => Aws;
}

/** The engine has held the arguments to the schema. */
type Texts = Partial<Record<"id" | "name" | "region" | "profile" | "timeout", string>>;

/**
 * The function `getProvisionedProduct`: a product that need not be managed by this program, as it is now.
 *
 * @throws Problem as lookUp does.
 */
export async function getProvisionedProduct(
  { engine, clock, aws }: FunctionParts,
  config: StackConfig,
  args: Properties,
): Promise<Properties> {
  const { id, name, region, profile, timeout = LOOKUP_TIMEOUT } = withoutAbsent(args) as Texts;
  const assumeRole = assumeRolesIn(args.assumeRole, "getProvisionedProduct: assumeRole")?.[0];
  const inputs = withoutAbsent({ region, profile, assumeRole }) as Inputs;
  const found = await lookUp(
    {
      aws: aws(connectionFor(inputs, config)),
      clock,
      stop: engine.stop,
      deadline: clock.now() + milliseconds(timeout),
      settings: runSettings(config),
      ...engine.row(""),
    },
    readReference(withoutAbsent({ id, name })),
  );
  const { outputs, ...observed } = found.observed;
  return { id: found.id, ...observed, outputs: found.hasSecretOutputs ? secret(outputs) : outputs };
}
