import { milliseconds } from "../base/duration";
import type { Arguments, Inputs, ParameterValue } from "../state/inputs";
import { ARGUMENTS, HIDDEN, isPreviousValue } from "../state/inputs";
import { messageOf } from "../base/errors";
import type { Properties } from "../state/values";
import { equal, hasUnknown, isAbsent, isRecord, isUnknown, UNKNOWN } from "../state/values";
import { faultOfList } from "../state/parameterList";
import { nearest } from "./shared/nearest";
import { withoutMadeText } from "./outputInText";
import { parameterText } from "./parameters/parameterText";
import type { Failures } from "./shared/checking";
import { quoteForShell } from "../base/printable";

/**
 * The arguments in their stored form: parameters as strings, absent members left out. Whatever is wrong with their
 * shape is added to `failures` and counts as unknown from there on; unknown values pass through.
 */
export function normalise(news: Properties, failures: Failures): Inputs {
  const inputs: Properties = {};
  for (const [key, value] of Object.entries(withoutMadeText(news, failures))) {
    if (isAbsent(value)) continue;
    if ((HIDDEN as readonly string[]).includes(key)) inputs[key] = value;
    else if (!(ARGUMENTS as readonly string[]).includes(key)) failures.push(unknownArgument(key));
    else if (isUnknown(value)) inputs[key] = value;
    else inputs[key] = SHAPES[key as keyof Arguments](value, key, failures);
  }
  return inputs as unknown as Inputs;
}

function unknownArgument(key: string): string {
  const guess = nearest(key, ARGUMENTS);
  return `${key}: unknown argument${guess ? `; did you mean ${guess}?` : ""}`;
}

type Shape = (value: unknown, path: string, failures: Failures) => unknown;

const ofType =
  (type: "string" | "boolean" | "number"): Shape =>
  (value, path, failures) => {
    if (typeof value === type || isUnknown(value)) return value;
    failures.push(`${path}: must be a ${type}`);
    return UNKNOWN;
  };
const text = ofType("string");
const flag = ofType("boolean");
const number = ofType("number");

const list: Shape = (value, path, failures) => {
  if (Array.isArray(value)) return value.map((item, index) => text(item, `${path}[${index}]`, failures));
  failures.push(`${path}: must be a list`);
  return UNKNOWN;
};

const object =
  (members: Record<string, Shape>): Shape =>
  (value, path, failures) => {
    if (!isRecord(value)) {
      failures.push(`${path}: ${noObject(value)}`);
      return UNKNOWN;
    }
    const out: Properties = {};
    for (const [key, member] of Object.entries(value)) {
      if (isAbsent(member)) continue;
      const shape = members[key];
      if (!shape)
        failures.push(`${path}.${key}: unknown property; expected one of ${Object.keys(members).join(", ")}`);
      else out[key] = isUnknown(member) ? member : shape(member, `${path}.${key}`, failures);
    }
    return out;
  };

function noObject(value: unknown): string {
  if (typeof value === "string")
    return "must be an object, not a string; from the stack's configuration take it with requireObject";
  return `must be an object${Array.isArray(value) ? ", not a list" : ""}`;
}

/** The class makes a record of the list form; one that is none comes here as it is. */
const parameters: Shape = (value, path, failures) => {
  if (!Array.isArray(value)) return mapOf(parameter)(value, path, failures);
  failures.push(`${path}: ${faultOfList(value) ?? noObject(value)}`);
  return UNKNOWN;
};

const tags: Shape = (value, path, failures) => {
  if (!Array.isArray(value)) return mapOf(text)(value, path, failures);
  failures.push(
    `${path}: must be an object such as { team: "web" }, not a list. To convert a list of { key, value }: Object.fromEntries(list.map(({ key, value }) => [key, value]))`,
  );
  return UNKNOWN;
};

