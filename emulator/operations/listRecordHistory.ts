import { guessedText, invalidParameters } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { isWithin } from "../service/policies";
import { recordDetail } from "./shared/responses";
import { string, structure } from "../protocol/shapes";
import { ownerOf } from "./describeRecord";
import { operation } from "./operation";
import { decideLevel } from "./shared/accessLevel";

/** Newest first. Shows the caller's own records unless a wider access level is asked for. (model) */
export const listRecordHistory = operation({
  name: "ListRecordHistory",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    AccessLevelFilter: model.AccessLevelFilter,
    SearchFilter: structure({ Key: string(), Value: string() }),
    PageSize: model.PageSize,
    PageToken: model.PageToken,
  },
  run(context, input) {
    const { accountRegion, caller } = context;
    const { Key, Value } = input.SearchFilter ?? {};
    if (Key !== undefined && Key !== "product" && Key !== "provisionedproduct")
      throw guessedText(invalidParameters(`Invalid search filter key: ${Key}`));
    const level = decideLevel(context, "ListRecordHistory", input.AccessLevelFilter, "User");
    const records = [...accountRegion.records.values()]
      .filter((record) => isWithin(level, caller, ownerOf(accountRegion, record)))
      .filter((record) =>
        Key === undefined
          ? true
          : Value === (Key === "product" ? record.selection.productId : record.provisionedProductId),
      )
      .reverse();
    const { page, NextPageToken } = paginate(context.service, records, input);
    return { NextPageToken, RecordDetails: page.map(recordDetail) };
  },
});
