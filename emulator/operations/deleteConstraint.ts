import { findConstraint, findPortfolio } from "./shared/findAsAdmin";
import { withConstraints } from "../catalog/launchPath";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

export const deleteConstraint = operation({
  name: "DeleteConstraint",
  mutating: true,
  input: { AcceptLanguage: model.AcceptLanguage, Id: required(model.Id) },
  run({ service }, { Id }) {
    const { product, path } = findConstraint(service, Id);
    const constraints = path.constraints.filter(({ id }) => id !== Id);
    service.catalog.putProduct(
      withConstraints(product, findPortfolio(service, path.portfolioId), constraints),
    );
    return {};
  },
});
