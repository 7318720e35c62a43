import { wholeSeconds } from "./shared/findAsAdmin";
import type { Product } from "../catalog/catalog";
import { productViewDetail } from "./shared/adminResponses";
import { guessedText, invalidParameters, ServiceError } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { newVersion } from "./shared/newVersion";
import { provisioningArtifactDetail } from "./shared/responses";
import { required } from "../protocol/shapes";
import { answerOnce } from "./shared/idempotency";
import { operation } from "./operation";

const types = ["CLOUD_FORMATION_TEMPLATE", "EXTERNAL", "TERRAFORM_CLOUD"] as const;

/** A product with its first version, in no portfolio yet. */
export const createProduct = operation({
  name: "CreateProduct",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    Name: required(model.ProductText),
    Owner: required(model.ProductText),
    Description: model.ProductText,
    Distributor: model.ProductText,
    SupportDescription: model.ProductText,
    SupportEmail: model.SupportEmail,
    SupportUrl: model.SupportUrl,
    ProductType: required(model.ProductType),
    Tags: model.CatalogTags,
    SourceConnection: model.SourceConnection,
    ProvisioningArtifactParameters: model.ProvisioningArtifactProperties,
    IdempotencyToken: required(model.Token),
  },
  run(context, input) {
    const { service, accountRegion } = context;
    return answerOnce(context, { scope: "CreateProduct", token: input.IdempotencyToken, input }, () => {
      if (input.SourceConnection)
        throw new ServiceError(
          "UnknownOperationException",
          "SourceConnection: not emulated, see docs/emulator.md. Publish versions by CreateProvisioningArtifact",
        );
      const type = types.find((each) => each === input.ProductType);
      if (!type)
        throw guessedText(invalidParameters(`Products of type ${input.ProductType} cannot be created`));
      const version = newVersion(context, type, input.ProvisioningArtifactParameters ?? {});
      const product: Product = {
        name: input.Name,
        id: service.ids.next("prod"),
        viewId: service.ids.next("prodview"),
        type,
        owner: input.Owner,
        distributor: input.Distributor,
        description: input.Description,
        supportDescription: input.SupportDescription,
        supportEmail: input.SupportEmail,
        supportUrl: input.SupportUrl,
        created: wholeSeconds(service.clock.now()),
        tags: input.Tags ?? [],
        tagOptions: {},
        versions: [version],
        paths: [],
      };
      service.catalog.putProduct(product);
      return {
        ProductViewDetail: productViewDetail(accountRegion.scope, product),
        ProvisioningArtifactDetail: provisioningArtifactDetail(product, version),
        Tags: product.tags,
      };
    });
  },
});
