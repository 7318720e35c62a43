import { guessedText, invalidParameters, ServiceError } from "../protocol/errors";
import { newRecord } from "../provisioning/records";
import * as model from "../protocol/serviceModel";
import { findProvisionedProduct } from "./shared/find";
import { map, required, string } from "../protocol/shapes";
import { recordTags } from "../provisioning/tags";
import { recordOnce } from "./shared/idempotency";
import { operation } from "./operation";
import type { OperationRecord } from "../state/record";

/** Sets the owner or the launch role; done at once, with a record of its own. */
export const updateProvisionedProductProperties = operation({
  name: "UpdateProvisionedProductProperties",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProvisionedProductId: required(model.Id),
    ProvisionedProductProperties: required(
      map(string({ min: 1, max: 128, values: ["OWNER", "LAUNCH_ROLE"] }), string({ min: 0, max: 1024 }), {
        min: 1,
        max: 100,
      }),
    ),
    IdempotencyToken: required(model.Token),
  },
  run(context, input) {
    const { service, accountRegion, caller } = context;
    const properties = input.ProvisionedProductProperties;
    const request = { scope: "UpdateProvisionedProductProperties", token: input.IdempotencyToken, input };
    const answerOf = ({ id, status }: OperationRecord) => ({
      ProvisionedProductId: input.ProvisionedProductId,
      ProvisionedProductProperties: properties,
      RecordId: id,
      Status: status,
    });
    return recordOnce(
      context,
      request,
      () => {
        const name = "UpdateProvisionedProductProperties";
        const product = findProvisionedProduct(context, name, input.ProvisionedProductId, undefined);
        const { OWNER: owner, LAUNCH_ROLE: role } = properties;
        if (
          owner !== undefined &&
          !/^arn:[^:]+:(iam|sts)::\d{12}:(user|role|assumed-role)\/[\w+=,.@/-]+$/.test(owner)
        )
          throw guessedText(invalidParameters(`Invalid value for property OWNER: ${owner}`));
        if (role !== undefined && role !== "" && !/^arn:[^:]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(role))
          throw guessedText(invalidParameters(`Invalid value for property LAUNCH_ROLE: ${role}`));
        if (product.status === "UNDER_CHANGE" || product.status === "PLAN_IN_PROGRESS")
          throw guessedText(
            new ServiceError(
              "InvalidStateException",
              `Provisioned product ${product.id} is in status ${product.status}`,
            ),
          );
        const launchRoleArn = role === undefined ? product.launchRoleArn : role || undefined;
        const record = newRecord(service, accountRegion, "properties", product, {
          selection: product.attempted,
          launchRoleArn,
          userArn: caller.userArn,
          tags: [...recordTags(service, accountRegion, product.attempted, caller.userArn), ...product.tags],
        });
        record.status = "SUCCEEDED";
        product.userArn = owner ?? product.userArn;
        product.launchRoleArn = launchRoleArn;
        product.lastRecordId = record.id;
        return record;
      },
      answerOf,
    );
  },
});
