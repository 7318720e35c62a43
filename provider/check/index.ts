import { describeParameters, describeProduct } from "../catalog";
import type { StackConfig } from "../config";
import type { Arguments, Inputs } from "../inputs";
import type { Run } from "../run";
import type { Properties } from "../values";
import { hasUnknown, isRecord, withoutAbsent } from "../values";
import type { Failures } from "./arguments";
import { checkTogether, normalise } from "./arguments";

export interface Checked {
  inputs: Inputs;
  failures: string[];
}

/**
 * The inputs as they are stored and compared, and all that is wrong with them. Changes nothing in AWS; what cannot
 * be looked up is not an error (rule 9).
 *
 * @param olds the arguments of the last step; undefined for a product that is new, also in a replacement.
 * @param open how to reach AWS, called only when something has to be looked up.
 */
export async function check(
  news: Properties,
  olds: Arguments | undefined,
  config: StackConfig,
  open: (inputs: Inputs) => Run,
): Promise<Checked> {
  const failures: Failures = [];
  const inputs = normalise(news, failures);
  inputs.name ??= olds?.name ?? inputs.__derivedName;
  withConfiguredTags(inputs, config);
  checkTogether(inputs, olds, failures);
  if (failures.length > 0) return { inputs, failures };
  // Where to look is not known yet: the marker as a region would be asked for until the timeout.
  if (hasUnknown([inputs.region, inputs.profile, inputs.assumeRole])) return { inputs, failures };
  const run = open(inputs);
  await chooseVersion(run, inputs, olds, failures);
  await markNoEcho(run, inputs);
  return { inputs, failures };
}

/** Default and ignored tags of the stack's config go where those of an aws provider stand, so that state has them. */
function withConfiguredTags(inputs: Inputs, config: StackConfig): void {
  const { defaultTags = config.defaultTags, ignoreTags = config.ignoreTags } = inputs.__connection ?? {};
  if (!defaultTags && !ignoreTags) return;
  inputs.__connection = withoutAbsent({ ...inputs.__connection, defaultTags, ignoreTags }) as NonNullable<
    Inputs["__connection"]
  >;
}

/** Without a version in the program: the one the product has, else the single active version that is not deprecated. */
async function chooseVersion(
  run: Run,
  inputs: Inputs,
  olds: Arguments | undefined,
  failures: Failures,
): Promise<void> {
  if (inputs.provisioningArtifactId !== undefined || inputs.provisioningArtifactName !== undefined) return;
  if (olds && olds.productId === inputs.productId && olds.productName === inputs.productName) {
    if (olds.provisioningArtifactId !== undefined)
      inputs.provisioningArtifactId = olds.provisioningArtifactId;
    else if (olds.provisioningArtifactName !== undefined)
      inputs.provisioningArtifactName = olds.provisioningArtifactName;
    return;
  }
  if (inputs.__import !== undefined || hasUnknown([inputs.productId, inputs.productName])) return;
  const product = await describeProduct(run, inputs, inputs.acceptLanguage).catch(() => undefined);
  if (!product) return;
  const current = product.versions.filter(({ deprecated }) => !deprecated);
  if (current.length === 1 && current[0]) inputs.provisioningArtifactId = current[0].id;
  else {
    const names = current.map(({ name }) => name).join(", ");
    failures.push(
      current.length === 0
        ? `provisioningArtifactName: ${product.name} has no version that can be launched`
        : `provisioningArtifactName: ${product.name} has several versions; choose one of ${names}`,
    );
  }
}

/** A parameter that the template declares as NoEcho is secret from here on, whether the program says so or not. */
async function markNoEcho(run: Run, inputs: Inputs): Promise<void> {
  const { provisioningParameters: given, productId, productName, pathId, pathName } = inputs;
  const { provisioningArtifactId, provisioningArtifactName } = inputs;
  if (!isRecord(given) || Object.keys(given).length === 0) return;
  if (
    hasUnknown([productId, productName, provisioningArtifactId, provisioningArtifactName, pathId, pathName])
  )
    return;
  const parameters = await describeParameters(run, inputs, inputs.acceptLanguage).catch(() => []);
  const noEcho = parameters.flatMap(({ ParameterKey = "", IsNoEcho }) =>
    IsNoEcho && ParameterKey in given ? [`provisioningParameters.${ParameterKey}`] : [],
  );
  const secrets = [...new Set([...(inputs.__secrets ?? []), ...noEcho])].sort();
  if (secrets.length > 0) inputs.__secrets = secrets;
}
