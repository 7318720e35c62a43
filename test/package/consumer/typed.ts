import * as pulumi from "@pulumi/pulumi";
import { ProvisionedProduct } from "pulumi-servicecatalog";
import type { ParameterInput } from "pulumi-servicecatalog";
import { WebApplication } from "./products/webApplication";
import type { WebApplicationArgs } from "./products/webApplication";

const password: ParameterInput<string> = new pulumi.Config().requireSecret("dbPassword");
const args: WebApplicationArgs = {
  version: "v2",
  parameters: { AllowedCidr: "10.0.0.0/8", DbPassword: password, AlarmAfterMinutes: "5" },
  tags: { CostCenter: "web" },
};
const shop = new WebApplication("shop", { ...args, version: "v2" });
const products: ProvisionedProduct[] = [shop, new WebApplication("blog", args)];
export const url: pulumi.Output<string> = shop.output("AlarmName");
export const lengths = shop.outputs.apply(({ AlarmName }) => AlarmName.length + products.length);
const old = new WebApplication("old", { version: "v1", parameters: args.parameters, tags: args.tags });
// @ts-expect-error v1 has no such output
old.output("AlarmName");
