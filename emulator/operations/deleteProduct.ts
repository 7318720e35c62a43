import { findProductAsAdmin, resourceInUse } from "./shared/findAsAdmin";
import { guessedText } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

/** Of a product that is in no portfolio; what was provisioned of it stays. (model) */
export const deleteProduct = operation({
  name: "DeleteProduct",
  mutating: true,
  input: { AcceptLanguage: model.AcceptLanguage, Id: required(model.Id) },
  run({ service }, { Id }) {
    const { paths } = findProductAsAdmin(service, Id);
    if (paths.length > 0) throw guessedText(resourceInUse(`Product ${Id} still has associated Portfolios`));
    service.catalog.deleteProduct(Id);
    return {};
  },
});
