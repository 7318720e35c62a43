import { guessedText, validationError } from "../protocol/errors";
import { beginUpdate, type Chosen } from "../provisioning/begin";
import * as model from "../protocol/serviceModel";
import { refuseTagsAndTopics } from "../provisioning/outcome/tagsAndTopics";
import { checkPreferences } from "./shared/stackSetPreferences";
import { checkPair, findProduct, findProvisionedProduct, findVersion } from "./shared/find";
import type { Service } from "../service/service";
import { required, type InputOf } from "../protocol/shapes";
import { updateTags } from "../provisioning/tags";
import { recordOnce } from "./shared/idempotency";
import { operation } from "./operation";
import type { Selection } from "../state/selection";
import type { Context } from "../service/context";
import { isOfEngine, type ProvisionedProduct } from "../state/provisionedProduct";
import { chooseLaunchPath } from "./shared/chooseLaunchPath";

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
    const { service, accountRegion } = context;
    return recordOnce(context, { scope: "UpdateProvisionedProduct", token: input.UpdateToken, input }, () => {
      const product = findProvisionedProduct(
        context,
        "UpdateProvisionedProduct",
        input.ProvisionedProductId,
        input.ProvisionedProductName,
      );
      checkStatus(service, product);
      const chosen = chosenOf(context, product, input);
      checkPreferences(service, chosen.path, input.ProvisioningPreferences);
      const last =
        product.lastRecordId === undefined ? undefined : accountRegion.record(product.lastRecordId);
      const tags = updateTags(service, product, input.Tags, chosen.path.tagUpdates === "ALLOWED", last);
      refuseTagsAndTopics(service, tags.afterSuccess);
      const parameters = (input.ProvisioningParameters ?? []).map((parameter) => ({
        key: parameter.Key ?? "",
        value: parameter.Value,
        usePreviousValue: parameter.UsePreviousValue ?? false,
      }));
      const record = beginUpdate(context, product, chosen, {
        parameters,
        tags,
        ...(input.ProvisioningPreferences ? { preferences: input.ProvisioningPreferences } : {}),
      });
      if (service.guesses.idempotencyToken === "latest") product.idempotencyToken = input.UpdateToken;
      return record;
    });
  },
});

/** From AVAILABLE and TAINTED only (documented); the text is made after that of terminate. (guessed) */
function checkStatus({ guesses }: Service, { status, type }: ProvisionedProduct): void {
  // Products of engines may be updated from ERROR too. (documented)
  const fromError = isOfEngine(type) || guesses.updateFromError === "accept";
  const allowed = status === "AVAILABLE" || status === "TAINTED" || (status === "ERROR" && fromError);
  if (!allowed)
    throw guessedText(
      validationError(
        "Can't update provisioned product because it's still under change or its status does not allow further operation",
      ),
    );
}

/** What is left out stays as it is; a kept version may be inactive by now. */
function chosenOf(context: Context, product: ProvisionedProduct, wanted: InputOf<typeof input>): Chosen {
  const { service, caller } = context;
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
  const catalogProduct = findProduct(context, namesProduct ? wanted : { ProductId: kept.productId });
  const keptVersion = catalogProduct.versions.find(({ id }) => id === kept.versionId);
  const namesVersion =
    wanted.ProvisioningArtifactId !== undefined || wanted.ProvisioningArtifactName !== undefined;
  const keepsVersion = !namesVersion || wanted.ProvisioningArtifactId === kept.versionId;
  const version = keepsVersion && keptVersion ? keptVersion : findVersion(service, catalogProduct, wanted);
  const namesPath = wanted.PathId !== undefined || wanted.PathName !== undefined;
  const keptPath = service.paths.of(catalogProduct, caller).find(({ id }) => id === kept.pathId);
  const path = !namesPath && keptPath ? keptPath : chooseLaunchPath(context, catalogProduct, wanted);
  return { catalogProduct, version, path };
}

const keptSelection = ({ guesses }: Service, { attempted, running }: ProvisionedProduct): Selection =>
  guesses.omittedVersionWhileTainted === "running" ? (running ?? attempted) : attempted;
