import { guessedText, invalidParameters } from "../protocol/errors";
import { beginCreate, newProduct } from "../provisioning/begin";
import * as model from "../protocol/serviceModel";
import { refuseTagsAndTopics } from "../provisioning/outcome/tagsAndTopics";
import { checkPreferences } from "./shared/stackSetPreferences";
import { findLaunchableProduct, findVersion } from "./shared/find";
import { required } from "../protocol/shapes";
import { tagsOfLaunch } from "../provisioning/tags";
import { recordOnce } from "./shared/idempotency";
import { operation } from "./operation";
import { chooseLaunchPath } from "./shared/chooseLaunchPath";

export const provisionProduct = operation({
  name: "ProvisionProduct",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: model.Id,
    ProductName: model.ProductName,
    ProvisioningArtifactId: model.Id,
    ProvisioningArtifactName: model.ProvisioningArtifactName,
    PathId: model.Id,
    PathName: model.PathName,
    ProvisionedProductName: required(model.ProvisionedProductName),
    ProvisioningParameters: model.ProvisioningParameters,
    ProvisioningPreferences: model.ProvisioningPreferences,
    Tags: model.Tags,
    NotificationArns: model.NotificationArns,
    ProvisionToken: required(model.Token),
  },
  run(context, input) {
    const { service, accountRegion } = context;
    return recordOnce(context, { scope: "ProvisionProduct", token: input.ProvisionToken, input }, () => {
      const catalogProduct = findLaunchableProduct(context, input);
      const version = findVersion(service, catalogProduct, input);
      // Deprecated versions can be kept and updated to, not launched. (documented, the text is guessed)
      if (version.guidance === "DEPRECATED")
        throw guessedText(
          invalidParameters(`Provisioning artifact ${version.id} is deprecated and cannot be provisioned.`),
        );
      const path = chooseLaunchPath(context, catalogProduct, input);
      checkPreferences(service, path, input.ProvisioningPreferences);
      const tags = tagsOfLaunch(service, path, input.Tags ?? []);
      refuseTagsAndTopics(service, tags, input.NotificationArns);
      const name = input.ProvisionedProductName;
      if (accountRegion.named(name)) throw invalidParameters(`A stack named ${name} already exists.`);

      const chosen = { catalogProduct, version, path };
      const product = newProduct(context, name, chosen, {
        token: input.ProvisionToken,
        tags,
        notificationArns: input.NotificationArns ?? [],
      });
      const parameters = (input.ProvisioningParameters ?? []).map(({ Key, Value }) => ({
        key: Key ?? "",
        value: Value,
        usePreviousValue: false,
      }));
      return beginCreate(context, product, chosen, {
        parameters,
        tags: { afterSuccess: tags, onRecord: tags },
        ...(input.ProvisioningPreferences ? { preferences: input.ProvisioningPreferences } : {}),
      });
    });
  },
});
