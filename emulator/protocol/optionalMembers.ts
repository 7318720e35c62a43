/** Members that older or other answers of AWS do not have, and that clients must do without. */
const optional = new Set([
  "Budgets",
  "CloudWatchDashboards",
  "Description",
  "Distributor",
  "HasDefaultPath",
  "IdempotencyToken",
  "LastProvisioningRecordId",
  "LastSuccessfulProvisioningRecordId",
  "LaunchRoleArn",
  "PhysicalId",
  "ProductName",
  "ProductViewAggregations",
  "ProvisionedProductType",
  "ProvisioningArtifactName",
  "ProvisioningArtifactOutputKeys",
  "ProvisioningArtifactOutputs",
  "ProvisioningArtifactPreferences",
  "RecordTags",
  "ShortDescription",
  "StatusMessage",
  "TotalResultsCount",
  "UserArn",
  "UserArnSession",
]);

/** An answer with as little in it as the service model allows: no member of it is required. (model) */
export function omitOptionalMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(omitOptionalMembers);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const members = Object.entries(value).filter(
    ([name, member]) => !optional.has(name) && !(Array.isArray(member) && member.length === 0),
  );
  return Object.fromEntries(members.map(([name, member]) => [name, omitOptionalMembers(member)]));
}
