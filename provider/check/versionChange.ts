import type { Launch } from "../aws/catalog";
import { describeLaunch } from "../aws/catalog";
import { isPreviousValue } from "../state/inputs";
import { isRecord } from "../state/values";
import type { Checking } from "./shared/checking";
import type { Target } from "./target";

/** What a change of version does to the parameters. */
export interface VersionChange {
  from: string;
  to: string;
  /** The parameters of the version that the product has. */
  before: ReadonlySet<string>;
}

/** The change of version that is asked for; undefined when there is none, or when the old version is not readable. */
export async function versionChange(
  { inputs, olds, context }: Checking,
  target: Target | undefined,
): Promise<VersionChange | undefined> {
  const { product, version, pathId } = target ?? {};
  if (!olds || !product || !version) return undefined;
  const old = product.versions.find(({ id, name }) =>
    olds.provisioningArtifactId === undefined
      ? name === olds.provisioningArtifactName
      : id === olds.provisioningArtifactId,
  );
  if (!old || old.id === version.id) return undefined;
  const ref = { productId: product.id, provisioningArtifactId: old.id, pathId };
  const launch = await describeLaunch(context, ref, inputs.acceptLanguage).catch(() => undefined);
  return (
    launch && {
      from: old.name,
      to: version.name,
      before: new Set(launch.parameters.map(({ ParameterKey = "" }) => ParameterKey)),
    }
  );
}

/** A parameter that the version before did not have has no previous value. */
export function checkPreviousValues(
  checking: Checking,
  launch: Launch,
  change: VersionChange | undefined,
): void {
  const { provisioningParameters: given = {} } = checking.inputs;
  if (!change || !isRecord(given)) return;
  for (const { ParameterKey: key = "" } of launch.parameters) {
    if (isPreviousValue(given[key]) && !change.before.has(key))
      checking.fail(
        `provisioningParameters.${key}`,
        `there is no previous value: ${change.from} has no such parameter, ${change.to} has`,
      );
  }
}
