import type { Arguments, Inputs } from "./inputs";
import { ARGUMENTS, isPreviousValue, pick } from "./inputs";
import type { Properties } from "./values";
import { isRecord } from "./values";
import { observedIn } from "./observed";
import type { Origin, State } from "./state";
import { STACK_OUTPUT } from "./secretOutputs";

/** `aws.servicecatalog.ProvisionedProduct` and `aws-native.servicecatalog.CloudFormationProvisionedProduct`. */
export function fromOtherProvider(properties: Properties): State {
  const origin: Origin =
    "provisionedProductName" in properties || "provisionedProductId" in properties ? "aws-native" : "aws";
  const args = argumentsOfOtherProvider(properties);
  const observed = observedIn(properties);
  observed.name = args.name ?? observed.name;
  observed.stackArn = observed.outputs[STACK_OUTPUT] ?? stringAt(properties, "cloudformationStackArn");
  observed.lastRecordId ??= stringAt(properties, "recordId");
  return { inputs: args as Inputs, observed, movedFrom: origin };
}

const stringAt = (properties: Properties, key: string): string | null =>
  typeof properties[key] === "string" ? properties[key] : null;

/** Inputs or outputs of the other providers in the arguments of ours. Also serves check, whose olds are inputs. */
export function argumentsOfOtherProvider(properties: Properties): Arguments {
  const { provisionedProductName, provisioningParameters, tags, provisioningPreferences, ...rest } =
    withoutMarks(properties);
  const parameters = parameterRecord(provisioningParameters);
  const preferences = stackSetPreferences(rest.stackSetProvisioningPreferences ?? provisioningPreferences);
  return pick(
    {
      ...rest,
      name: rest.name ?? provisionedProductName,
      tags: Array.isArray(tags)
        ? Object.fromEntries(tags.filter(isRecord).map(({ key, value }) => [key, value]))
        : tags,
      provisioningParameters: parameters,
      stackSetProvisioningPreferences: preferences,
    },
    ARGUMENTS,
  );
}

/** The bridge of `@pulumi/aws` notes in every object of its inputs which members are defaults. */
const withoutMarks = (properties: Properties): Properties =>
  JSON.parse(JSON.stringify(properties), (key, value: unknown) =>
    key === "__defaults" ? undefined : value,
  ) as Properties;

function parameterRecord(value: unknown): Arguments["provisioningParameters"] {
  if (!Array.isArray(value))
    return isRecord(value) ? (value as Arguments["provisioningParameters"]) : undefined;
  return Object.fromEntries(
    value
      .filter(isRecord)
      .map((entry) => [entry.key, isPreviousValue(entry) ? { usePreviousValue: true } : (entry.value ?? "")]),
  ) as Arguments["provisioningParameters"];
}

/** aws-native writes the names of the API, `stackSetAccounts`; ours and those of `@pulumi/aws` are shorter. */
function stackSetPreferences(value: unknown): Arguments["stackSetProvisioningPreferences"] {
  if (!isRecord(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const short = key.replace(/^stackSet/, "");
      return [short.charAt(0).toLowerCase() + short.slice(1), member];
    }),
  );
}

/**
 * The inputs of the last step as check is shown them, in our arguments.
 *
 * @returns undefined for a resource that is new: the engine shows no inputs then.
 */
export function readOldInputs(olds: Properties): Partial<Inputs> | undefined {
  if (Object.keys(olds).length === 0) return undefined;
  return olds.__schema === undefined ? argumentsOfOtherProvider(olds) : olds;
}
