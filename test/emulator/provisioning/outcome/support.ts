import {
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import type { CatalogDefinition, EmulatorOptions } from "../../../../emulator";
import { useEmulator } from "../../support";

const template = {
  Parameters: { Size: { Type: "String", Default: "small", AllowedValues: ["small", "large"] } },
  Resources: { Topic: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { Ref: "Size" } } } },
};
export const versions = [{ name: "v1", template }];
export const accounts = ["111111111111", "222222222222"];
export const regions = ["eu-west-1", "us-east-1"];
/** A product of each type. */
export const catalog: CatalogDefinition = {
  products: [
    { name: "Everywhere", versions, constraints: [{ type: "STACKSET", accounts, regions }] },
    { name: "Terraform", type: "EXTERNAL", versions },
    { name: "Account", type: "CONTROL_TOWER_ACCOUNT", versions },
  ],
};

/** Shorter ways to what tests of product types do. */
export function bench(options: EmulatorOptions = {}) {
  const base = useEmulator({ catalog, ...options });
  return {
    base,
    provision: (ProductName: string, more: object = {}) =>
      base.provision({
        ProductName,
        ProvisioningParameters: [],
        ProvisioningArtifactName: "v1",
        ...more,
      }),
    update: (more: object) =>
      base.client.send(
        new UpdateProvisionedProductCommand({
          ProvisionedProductName: "logs",
          UpdateToken: undefined,
          ...more,
        }),
      ),
    terminate: (more: object = {}) =>
      base.client.send(
        new TerminateProvisionedProductCommand({
          ProvisionedProductName: "logs",
          TerminateToken: undefined,
          ...more,
        }),
      ),
    status: (name = "logs") => base.emulator.products().find((product) => product.name === name)?.status,
    message: (name = "logs") =>
      base.emulator.products().find((product) => product.name === name)?.statusMessage,
  };
}
