import type { LaunchPath, Version } from "../catalog/catalog";
import type { ParameterDeclaration } from "../cloudformation/template";
import * as model from "../model";
import { findLaunchableProduct, findPath, findVersion } from "../resolve";
import { launchRoleArn } from "./provisionProduct";
import { operation } from "./operation";

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
  run({ service, world }, input) {
    const product = findLaunchableProduct(service, input);
    const version = findVersion(service, product, input);
    const path = findPath(service, product, input);
    return {
      ConstraintSummaries: path.constraints.map(constraintSummary),
      // All active versions, whichever was asked for: a relic of the API. (recorded)
      ProvisioningArtifactOutputs: product.versions
        .filter(({ active }) => active)
        .map(({ id, description }) => ({ Description: description, Key: id })),
      ProvisioningArtifactParameters: [...version.template.parameters.values()].map(parameter),
      ProvisioningArtifactPreferences: {},
      TagOptions: Object.entries(path.tagOptions).map(([Key, Values]) => ({ Key, Values })),
      UsageInstructions: usageInstructions(version, path, launchRoleArn(world.scope, path.launchRole)),
    };
  },
});

export const constraintSummary = ({ type, description }: LaunchPath["constraints"][number]) => ({
  Description: description,
  Type: type,
});

const parameter = (declaration: ParameterDeclaration) => ({
  // Absent means required; an empty text is a default. (observed)
  DefaultValue: declaration.default,
  Description: declaration.description,
  IsNoEcho: declaration.noEcho,
  ParameterConstraints: {
    AllowedPattern: declaration.allowedPattern,
    AllowedValues: declaration.allowedValues,
    ConstraintDescription: declaration.constraintDescription,
    MaxLength: declaration.maxLength,
    MaxValue: declaration.maxValue,
    MinLength: declaration.minLength,
    MinValue: declaration.minValue,
  },
  ParameterKey: declaration.key,
  ParameterType: declaration.type,
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
