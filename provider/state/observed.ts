import type { Properties } from "./values";
import { isRecord } from "./values";

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

const ALL: Record<keyof Observed, true> = {
  arn: true,
  name: true,
  status: true,
  statusMessage: true,
  type: true,
  createdTime: true,
  launchRoleArn: true,
  lastRecordId: true,
  lastProvisioningRecordId: true,
  lastSuccessfulProvisioningRecordId: true,
  cloudwatchDashboardNames: true,
  productId: true,
  provisioningArtifactId: true,
  pathId: true,
  region: true,
  accountId: true,
  stackArn: true,
  outputs: true,
};

/** The names of all that is observed: no more and no less than the members of the type. */
export const OBSERVED = Object.keys(ALL) as (keyof Observed)[];

export const nothingObserved = (): Observed => observedIn({});

export function observedIn(properties: Properties): Observed {
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

export const texts = (value: unknown): string[] =>
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

/** The region and account of an ARN, where AWS put the product. */
export function placeOf(arn: string | null): { region: string; accountId: string } | undefined {
  const [, , , region, accountId] = (arn ?? "").split(":");
  return region && accountId ? { region, accountId } : undefined;
}
