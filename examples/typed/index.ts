import * as pulumi from "@pulumi/pulumi";
import { WebApplication } from "./products/webApplication";

const config = new pulumi.Config();

const shop = new WebApplication("shop", {
  version: "v2",
  parameters: {
    InstanceType: "t3.micro",
    AllowedCidr: "10.0.0.0/8",
    DbPassword: config.requireSecret("dbPassword"),
    AlarmAfterMinutes: 10,
  },
  tags: { CostCenter: "web" },
});

export const url = shop.output("Url");
export const website = shop.outputs.apply(({ Url, AlarmName }) => `${Url} is watched by ${AlarmName}`);
