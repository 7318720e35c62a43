import type { Arguments, ArgumentName, Inputs } from "./inputs";
import { ARGUMENTS, HIDDEN, isPreviousValue, pick } from "./inputs";
import { holdsSecret, secretValues, wrapSecrets } from "./secrets";
import type { Properties } from "./values";
import { clean, isAbsent, isRecord, withoutAbsent } from "./values";

/** What Service Catalog says of a provisioned product. Absent members are null, which the engine takes quietly. */
export interface Observed {
  arn: string | null;
  name: string | null;
  status: string | null;
  statusMessage: string | null;
  type: string | null;
  /** ISO 8601. */
  createdTime: string | null;
  launchRoleArn: string | null;
  lastRecordId: string | null;
  lastProvisioningRecordId: string | null;
  lastSuccessfulProvisioningRecordId: string | null;
  cloudwatchDashboardNames: string[];
  productId: string | null;
  provisioningArtifactId: string | null;
  pathId: string | null;
  region: string | null;
  accountId: string | null;
  stackArn: string | null;
  /** Outputs of the last operation that succeeded. */
  outputs: Record<string, string>;
}

const OBSERVED = [
  "arn",
  "name",
  "status",
  "statusMessage",
  "type",
  "createdTime",
  "launchRoleArn",
  "lastRecordId",
  "lastProvisioningRecordId",
  "lastSuccessfulProvisioningRecordId",
  "cloudwatchDashboardNames",
  "productId",
  "provisioningArtifactId",
  "pathId",
  "region",
  "accountId",
  "stackArn",
  "outputs",
] as const satisfies readonly (keyof Observed)[];

/** An operation that was still running when the run that began it ended. */
export interface Pending {
  recordId: string;
  /** Of the request that began it (identity.ts). */
  fingerprint: string;
  /** The request held secrets, of which state, which keeps what ran before, knows nothing. */
  secrets?: true;
}

export type Origin = "aws" | "aws-native";

/**
 * What is known of a product between two runs: the inputs that it really runs with (the last that succeeded),
 * and what Service Catalog said of it.
 */
export interface State {
  inputs: Inputs;
  observed: Observed;
  pending?: Pending;
  /** The record of an update from outside: which NoEcho parameters it has set, AWS shows to nobody. */
  unverified?: string;
  /** Outputs that are secret whatever the inputs say: they were when the state was written, or may be now. */
  secretOutputs?: string[];
  /** The status message is that of an attempt with secrets that are not in this state, and may quote them. */
  secretMessage?: boolean;
  /** The state was written by another provider: nothing of ours is in it yet. */
  movedFrom?: Origin;
}

/**
 * The outputs that the engine stores. Delete, read and diff get these and nothing else, so the inputs stand among
 * them; `__given` names those that the program gave, since the product, version and path are resolved here.
 */
export function toProperties(state: State, before?: State): Properties {
  const { inputs, observed } = state;
  const secrets = inputs.__secrets ?? [];
  const values = secretsIn(inputs);
  const unknown = secretsUnknown(state, before);
  const secretOutputs = Object.keys(observed.outputs).filter(
    (key) =>
      state.secretOutputs?.includes(key) || unknown(key) || holdsSecret(observed.outputs[key] ?? "", values),
  );
  const properties = clean({
    ...observed,
    ...inputs,
    // What was seen goes before what was asked for, but not before it was seen: after an interrupted create
    // destroy would have lost the region to look in.
    ...withoutAbsent(observed),
    __given: ARGUMENTS.filter((key) => !isAbsent(inputs[key])),
    __secretOutputs: secretOutputs,
    ...(state.pending && { __pending: state.pending }),
    ...(state.secretMessage && { __secretMessage: true }),
    ...(state.unverified !== undefined && { __unverified: state.unverified }),
  });
  // AWS quotes parameters in its messages, those of a failed attempt as well, which state does not know.
  const message = secrets.length > 0 || state.secretMessage ? ["statusMessage"] : [];
  return wrapSecrets(properties, [...secrets, ...message, ...secretOutputs.map((key) => `outputs.${key}`)]);
}

