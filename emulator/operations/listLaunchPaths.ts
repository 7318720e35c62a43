import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { findLaunchableProduct } from "./shared/find";
import { required } from "../protocol/shapes";
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
  run(context, input) {
    const { service, caller } = context;
    const paths = service.paths.of(findLaunchableProduct(context, input), caller);
    const { page, NextPageToken } = paginate(service, paths, input);
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
