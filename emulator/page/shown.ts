import type { Call } from "../control/calls";
import type { Catalog } from "../catalog/catalog";
import type { Service } from "../service/service";
import { productView, recordView, stackView } from "../state/views";
import type { ProductView, RecordView, StackView } from "../state/views";
import { Mask } from "./mask";

/** What the page is about. */
export interface PageSource {
  readonly service: Service;
  readonly calls: readonly Call[];
  readonly seed: number;
}

/** One look at the emulator: all that the sections of the page show. */
export interface Shown {
  readonly catalog: Catalog;
  readonly products: readonly ProductView[];
  /** Oldest first, each with the account and region it belongs to. */
  readonly records: readonly (RecordView & { readonly place: string })[];
  readonly stacks: readonly (StackView & { readonly place: string })[];
  readonly calls: readonly Call[];
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
    calls,
    now: service.clock.now(),
    seed,
    mask: new Mask(service.catalog, stacks, calls),
  };
}