/** The secret texts in a state or inputs, longest first. */
export function secretsIn(source: State | Inputs | undefined): string[] {
  const inputs = source && "observed" in source ? source.inputs : source;
  return inputs ? secretValues(inputs as unknown as Properties, inputs.__secrets ?? []) : [];
}

/**
 * A previous value is not known here, nor one that was set outside, so which outputs show it is not either: those that
 * were secret stay so, and where nothing is known from before, all may be, but for the ARN of the stack.
 */
function secretsUnknown({ inputs, unverified }: State, before?: State): (output: string) => boolean {
  const previous = Object.values(inputs.provisioningParameters ?? {}).some(isPreviousValue);
  if (!previous && unverified === undefined) return () => false;
  const known = before?.secretOutputs;
  return (output) => (known ? known.includes(output) : output !== "CloudformationStackARN");
}

/** The state in stored outputs of any shape that was ever released, and of the providers users move over from. */
export function fromProperties(properties: Properties): State {
  if (properties.__schema === undefined) return fromOtherProvider(properties);
  const given = Array.isArray(properties.__given) ? (properties.__given as ArgumentName[]) : ARGUMENTS;
  const { __pending: pending, __unverified: unverified } = properties;
  return {
    inputs: pick(properties, [...given, ...HIDDEN]) as unknown as Inputs,
    observed: observedIn(properties),
    secretOutputs: texts(properties.__secretOutputs),
    ...(isRecord(pending) && { pending: pending as unknown as Pending }),
    ...(typeof unverified === "string" && { unverified }),
    ...(properties.__secretMessage === true && { secretMessage: true }),
  };
}

/** Is this a stored state? What `get` hands to read is not: it holds the constructor's inputs. */
export const isStored = (properties: Properties): boolean => "__given" in properties;

/** The inputs as the engine stores them. */
export const toInputProperties = (inputs: Inputs): Properties =>
  wrapSecrets(clean({ ...inputs }), inputs.__secrets ?? []);

export const nothingObserved = (): Observed => observedIn({});

function observedIn(properties: Properties): Observed {
  const text = (key: string): string | null => (typeof properties[key] === "string" ? properties[key] : null);
  const observed = Object.fromEntries(OBSERVED.map((key) => [key, text(key)])) as unknown as Observed;
  observed.cloudwatchDashboardNames = texts(properties.cloudwatchDashboardNames);
  observed.outputs = outputsIn(properties.outputs);
  // Other providers store no account; without one, "not found" would count as gone in any.
  const place = placeOf(observed.arn);
  observed.region ??= place?.region ?? null;
  observed.accountId ??= place?.accountId ?? null;
  return observed;
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** A map, or the array of `{key, value}` that `@pulumi/aws` writes. */
function outputsIn(value: unknown): Record<string, string> {
  const entries = Array.isArray(value)
    ? value.filter(isRecord).map(({ key, value: text }) => [key, text])
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return Object.fromEntries(
    entries.filter(([key, text]) => typeof key === "string" && typeof text === "string"),
  ) as Record<string, string>;
}

/** `aws.servicecatalog.ProvisionedProduct` and `aws-native.servicecatalog.CloudFormationProvisionedProduct`. */
function fromOtherProvider(properties: Properties): State {
  const origin: Origin =
    "provisionedProductName" in properties || "provisionedProductId" in properties ? "aws-native" : "aws";
  const args = argumentsOfOtherProvider(properties);
  const observed = observedIn(properties);
  observed.name = args.name ?? observed.name;
  observed.stackArn =
    observed.outputs.CloudformationStackARN ?? stringAt(properties, "cloudformationStackArn");
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

/** The region and account of an ARN, where AWS put the product. */
export function placeOf(arn: string | null): { region: string; accountId: string } | undefined {
  const [, , , region, accountId] = arn?.split(":") ?? [];
  return region && accountId ? { region, accountId } : undefined;
}
