import { canonical } from "../state/values";
import { problem } from "../base/errors";
import type { OperationContext } from "../aws/operationContext";

/*
 * How many operations may run at once. Account Factory admits few (documented: five operations on accounts, and one
 * account unmanaged), and fails what is too much after it was accepted. So operations queue here, before anything is
 * sent, and go in the order in which they came.
 */

/** What an operation is, as far as its number is limited. */
export interface Operation {
  /** The type of the product, as far as it is known. */
  type: string | null | undefined;
  kind: "provision" | "update" | "terminate";
  /** How messages begin when the run is stopped meanwhile: `web (pp-1) was not updated`. */
  unless: string;
  /** What is true then. */
  now: string;
}

export const ACCOUNT = "CONTROL_TOWER_ACCOUNT";

/** Accounts that are unmanaged at once. (documented) */
const UNMANAGED_AT_ONCE = 1;

class Gate {
  private running = 0;
  private readonly waiting: { admit: () => void; tell: (place: number) => void }[] = [];

  /** Resolves when it is this one's turn, or when `stop` aborts: the caller looks at the signal. */
  async enter(limit: number, stop: AbortSignal, tell: (place: number) => void): Promise<() => void> {
    const leave = () => {
      this.running--;
      this.admit(limit);
    };
    if (this.running < limit && this.waiting.length === 0) {
      this.running++;
      return leave;
    }
    let admitted = false;
    await new Promise<void>((resolve) => {
      const entry = {
        admit: () => {
          admitted = true;
          resolve();
        },
        tell,
      };
      this.waiting.push(entry);
      tell(this.waiting.length);
      stop.addEventListener("abort", () => {
        const place = this.waiting.indexOf(entry);
        if (place >= 0) this.waiting.splice(place, 1);
        resolve();
      });
      if (stop.aborted) resolve();
    });
    return admitted ? leave : () => undefined;
  }

  private admit(limit: number): void {
    while (this.running < limit) {
      const next = this.waiting.shift();
      if (!next) break;
      this.running++;
      next.admit();
    }
    for (const [index, { tell }] of this.waiting.entries()) tell(index + 1);
  }
}

const gates = new Map<string, Gate>();

function gateOf(context: OperationContext, name: string): Gate {
  const key = `${name} ${canonical(context.aws.connection)}`;
  const gate = gates.get(key) ?? new Gate();
  gates.set(key, gate);
  return gate;
}

/**
 * `work` when it is its turn. The time in the queue does not count against the operation's timeout. What is part of an
 * operation that was admitted already runs at once.
 *
 * @throws Problem `interrupted` when the run is stopped while the operation waits: nothing was sent.
 */
export async function takeTurn<T>(
  context: OperationContext,
  { type, kind, unless, now }: Operation,
  work: (context: OperationContext) => Promise<T>,
): Promise<T> {
  if (context.admitted) return work(context);
  const { accountOperations, maxConcurrentOperations } = context.settings;
  const isAccount = type === ACCOUNT;
  const wanted: [name: string, limit: number, whose: string][] = [];
  if (isAccount && kind === "terminate")
    wanted.push(["unmanage", UNMANAGED_AT_ONCE, "Control Tower unmanages one account at a time"]);
  if (isAccount)
    wanted.push([
      "accounts",
      accountOperations,
      `Account Factory admits ${accountOperations} operations at once (servicecatalog:accountOperations)`,
    ]);
  if (maxConcurrentOperations !== undefined)
    wanted.push([
      "all",
      maxConcurrentOperations,
      `servicecatalog:maxConcurrentOperations is ${maxConcurrentOperations}`,
    ]);
  const begun = context.clock.now();
  const leaves: (() => void)[] = [];
  try {
    for (const [name, limit, why] of wanted) {
      leaves.push(await gateOf(context, name).enter(limit, context.stop, tellPlace(context, why)));
      if (context.stop.aborted)
        throw problem("interrupted", `${unless}: the run was stopped while it waited for its turn.`, now);
    }
    const waited = context.clock.now() - begun;
    return await work({ ...context, deadline: context.deadline + waited, admitted: true });
  } finally {
    for (const leave of leaves.reverse()) leave();
  }
}

/**
 * Says the place in the queue, again when it is among the first ten, and when it is the first: without a terminal each
 * text is a line of its own.
 */
function tellPlace(context: OperationContext, why: string): (place: number) => void {
  const stageOf = (place: number) => (place === 1 ? 1 : place <= 10 ? 2 : 3);
  let told = Infinity;
  return (place) => {
    if (stageOf(place) >= told) return;
    told = stageOf(place);
    context.progress(`waiting for its turn, place ${place} in the queue: ${why}`);
  };
}
