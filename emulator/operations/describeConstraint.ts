import { findConstraint } from "./shared/findAsAdmin";
import { constraintDetail } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

export const describeConstraint = operation({
  name: "DescribeConstraint",
  input: { AcceptLanguage: model.AcceptLanguage, Id: required(model.Id) },
  run({ service, accountRegion }, { Id }) {
    const { product, path, constraint } = findConstraint(service, Id);
    return {
      ConstraintDetail: constraintDetail(accountRegion.scope, constraint, product.id, path.portfolioId),
      ConstraintParameters: constraint.parameters,
      Status: "AVAILABLE",
    };
  },
});
