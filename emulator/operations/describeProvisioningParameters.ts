import type { LaunchPath, Version } from "../catalog/catalog";
import * as model from "../protocol/serviceModel";
import { findLaunchableProduct, findVersion } from "./shared/find";
import { provisioningArtifactParameter } from "./shared/responses";
import { launchRoleArn } from "../provisioning/begin";
import { operation } from "./operation";
import { chooseLaunchPath } from "./shared/chooseLaunchPath";

export const describeProvisioningParameters = operation({
  name: "DescribeProvisioningParameters",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: model.Id,
    ProductName: model.ProductName,
    ProvisioningArtifactId: model.Id,
    ProvisioningArtifactName: model.ProvisioningArtifactName,
    PathId: model.Id,
    PathName: model.PathName,
  },
  run(context, input) {
    const { service, accountRegion } = context;
    const product = findLaunchableProduct(context, input);
    const version = findVersion(service, product, input);
    const path = chooseLaunchPath(context, product, input);
    return {
      ConstraintSummaries: path.constraints.map(constraintSummary),
      // All active versions, whichever was asked for: a relic of the API. (recorded)
      ProvisioningArtifactOutputs: product.versions
        .filter(({ active }) => active)
        .map(({ id, description }) => ({ Description: description, Key: id })),
      ProvisioningArtifactOutputKeys: [...version.template.outputs].map(([Key, { description }]) => ({
        Description: description,
        Key,
      })),
      ProvisioningArtifactParameters: [...version.template.parameters.values()].map(
        provisioningArtifactParameter,
      ),
      ProvisioningArtifactPreferences: {
        StackSetAccounts: path.stackSet?.accounts,
        StackSetRegions: path.stackSet?.regions,
      },
      TagOptions: Object.entries(path.tagOptions).map(([Key, Values]) => ({ Key, Values })),
      UsageInstructions: usageInstructions(
        version,
        path,
        launchRoleArn(accountRegion.scope, path.launchRole),
      ),
    };
  },
});

export const constraintSummary = ({ type, description }: LaunchPath["constraints"][number]) => ({
  Description: description,
  Type: type,
});

/** In the order of the recordings; what does not exist is left out. */
function usageInstructions({ template }: Version, path: LaunchPath, role: string | undefined): object[] {
  const instructions: [string, string | undefined][] = [
    ["rules", JSON.stringify({ ...template.rules, ...path.rules })],
    ["version", template.version],
    ["description", template.description],
    ["metadata", template.metadata === undefined ? undefined : JSON.stringify(template.metadata)],
    ["launchAsRole", role],
    ["tagUpdateOnProvisionedProduct", path.tagUpdates],
  ];
  return instructions.filter(([, value]) => value !== undefined).map(([Type, Value]) => ({ Type, Value }));
}
