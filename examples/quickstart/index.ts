import * as pulumi from "@pulumi/pulumi";
import { ProvisionedProduct } from "pulumi-servicecatalog";

const config = new pulumi.Config();

const shop = new ProvisionedProduct("shop", {
  productName: "Web application",
  provisioningArtifactName: "v1",
  provisioningParameters: {
    Environment: "development",
    InstanceType: "t3.micro",
    AllowedCidr: "10.0.0.0/8",
    DbPassword: config.requireSecret("dbPassword"),
  },
  tags: { CostCenter: "web" },
});

export const url = shop.output("Url");
export const databaseEndpoint = shop.output("DatabaseEndpoint");
