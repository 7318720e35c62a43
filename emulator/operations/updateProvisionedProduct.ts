import type { LaunchPath, Product, Version } from "../catalog/catalog";
import { validationError } from "../errors";
import { begin, newRecord, run } from "../lifecycle";
import * as model from "../model";
import { outcomeOfUpdate } from "../outcome/update";
import { checkPair, findPath, findProduct, findProvisionedProduct, findVersion } from "../resolve";
import type { Service } from "../service";
import { required, type InputOf } from "../shapes";
import { recordTags, updateTags } from "../tags";
import { once } from "../tokens";
import type { ProvisionedProduct, Selection } from "../world";
import { operation } from "./operation";
import { launchRoleArn } from "./provisionProduct";

const input = {
  AcceptLanguage: model.AcceptLanguage,
  ProvisionedProductName: model.ProvisionedProductNameOrArn,
  ProvisionedProductId: model.Id,
  ProductId: model.Id,
  ProductName: model.ProductName,
  ProvisioningArtifactId: model.Id,
  ProvisioningArtifactName: model.ProvisioningArtifactName,
  PathId: model.Id,
  PathName: model.PathName,
  ProvisioningParameters: model.UpdateProvisioningParameters,
  ProvisioningPreferences: model.UpdateProvisioningPreferences,
  Tags: model.Tags,
  UpdateToken: required(model.Token),
};

export const updateProvisionedProduct = operation({
  name: "UpdateProvisionedProduct",
  mutating: true,
  input,
  run(context, input) {
    const { service, world, caller } = context;
    return once(context, "UpdateProvisionedProduct", input.UpdateToken, input, () => {
      const product = findProvisionedProduct(
        context,
        "UpdateProvisionedProduct",
        input.ProvisionedProductId,
        input.ProvisionedProductName,
      );
      checkStatus(service, product);
      const { catalogProduct, version, path } = chosen(service, product, input);
      const selection = { productId: catalogProduct.id, versionId: version.id, pathId: path.id };
      const tags = updateTags(
        service,
        product,
        input.Tags,
        path.tagUpdates === "ALLOWED",
        world.record(product.lastRecordId),
      );
      const record = newRecord(service, world, "update", product, {
        selection,
        launchRoleArn: launchRoleArn(world.scope, path.launchRole),
        userArn: caller.userArn,
        tags: [...recordTags(service, world, selection, caller.userArn), ...tags.onRecord],
      });
      const parameters = (input.ProvisioningParameters ?? []).map((parameter) => ({
        key: parameter.Key ?? "",
        value: parameter.Value,
        usePreviousValue: parameter.UsePreviousValue ?? false,
      }));
      const fault = service.faults.take("update", product);
      const wanted = { selection, version, path, parameters, tags: tags.afterSuccess };
      const outcome = outcomeOfUpdate(world, product, wanted, fault, service.guesses, () =>
        service.ids.uuid(),
      );
      begin(service, product, record);
      if (service.guesses.idempotencyToken === "latest") product.idempotencyToken = input.UpdateToken;
      run(service, world, record, outcome, "update");
      return record;
    });
  },
});

/** From AVAILABLE and TAINTED only (documented); the text is made after that of terminate. (guessed) */
function checkStatus({ guesses }: Service, { status }: ProvisionedProduct): void {
  const allowed =
    status === "AVAILABLE" ||
    status === "TAINTED" ||
    (status === "ERROR" && guesses.updateFromError === "accept");
  if (!allowed)
    throw validationError(
      "Can't update provisioned product because it's still under change or its status does not allow further operation",
    );
}

/** What is left out stays as it is; a kept version may be inactive by now. */
function chosen(
  service: Service,
  product: ProvisionedProduct,
  wanted: InputOf<typeof input>,
): { catalogProduct: Product; version: Version; path: LaunchPath } {
  const kept = keptSelection(service, product);
  checkPair(service, "product", wanted.ProductId, wanted.ProductName, true);
  checkPair(
    service,
    "provisioning artifact",
    wanted.ProvisioningArtifactId,
    wanted.ProvisioningArtifactName,
    true,
  );
  const namesProduct = wanted.ProductId !== undefined || wanted.ProductName !== undefined;
  const catalogProduct = findProduct(service, namesProduct ? wanted : { ProductId: kept.productId });
  const keptVersion = catalogProduct.versions.find(({ id }) => id === kept.versionId);
  const namesVersion =
    wanted.ProvisioningArtifactId !== undefined || wanted.ProvisioningArtifactName !== undefined;
  const keepsVersion = !namesVersion || wanted.ProvisioningArtifactId === kept.versionId;
  const version = keepsVersion && keptVersion ? keptVersion : findVersion(service, catalogProduct, wanted);
  const namesPath = wanted.PathId !== undefined || wanted.PathName !== undefined;
  const keptPath = catalogProduct.paths.find(({ id }) => id === kept.pathId);
  const path = !namesPath && keptPath ? keptPath : findPath(service, catalogProduct, wanted);
  return { catalogProduct, version, path };
}

const keptSelection = ({ guesses }: Service, { attempted, running }: ProvisionedProduct): Selection =>
  guesses.omittedVersionWhileTainted === "running" ? (running ?? attempted) : attempted;
