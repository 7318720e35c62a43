import { guessedText, invalidParameters, notFound } from "../protocol/errors";
import * as model from "../protocol/serviceModel";
import { decideEngineOperation } from "../provisioning/outcome/engine";
import { finishOperation } from "../state/advance";
import { list, required, string, structure, type Members } from "../protocol/shapes";
import { answerOnce } from "./shared/idempotency";
import { operation, type Operation } from "./operation";
import type { Context } from "../service/context";
import type { EngineWork } from "../state/runningOperation";

const common = {
  WorkflowToken: required(string({ min: 1, max: 20_000, pattern: "[0-9A-Za-z+\\/=]+" })),
  RecordId: required(model.Id),
  Status: required(string({ values: ["SUCCEEDED", "FAILED"] })),
  FailureReason: model.FailureReason,
  IdempotencyToken: required(model.Token),
} satisfies Members;
const outputs = list(structure({ OutputKey: string(), OutputValue: string(), Description: string() }));

/** How an engine reports the end of a provisioning. */
export const notifyProvision = operation({
  name: "NotifyProvisionProductEngineWorkflowResult",
  mutating: true,
  input: {
    ...common,
    ResourceIdentifier: structure({ UniqueTag: model.UniqueTag }),
    Outputs: outputs,
  },
  run: (context, input) =>
    notified(context, "create", { ...input, identified: input.ResourceIdentifier?.UniqueTag !== undefined }),
});

/** How an engine reports the end of an update. */
export const notifyUpdate = operation({
  name: "NotifyUpdateProvisionedProductEngineWorkflowResult",
  mutating: true,
  input: { ...common, Outputs: outputs },
  run: (context, input) => notified(context, "update", input),
});

/** How an engine reports the end of a termination. */
export const notifyTerminate = operation({
  name: "NotifyTerminateProvisionedProductEngineWorkflowResult",
  mutating: true,
  input: common,
  run: (context, input) => notified(context, "terminate", input),
});

export const notifyOperations: readonly Operation[] = [notifyProvision, notifyUpdate, notifyTerminate];

interface Notification {
  readonly WorkflowToken: string;
  readonly IdempotencyToken: string;
  readonly RecordId: string;
  readonly Status: string;
  readonly FailureReason?: string;
  readonly identified?: boolean;
  readonly Outputs?: readonly { OutputKey?: string; OutputValue?: string; Description?: string }[];
}

/** Does once what an engine reports, however often it does. */
const notified = (context: Context, expected: EngineWork["operation"], notification: Notification): object =>
  answerOnce(
    context,
    { scope: `Notify/${expected}`, token: notification.IdempotencyToken, input: notification },
    () => endWork(context, expected, notification),
  );

function endWork(
  { service, accountRegion }: Context,
  expected: EngineWork["operation"],
  { WorkflowToken, RecordId, Status, FailureReason, Outputs, identified }: Notification,
): object {
  const work = accountRegion.engineWork.get(RecordId);
  if (!work) throw guessedText(notFound(`No workflow found for record ${RecordId}`));
  if (work.workflowToken !== WorkflowToken || work.operation !== expected)
    throw guessedText(invalidParameters(`The workflow token does not belong to record ${RecordId}`));
  accountRegion.engineWork.delete(RecordId);
  const outcome = decideEngineOperation(accountRegion, work, {
    status: Status === "FAILED" ? "FAILED" : "SUCCEEDED",
    failureReason: FailureReason,
    identified: identified ?? false,
    outputs: (Outputs ?? []).map(({ OutputKey, OutputValue, Description }) => ({
      key: OutputKey ?? "",
      value: OutputValue ?? "",
      description: Description,
    })),
  });
  finishOperation(
    accountRegion,
    accountRegion.record(RecordId),
    outcome,
    service.clock.now(),
    service.guesses,
  );
  return {};
}
