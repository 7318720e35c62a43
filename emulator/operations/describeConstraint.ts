import { requiredConstraint } from "./shared/findAsAdmin";
import { constraintDetail } from "./shared/adminResponses";
import * as model from "../protocol/serviceModel";
import { required } from "../protocol/shapes";
import { operation } from "./operation";

export const describeConstraint = operation({
  name: "DescribeConstraint",
  input: { AcceptLanguage: model.AcceptLanguage, Id: required(model.Id) },
  run({ service, world }, { Id }) {
    const { product, path, constraint } = requiredConstraint(service, Id);
    return {
      ConstraintDetail: constraintDetail(world.scope, constraint, product.id, path.portfolioId),
      ConstraintParameters: constraint.parameters,
      Status: "AVAILABLE",
    };
  },
});
