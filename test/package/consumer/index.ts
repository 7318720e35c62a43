// What a user's program may write, in the syntax of the oldest TypeScript that is supported.
import * as pulumi from "@pulumi/pulumi";
import {
  getProvisionedProduct,
  getProvisionedProductOutput,
  ProvisionedProduct,
  type ProvisionedProductArgs,
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

// What users of @pulumi/aws write.
interface Subnet {
  id: pulumi.Output<string>;
}
declare const subnets: Subnet[];
declare const ids: pulumi.Output<string[]>;
declare const perhaps: pulumi.Output<string | undefined>;
declare const promised: Promise<string>;
declare const secretList: pulumi.Output<{ key: string; value: string }[]>;
declare const anything: pulumi.Output<any>;
const config = new pulumi.Config();

export const lists = new ProvisionedProduct("lists", {
  productId: perhaps,
  productName: config.get("product"),
  provisioningArtifactId: promised,
  pathId: perhaps,
  name: pulumi.interpolate`web-${perhaps}`,
  region: config.get("region"),
  provisioningParameters: {
    SubnetIds: subnets.map((subnet) => subnet.id),
    Zones: ["a", subnets[0].id, 3],
    All: ids,
    Later: pulumi.output(subnets.map((subnet) => subnet.id)),
    Count: config.getNumber("count"),
    Flag: pulumi.output(true),
    Optional: perhaps,
    Nothing: undefined,
    Password: config.requireSecret("password"),
    Kept: ProvisionedProduct.previousValue,
  },
  stackSetProvisioningPreferences: {
    accounts: ids,
    regions: [config.require("region"), promised],
    failureToleranceCount: config.getNumber("tolerance"),
  },
  notificationArns: subnets.map((subnet) => subnet.id),
  tags: { ...{ team: "web" }, Name: perhaps, Stage: undefined },
  ignoreErrors: config.getBoolean("ignore"),
  retainPhysicalResources: pulumi.output(false),
  acceptLanguage: "en",
});
const listed: ProvisionedProductArgs["provisioningParameters"][] = [
  [{ key: "A", value: perhaps, usePreviousValue: pulumi.output(false) }],
  [pulumi.output({ key: "A", value: "1" })],
  pulumi.output([{ key: "A", value: "1" }]),
  secretList,
  config.requireSecretObject<{ key: string; value: string }[]>("parameters"),
  config.getSecretObject<Record<string, string>>("parameters"),
  config.requireObject<Record<string, string | number>>("parameters"),
  Promise.resolve({ A: "1" }),
  anything,
  undefined,
];
listed.forEach((provisioningParameters, index) => {
  const args: ProvisionedProductArgs = { productId: "prod-1", provisioningParameters };
  new ProvisionedProduct(`product-${index}`, args, { parent: lists, dependsOn: [product], protect: true });
});
export const asProperties: pulumi.Output<unknown>[] = [
  lists.tags.apply((tags) => tags && tags["Name"]),
  lists.provisioningParameters.apply((parameters) => parameters && parameters["Count"]),
  pulumi.all([lists.urn, lists.tags, lists.productName]).apply(([urn, tags, name]) => [urn, tags, name]),
  lists.stackSetProvisioningPreferences.apply((preferences) => preferences && preferences.regions),
  pulumi.concat(lists.name, lists.provisioningArtifactName, lists.pathName, lists.acceptLanguage),
  lists.notificationArns.apply((arns) => arns && arns.length),
  pulumi.output([lists.ignoreErrors, lists.retainPhysicalResources, lists.repairTainted]),
  pulumi.jsonStringify({ owner: lists.owner, profile: lists.profile, role: lists.assumeRole }),
  lists.outputs.apply((outputs) => Object.keys(outputs)),
];
export const gotten: pulumi.Output<string> = ProvisionedProduct.get("gotten", lists.id).status;
export const asTheyDo = ProvisionedProduct.get("theirs", "pp-1", undefined, { parent: lists });
export const isOne: boolean = ProvisionedProduct.isInstance(lists);

export async function url(): Promise<string> {
  const emulator = await createEmulator();
  await emulator.close();
  return emulator.url;
}
