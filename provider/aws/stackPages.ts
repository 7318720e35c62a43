import { callOptional } from "./calls";
import type { OperationContext } from "./operationContext";
import { pages } from "./pages";
import type { PagedList } from "./pagesForMany";
import { listOfEach } from "./pagesForMany";
import type { StackParameters } from "./stackParameters";
import { parametersOf, readStackParameters } from "./stackParameters";

/*
 * The parameters of all stacks of the account, as CloudFormation pages them: each page tells of its stacks before the
 * others are read.
 */

/** A page must be answered within, ms. */
const PAGE_TIMEOUT = 10_000;
/** A page is believed for so long, ms: a run in which many ask takes longer itself. */
const FRESH = 30_000;

class StackPages implements PagedList {
  readonly #stacks = new Map<string, { readAt: number; parameters: StackParameters }>();
  #reading: AsyncGenerator<void, void, OperationContext> | undefined;
  /** Until when there is no page that tells more, ms since the epoch. */
  #completeUntil = -Infinity;

  /** Told once: whoever asks for it again has a reason to. */
  take(stackArn: string, { clock }: OperationContext): StackParameters | undefined {
    const stack = this.#stacks.get(stackArn);
    this.#stacks.delete(stackArn);
    return stack && clock.now() - stack.readAt <= FRESH ? stack.parameters : undefined;
  }

  hasNext({ clock }: OperationContext): boolean {
    return clock.now() > this.#completeUntil;
  }

  async readNext(context: OperationContext): Promise<void> {
    await (this.#reading ??= this.#read(context)).next(context);
  }

  restart(): void {
    this.#reading = undefined;
    this.#stacks.clear();
  }

  /** One page a step, by whoever asks for it. */
  async *#read(context: OperationContext): AsyncGenerator<void, void, OperationContext> {
    const begun = context.clock.now();
    const ask = async ({ PageToken }: { PageToken?: string }) => {
      const { Stacks, NextToken } = await callOptional(context, async () => {
        const client = await context.aws.cloudFormation();
        return client.describeStacks(PageToken === undefined ? {} : { NextToken: PageToken }, {
          abortSignal: context.stop,
          requestTimeout: PAGE_TIMEOUT,
        });
      });
      return { Stacks, NextPageToken: NextToken, readAt: context.clock.now() };
    };
    for await (const { Stacks = [], NextPageToken, readAt } of pages(ask)) {
      for (const stack of Stacks)
        if (stack.StackId !== undefined)
          this.#stacks.set(stack.StackId, { readAt, parameters: parametersOf(stack) });
      if (NextPageToken) context = yield;
    }
    this.#completeUntil = begun + FRESH;
    this.#reading = undefined;
  }
}

const stackPagesOf = listOfEach(() => new StackPages());

/** As readStackParameters, where many stacks may be asked for, and a moment ago is soon enough. */
export async function readStackParametersOfMany(
  context: OperationContext,
  stackArn: string,
): Promise<Record<string, string> | undefined> {
  const known = await stackPagesOf(context.aws).find(context, (list) => list.take(stackArn, context));
  return known ? known.shown : readStackParameters(context, stackArn);
}
