import * as pulumi from "@pulumi/pulumi";
import { ProvisionedProduct } from "pulumi-servicecatalog";

const isProduction = pulumi.getStack() === "production";

export const shop = new ProvisionedProduct("shop", {
  productName: "Website",
  provisioningArtifactName: "v1",
  provisioningParameters: {
    Visitors: isProduction ? "many" : "few",
    Password: new pulumi.Config().requireSecret("password"),
  },
  tags: { Environment: pulumi.getStack() },
});

export const url = pulumi.interpolate`https://${shop.output("Domain")}/`;
