import type { ArgumentName, Arguments, Inputs } from "../state/inputs";
import { differingArguments, effectiveTags } from "../state/inputs";
import { mayQuoteUnknown } from "../state/secretOutputs";
import type { State } from "../state/state";
import { equal, hasUnknown, isUnknown } from "../state/values";
import { differences, argumentsToSend } from "../product/differences";
import { isReplacedAfterFailure } from "../product/failure";
import type { Observed } from "../state/observed";
import { explicitRegion } from "../config/connection";
import type { Verdict } from "../product/differences";
import { quoteForShell } from "../base/printable";

/**
 * What has to happen to a product so that it is what the program says. Makes no call.
 *
 * @param oldInputs the inputs of the last step, where the engine has shown them (not in a refresh).
 */
export function diff(state: State, inputs: Inputs, oldInputs?: Arguments): Verdict {
  // A derived name is no wish of the program: a product that was imported or moved over keeps the name it has.
  const nameIsFree = inputs.name === inputs.__derivedName;
  const open = differingArguments(state.inputs, inputs).filter(
    (argument) => argument !== "name" || !nameIsFree,
  );
  const moved = findReplacing(state, inputs, open);
  const visible = oldInputs === undefined || differingArguments(oldInputs, inputs).length > 0;
  if (state.movedFrom) {
    const sends = moved.length > 0 || argumentsToSend(state, inputs).length > 0;
    return {
      changes: true,
      ...(moved.length > 0 && { replaces: moved, deleteBeforeReplace: true }),
      expected: true,
      reason: `moves over from ${state.movedFrom}: the state is rewritten${sends ? "" : ", nothing is sent to AWS"}`,
    };
  }
  const status = needsRepair(state, inputs);
  if (status?.replaces) return status;
  if (moved.length > 0)
    return {
      replaces: moved,
      deleteBeforeReplace: true,
      ...(!visible && { changes: true, reason: describeOutsideChange(state, inputs, open, moved) }),
    };
  if (open.length > 0)
    return visible ? {} : { changes: true, reason: describeOutsideChange(state, inputs, open, moved) };
  if (status) return status;
  if (state.unverified !== undefined)
    return {
      changes: true,
      reason: `was updated outside, or as an earlier program said (record ${state.unverified}), and AWS does not show NoEcho parameters: those of the program are sent again`,
    };
  const hidden = hiddenChange(state.inputs, inputs);
  return hidden === undefined ? { changes: false } : { changes: true, reason: hidden, expected: true };
}

/** The region can be that of the aws provider, which is no argument. */
function describeOutsideChange(
  state: State,
  inputs: Inputs,
  open: readonly ArgumentName[],
  moved: readonly string[],
): string {
  const place = `it is in ${state.observed.region}, the program wants it in ${explicitRegion(inputs)}`;
  const found = [...differences(state.inputs, inputs, open), ...(moved.includes("region") ? [place] : [])];
  return `differs from the program: ${found.join("; ")}`;
}

/** Only a new product can have another name or stand in another region; the rest is changed in place. */
function findReplacing(state: State, inputs: Inputs, open: readonly ArgumentName[]): string[] {
  const { observed } = state;
  const replaces: string[] = [];
  if (open.includes("name") && !isUnknown(inputs.name)) replaces.push("name");
  const region = explicitRegion(inputs);
  if (region !== undefined && !isUnknown(region) && observed.region !== null && region !== observed.region) {
    replaces.push("region");
  }
  return replaces;
}

/** What the status of the product asks for, whatever the program says. */
function needsRepair(state: State, inputs: Inputs): Verdict | undefined {
  const { observed, pending } = state;
  const { status, statusMessage } = observed;
  const message = statusMessage && !mayQuoteUnknown(state) ? `: ${statusMessage.trim()}` : "";
  const neverProvisioned = observed.lastSuccessfulProvisioningRecordId === null && !pending;
  if (pending?.recordId === null) {
    return {
      changes: true,
      reason: `was perhaps updated by a run that has lost AWS's answer: what became of that is looked at first`,
    };
  }
  if (status === "ERROR" || (status === "TAINTED" && neverProvisioned))
    return afterFailedCreate(observed, message);
  if (pending || status === "UNDER_CHANGE") {
    const recordId = pending?.recordId ?? observed.lastRecordId;
    return {
      changes: true,
      expected: true,
      reason: `${recordId === null ? "an operation" : `record ${recordId}`} was still running: it is followed first`,
    };
  }
  if (status !== "TAINTED" || inputs.repairTainted === false) return undefined;
  if (observed.lastRecordId !== observed.lastProvisioningRecordId) {
    return {
      changes: false,
      reason: `is TAINTED because terminating it failed; finish that with pulumi destroy --target ${quoteForShell(inputs.__urn)}${message}`,
    };
  }
  return { changes: true, reason: `is TAINTED by an operation that failed, and is updated again${message}` };
}

/**
 * A CloudFormation product that never had a success cannot be updated: its stack is ROLLBACK_COMPLETE or was never
 * made. Other types can. An account is never replaced by itself: terminating unmanages it.
 */
function afterFailedCreate(observed: Observed, message: string): Verdict {
  const { status, type, lastSuccessfulProvisioningRecordId } = observed;
  if (type === "CONTROL_TOWER_ACCOUNT") {
    return {
      changes: true,
      reason: `is ${status} and is updated again; an account is never replaced by itself${message}`,
    };
  }
  if (!isReplacedAfterFailure(observed) || lastSuccessfulProvisioningRecordId !== null) {
    return { changes: true, reason: `is ${status} and is updated again${message}` };
  }
  return {
    changes: true,
    replaces: ["status"],
    deleteBeforeReplace: true,
    reason: `is ${status}: it was never provisioned and is replaced${message}`,
  };
}

/** A change of what delete and refresh need, which the inputs do not show. */
function hiddenChange(now: Inputs, wanted: Inputs): string | undefined {
  if (!equal(now.__timeouts ?? {}, wanted.__timeouts ?? {}))
    return "timeouts have changed; nothing is sent to AWS";
  if (!hasUnknown(wanted.__connection)) {
    if (!equal(effectiveTags(now), effectiveTags(wanted))) return "default tags have changed";
    if (!equal(now.__connection ?? {}, wanted.__connection ?? {}))
      return "the aws provider's settings have changed; nothing is sent to AWS";
  }
  if (now.__urn !== wanted.__urn) return "has another URN now; nothing is sent to AWS";
  if (now.__provider !== wanted.__provider) return "the provider's text is renewed; nothing is sent to AWS";
  return secretChange(now.__secrets ?? [], wanted.__secrets ?? []);
}

function secretChange(now: readonly string[], wanted: readonly string[]): string | undefined {
  const opened = now.filter((path) => !wanted.includes(path));
  const added = wanted.filter((path) => !now.includes(path));
  const changes = [
    added.length > 0 && `${added.join(", ")} ${added.length === 1 ? "is" : "are"} secret now`,
    opened.length > 0 && `${opened.join(", ")} ${opened.length === 1 ? "is" : "are"} not secret any more`,
  ].filter((change) => change !== false);
  return changes.length > 0 ? `${changes.join("; ")}; nothing is sent to AWS` : undefined;
}
