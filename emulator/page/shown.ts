import type { CallLog } from "../control/callLog";
import type { Call } from "../control/calls";
import type { Catalog } from "../catalog/catalog";
import type { Service } from "../service/service";
import { productView, recordView, stackView } from "../state/views";
import type { ProductView, RecordView, StackView } from "../state/views";
import { Mask, parametersIn } from "./mask";
import { shorten } from "./shorten";

/** What the page is about. */
export interface PageSource {
  readonly service: Service;
  readonly calls: CallLog;
  readonly seed: number;
}

/** One look at the emulator: all that the sections of the page show. */
export interface Shown {
  readonly catalog: Catalog;
  readonly products: readonly ProductView[];
  /** Oldest first, each with the account and region it belongs to. */
  readonly records: readonly (RecordView & { readonly place: string })[];
  readonly stacks: readonly (StackView & { readonly place: string })[];
  /** The newest ones, oldest first, with as much of their input as there is room for. */
  readonly calls: readonly (Call & { readonly number: number })[];
  readonly callCount: number;
  readonly now: number;
  readonly seed: number;
  readonly mask: Mask;
}

/** More than this of anything only makes the page slow. */
export const limit = 100;

/** Reads only, so that watching changes nothing: no ids are drawn, no stale reads used up, no call counted. */
export function readShown({ service, calls, seed }: PageSource): Shown {
  const accountRegions = service.allAccountRegions();
  const all = <T extends object>(list: (accountRegion: (typeof accountRegions)[number]) => T[]) =>
    accountRegions.flatMap((accountRegion) =>
      list(accountRegion).map((item) => ({
        ...item,
        place: `${accountRegion.scope.account}/${accountRegion.scope.region}`,
      })),
    );
  const callCount = calls.before + calls.calls.length;
  const newestCalls = calls.calls.slice(-limit).map((call, index, { length }) => {
    const copy = { ...call };
    const input = typeof copy.input === "string" ? "(no JSON)" : shorten(copy.input);
    return { ...copy, input, number: callCount - length + index + 1 };
  });
  const stacks = all((accountRegion) => accountRegion.stacks.map(stackView));
  return {
    catalog: service.catalog,
    products: accountRegions.flatMap((accountRegion) =>
      [...accountRegion.products.values()].map((one) => productView(accountRegion, one)),
    ),
    records: all((accountRegion) => [...accountRegion.records.values()].map(recordView)).sort(
      (one, other) => one.createdTime - other.createdTime,
    ),
    stacks,
    calls: newestCalls,
    callCount,
    now: service.clock.now(),
    seed,
    mask: new Mask(service.catalog, [
      ...stacks.flatMap(({ parameters }) => Object.entries(parameters)),
      // Those that a stack had before, or that it never got: they may stand in outputs and messages still.
      ...accountRegions.flatMap(({ records }) =>
        [...records.values()].flatMap(({ parameters }) => Object.entries(parameters ?? {})),
      ),
      ...newestCalls.flatMap(({ input }) => parametersIn(input)),
    ]),
  };
}
