// What a user's program may write, in the syntax of the oldest TypeScript that is supported.
import * as pulumi from "@pulumi/pulumi";
import {
  getProvisionedProduct,
  getProvisionedProductOutput,
  ProvisionedProduct,
} from "pulumi-servicecatalog";
import { createEmulator } from "pulumi-servicecatalog/emulator";

const product = new ProvisionedProduct("website", {
  productName: "Website",
  provisioningArtifactName: "v1",
  provisioningParameters: { Size: "small", Replicas: 2, Owner: pulumi.output("team") },
  tags: { team: "web" },
});

export const endpoint: pulumi.Output<string> = product.output("Endpoint");
export const id: pulumi.Output<string> = product.id;

export const found: pulumi.Output<string> = getProvisionedProductOutput({ id: product.id }).apply(
  ({ outputs }) => outputs["Endpoint"] || "",
);
export const arn: Promise<string> = getProvisionedProduct({ name: "website" }, { timeout: "30s" }).then(
  (result) => result.arn,
);

export async function url(): Promise<string> {
  const emulator = await createEmulator();
  await emulator.close();
  return emulator.url;
}
