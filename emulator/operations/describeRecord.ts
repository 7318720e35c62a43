import { accessDenied, guessedText, notFound } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { paginate } from "./shared/paging";
import { recordDetail, recordOutput } from "./shared/responses";
import { canReach } from "../service/policies";
import { required } from "../protocol/shapes";
import type { AccountRegion } from "../state/accountRegion";
import { operation } from "./operation";
import type { OperationRecord } from "../state/record";

/** Pages its outputs; every page carries the record. */
export const describeRecord = operation({
  name: "DescribeRecord",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    Id: required(model.Id),
    PageToken: model.PageToken,
    PageSize: model.PageSize,
  },
  run({ service, accountRegion, caller }, input) {
    const record = accountRegion.records.get(input.Id);
    const reached = record && canReach(caller, ownerOf(accountRegion, record));
    if (record && !reached && service.guesses.strangersProduct === "denied")
      throw accessDenied(caller, "servicecatalog:DescribeRecord");
    if (!record || !reached) throw guessedText(notFound(`Record not found: ${input.Id}`));
    const ended = record.status === "SUCCEEDED" || record.status === "FAILED";
    const { page, NextPageToken } = paginate(service, ended ? record.outputs : [], input);
    return { NextPageToken, RecordDetail: recordDetail(record), RecordOutputs: page.map(recordOutput) };
  },
});

/** Whose product it is, whoever began the operation; of a product that is gone whoever began it. */
export const ownerOf = (accountRegion: AccountRegion, record: OperationRecord): string =>
  accountRegion.products.get(record.provisionedProductId)?.userArn ?? record.userArn;
