import { codeOf, Problem, problem, reasonOf } from "../base/errors";
import type { OperationContext } from "../aws/operationContext";
import { forLastLook } from "../aws/operationContext";
import type { Pending, State } from "../state/state";
import { displayName } from "./failure";
import { describeProvisionedProduct } from "./observe";
import { nothingObserved, placeOf } from "../state/observed";
import { PartialFailure } from "../state/partialFailure";

/*
 * Once AWS has accepted an operation, whatever ends the waiting leaves the product in state, with the record that
 * goes on: the next run takes it up.
 */

/** An operation that AWS has answered with a record. */
type Running = Pending & { recordId: string };

/**
 * `work` on a product that is being provisioned; nothing was seen of it but its id.
 *
 * @param known what it was asked for, as far as that is known
 */
export function keepPendingCreate<T>(
  context: OperationContext,
  id: string,
  known: Pick<State, "inputs" | "unverified">,
  pending: Running,
  work: () => Promise<T>,
): Promise<T> {
  return failAs(work, async (error) => {
    const found = await describeProvisionedProduct(forLastLook(context), { Id: id }).catch(() => undefined);
    const arn = found?.detail.Arn ?? null;
    const observed = {
      ...nothingObserved(),
      arn,
      // Without an ARN this is what destroy and refresh go by.
      region: placeOf(arn)?.region ?? (await context.aws.region().catch(() => null)),
      name: known.inputs.name ?? null,
      status: "UNDER_CHANGE",
      lastRecordId: pending.recordId,
      lastProvisioningRecordId: pending.recordId,
    };
    return stillRunning(
      id,
      { ...known, observed, pending },
      pending,
      error,
      "provisioned",
      "The product is in state",
    );
  });
}

/** `work` on a product that is being changed: state keeps what ran before. */
export function keepPendingUpdate<T>(
  id: string,
  state: State,
  pending: Running,
  work: () => Promise<T>,
): Promise<T> {
  return failAs(work, (error) => {
    if (error instanceof Problem && error.code === "not-found") return error;
    const observed = { ...state.observed, status: "UNDER_CHANGE", lastRecordId: pending.recordId };
    return stillRunning(
      id,
      { ...state, observed, pending },
      pending,
      error,
      "changed",
      "State keeps what ran before",
    );
  });
}

/** `work` on a product that no run has in state yet: whatever it ends with, the product is in state as `state` says. */
export const keepPending = <T>(id: string, state: State, work: () => Promise<T>): Promise<T> =>
  failAs(
    work,
    (error) =>
      new PartialFailure(
        id,
        state,
        problem(codeOf(error), reasonOf(error), `The product is in state. Run pulumi up again.`),
      ),
  );

/** `work`, whose errors become what `toFailure` makes of them. A partial failure says already what is in state. */
async function failAs<T>(
  work: () => Promise<T>,
  toFailure: (error: unknown) => Error | Promise<Error>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PartialFailure ? error : await toFailure(error);
  }
}

function stillRunning(
  id: string,
  state: State,
  { recordId }: Running,
  error: unknown,
  doing: "provisioned" | "changed",
  kept: string,
): PartialFailure {
  return new PartialFailure(
    id,
    state,
    problem(
      codeOf(error),
      `${displayName(id, state.observed)} is still being ${doing}: ${reasonOf(error)}`,
      `${kept}; record ${recordId} goes on in AWS.`,
      `Run pulumi up: it follows that record to its end.`,
    ),
  );
}
