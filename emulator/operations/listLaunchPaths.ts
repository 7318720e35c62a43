import * as model from "../model";
import { pageOf } from "../paging";
import { findLaunchableProduct } from "../resolve";
import { required } from "../shapes";
import { constraintSummary } from "./describeProvisioningParameters";
import { operation } from "./operation";

export const listLaunchPaths = operation({
  name: "ListLaunchPaths",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: required(model.Id),
    PageSize: model.PageSize,
    PageToken: model.PageToken,
  },
  run({ service }, input) {
    const { page, NextPageToken } = pageOf(
      service,
      service.paths.of(findLaunchableProduct(service, input)),
      input,
    );
    return {
      LaunchPathSummaries: page.map((path) => ({
        ConstraintSummaries: path.constraints.map(constraintSummary),
        Id: path.id,
        Name: path.name,
        Tags: [],
      })),
      NextPageToken,
    };
  },
});
