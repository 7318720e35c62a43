// A program as users write it, under test by Pulumi's guide.
import * as pulumi from "@pulumi/pulumi";
import { getProvisionedProductOutput, ProvisionedProduct } from "pulumi-servicecatalog";

const network = getProvisionedProductOutput({ name: "network" });

class Site extends pulumi.ComponentResource {
  readonly product: ProvisionedProduct;

  constructor(name: string, options?: pulumi.ComponentResourceOptions) {
    super("acme:web:Site", name, {}, options);
    this.product = new ProvisionedProduct(
      `${name}-web`,
      {
        productName: "Web application",
        provisioningArtifactName: "v1",
        provisioningParameters: { Network: network.id, Size: "small", Replicas: 2 },
        tags: { Name: name },
      },
      { parent: this },
    );
    this.registerOutputs({ url: this.product.output("Url") });
  }
}

export const site = new Site("shop");
export const database = new ProvisionedProduct("database", {
  productId: site.product.id.apply((id) => `prod-${id}`),
  provisioningParameters: [{ key: "Password", value: pulumi.secret("only-for-tests") }],
});
export const url = pulumi.interpolate`https://${site.product.output("Url")}`;