const mapOf =
  (member: (value: unknown, path: string, failures: Failures) => unknown): Shape =>
  (value, path, failures) => {
    if (!isRecord(value)) {
      failures.push(`${path}: ${noObject(value)}`);
      return UNKNOWN;
    }
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => !isAbsent(item))
        .map(([key, item]) => [key, member(item, `${path}.${key}`, failures)]),
    );
  };

const parameter: Shape = (value, path, failures): ParameterValue => {
  if (isPreviousValue(value)) return { usePreviousValue: true };
  try {
    return parameterText(value);
  } catch (error) {
    failures.push(`${path}: ${messageOf(error)}`);
    return UNKNOWN;
  }
};

const SHAPES: Record<keyof Arguments, Shape> = {
  name: text,
  productId: text,
  productName: text,
  provisioningArtifactId: text,
  provisioningArtifactName: text,
  pathId: text,
  pathName: text,
  provisioningParameters: parameters,
  stackSetProvisioningPreferences: object({
    accounts: list,
    regions: list,
    failureToleranceCount: number,
    failureTolerancePercentage: number,
    maxConcurrencyCount: number,
    maxConcurrencyPercentage: number,
    operationType: text,
  }),
  notificationArns: list,
  tags,
  acceptLanguage: text,
  ignoreErrors: flag,
  retainPhysicalResources: flag,
  region: text,
  profile: text,
  assumeRole: object({ roleArn: text, sessionName: text, externalId: text, duration: text }),
  owner: text,
  repairTainted: flag,
  secretOutputs: flag,
};

/** Rules between arguments, and between them and what the product has. */
export function checkTogether(inputs: Inputs, olds: Arguments | undefined, failures: Failures): void {
  for (const [id, name] of [
    ["productId", "productName"],
    ["provisioningArtifactId", "provisioningArtifactName"],
    ["pathId", "pathName"],
  ] as const) {
    if (inputs[id] !== undefined && inputs[name] !== undefined)
      failures.push(`${id}: cannot be given together with ${name}`);
  }
  if (inputs.productId === undefined && inputs.productName === undefined) {
    failures.push("productId: is required: give productId or productName");
  }
  if (!olds && inputs.__import === undefined && isRecord(inputs.provisioningParameters)) {
    for (const [key, value] of Object.entries(inputs.provisioningParameters)) {
      if (isPreviousValue(value))
        failures.push(`provisioningParameters.${key}: there is no previous value yet, the product is new`);
    }
  }
  const { notificationArns } = inputs;
  if (olds && !hasUnknown(notificationArns) && !equal(olds.notificationArns ?? [], notificationArns ?? [])) {
    failures.push(
      `notificationArns: AWS cannot change them on a provisioned product. Leave them as they are, or replace the product: pulumi up --target-replace ${quoteForShell(inputs.__urn)}`,
    );
  }
  checkHidden(inputs, failures);
}

function checkHidden({ __timeouts, __connection, assumeRole }: Inputs, failures: Failures): void {
  if (isRecord(assumeRole) && !assumeRole.roleArn) failures.push("assumeRole.roleArn: is required");
  checkLength("assumeRole.duration", assumeRole?.duration, failures);
  for (const [operation, length] of Object.entries<string | undefined>({ ...__timeouts })) {
    checkLength(`customTimeouts.${operation}`, length, failures);
  }
  if (!hasUnknown(__connection?.unusable))
    failures.push(...(__connection?.unusable ?? []).map((fault) => `provider: ${fault}`));
  if (__connection?.hasAccessKey === true) {
    failures.push(
      "provider: this aws provider holds access keys, which would go stale in the state of every resource. Give it a profile or a role instead, or leave the keys to the environment",
    );
  }
}

function checkLength(path: string, length: string | undefined, failures: Failures): void {
  if (length === undefined || isUnknown(length)) return;
  try {
    milliseconds(length);
  } catch (error) {
    failures.push(`${path}: ${messageOf(error)}`);
  }
}
