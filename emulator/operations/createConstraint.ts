import { findAssociation, findPortfolio, findProductAsAdmin } from "./shared/findAsAdmin";
import type { Constraint } from "../catalog/catalog";
import { conflictOf, isComplete } from "../catalog/constraints";
import { CONSTRAINT_TYPES } from "../catalog/definition";
import { withConstraints } from "../catalog/launchPath";
import { constraintDetail } from "./shared/adminResponses";
import { guessedText, invalidParameters, ServiceError } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { required, string } from "../protocol/shapes";
import { answerOnce } from "./shared/idempotency";
import { operation } from "./operation";

/** Of a product within a portfolio: it holds on that launch path only. */
export const createConstraint = operation({
  name: "CreateConstraint",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    PortfolioId: required(model.Id),
    ProductId: required(model.Id),
    Parameters: required(string()),
    Type: required(model.ConstraintType),
    Description: model.ConstraintDescription,
    IdempotencyToken: required(model.Token),
  },
  run(context, input) {
    const { service, accountRegion } = context;
    return answerOnce(context, { scope: "CreateConstraint", token: input.IdempotencyToken, input }, () => {
      const portfolio = findPortfolio(service, input.PortfolioId);
      const product = findProductAsAdmin(service, input.ProductId);
      const { constraints } = findAssociation(product, portfolio);
      const type = CONSTRAINT_TYPES.find((each) => each === input.Type);
      if (!type) throw guessedText(invalidParameters(`Invalid constraint type: ${input.Type}`));
      if (!isComplete({ type, parameters: input.Parameters }))
        throw guessedText(
          invalidParameters(`Invalid parameters of a ${type} constraint: ${input.Parameters}`),
        );
      refuseSecond(type, constraints);
      const constraint: Constraint = {
        id: service.ids.next("cons"),
        type,
        description: input.Description,
        parameters: input.Parameters,
      };
      service.catalog.putProduct(withConstraints(product, portfolio, [...constraints, constraint]));
      return {
        ConstraintDetail: constraintDetail(accountRegion.scope, constraint, product.id, portfolio.id),
        ConstraintParameters: constraint.parameters,
        // Although it can be described as AVAILABLE at once. (AWS CLI example)
        Status: "CREATING",
      };
    });
  },
});

function refuseSecond(type: Constraint["type"], others: readonly Constraint[]): void {
  const conflict = conflictOf(
    type,
    others.map((other) => other.type),
  );
  if (conflict === type)
    throw guessedText(
      new ServiceError("DuplicateResourceException", `There is a ${type} constraint already`),
    );
  if (conflict !== undefined)
    throw guessedText(invalidParameters("There cannot be both a LAUNCH and a STACKSET constraint"));
}
