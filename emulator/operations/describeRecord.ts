import { notFound } from "../errors";
import * as model from "../model";
import { pageOf } from "../paging";
import { recordDetail, recordOutput } from "../responses";
import { required } from "../shapes";
import { operation } from "./operation";

/** Pages its outputs; every page carries the record. */
export const describeRecord = operation({
  name: "DescribeRecord",
  input: {
    AcceptLanguage: model.AcceptLanguage,
    Id: required(model.Id),
    PageToken: model.PageToken,
    PageSize: model.PageSize,
  },
  run({ world }, input) {
    const record = world.records.get(input.Id);
    if (!record) throw notFound(`Record not found: ${input.Id}`);
    const ended = record.status === "SUCCEEDED" || record.status === "FAILED";
    const { page, NextPageToken } = pageOf(ended ? record.outputs : [], input);
    return { NextPageToken, RecordDetail: recordDetail(record), RecordOutputs: page.map(recordOutput) };
  },
});
