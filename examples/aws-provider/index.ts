import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ProvisionedProduct } from "pulumi-servicecatalog";

const config = new pulumi.Config();

const workloads = new aws.Provider("workloads", {
  region: "eu-central-1",
  assumeRoles: [{ roleArn: config.require("roleArn"), sessionName: "pulumi" }],
  defaultTags: { tags: { CostCenter: "web" } },
});

// The product stands in the provider's region, is launched by its role and carries its default tags.
const shop = new ProvisionedProduct(
  "shop",
  {
    productName: "Web application",
    provisioningArtifactName: "v2",
    provisioningParameters: {
      AllowedCidr: "10.0.0.0/8",
      DbPassword: config.requireSecret("dbPassword"),
    },
  },
  { provider: workloads },
);

// And resources of @pulumi/aws can be built on it.
const zone = aws.route53.getZoneOutput({ name: config.require("zone") }, { provider: workloads });
const record = new aws.route53.Record(
  "shop",
  {
    zoneId: zone.zoneId,
    name: "shop",
    type: "CNAME",
    ttl: 300,
    records: [shop.output("Url").apply((url) => new URL(url).hostname)],
  },
  { provider: workloads },
);

export const url = pulumi.interpolate`http://${record.fqdn}/`;
