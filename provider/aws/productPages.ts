import type {
  ProvisionedProductAttribute,
  RecordDetail,
  ServiceCatalog,
} from "@aws-sdk/client-service-catalog";
import { callForHint } from "./calls";
import type { CallOptions } from "./clients";
import { CLOCK_SKEW, RECORD_LAG, SEARCH_LAG } from "./delays";
import type { OperationContext } from "./operationContext";
import { pages } from "./pages";
import type { PagedList } from "./pagesForMany";
import { listOfEach } from "./pagesForMany";
import { ageOf, hasEnded } from "./records";

/*
 * All provisioned products of the caller's account and region, a hundred a page. A search is behind, so it is followed by
 * the history of records, back to before what the search may not show yet: what both leave unchanged is unchanged. Only
 * for a caller who may see the whole account: at a narrower level what others do is not shown.
 */

const ACCOUNT = { Key: "Account", Value: "self" } as const;
/** AWS admits no more. */
const PRODUCTS_PER_PAGE = 100;
const RECORDS_PER_PAGE = 20;
/** A page must be answered within, ms: until then nobody is told anything. */
const PAGE_TIMEOUT = 5_000;
/** What has happened in the last so many ms need not be known: a run in which many ask takes longer itself. */
const FRESH = 5_000;

/** What the pages say, as of a moment ago. */
export class ProductPages implements PagedList {
  readonly #products = new Map<string, ProvisionedProductAttribute>();
  /** In lower case, in case that AWS does not tell them apart. */
  readonly #names = new Set<string>();
  /** The last record of each product that the history has shown. */
  readonly #records = new Map<string, RecordDetail>();
  #reading: AsyncIterator<void> | undefined;
  /** By whom the next page is asked for. */
  #asker: OperationContext | undefined;
  /** Up to when everything is known, by this machine's clock. */
  #knownUntil = -Infinity;
  /** How many pages there are at least. */
  #needed = 0;

  isCurrent({ clock }: OperationContext): boolean {
    return clock.now() - this.#knownUntil <= FRESH;
  }

  /** Could a product have this name? No is certain as far as pages are, yes is not. */
  mayBeTaken(name: string): boolean {
    return this.#names.has(name.toLowerCase());
  }

  /**
   * The product, if it is certain that it is as the search shows it: nothing has begun since. Told once: whoever asks
   * for it again has a reason to.
   */
  take(id: string): ProvisionedProductAttribute | undefined {
    const product = this.#products.get(id);
    const last = this.#records.get(id);
    this.#products.delete(id);
    const isLast = !last || (last.RecordId === product?.LastRecordId && hasEnded(last));
    return isLast ? product : undefined;
  }

  hasNext(context: OperationContext, asked: number): boolean {
    return asked >= this.#needed && !this.isCurrent(context);
  }

  async readNext(context: OperationContext): Promise<void> {
    this.#asker = context;
    await (this.#reading ??= this.#read(context)).next();
  }

  restart(): void {
    this.#reading = undefined;
    this.#knownUntil = -Infinity;
    for (const each of [this.#products, this.#names, this.#records]) each.clear();
  }

  /** One page a step; without end, since there is always news. */
  async *#read({ clock }: OperationContext): AsyncGenerator<void, never> {
    let since = clock.now() - SEARCH_LAG;
    yield* this.#readProducts();
    for (;;) {
      const begun = clock.now();
      yield* this.#readRecords(since);
      this.#knownUntil = begun;
      since = begun - RECORD_LAG;
      yield;
    }
  }

  /** Sorted, because pages of an unsorted search repeat and skip products. */
  async *#readProducts(): AsyncGenerator<void> {
    const ask = (from: { PageToken?: string }) =>
      this.#call((client, options) =>
        client.searchProvisionedProducts(
          { AccessLevelFilter: ACCOUNT, SortBy: "name", PageSize: PRODUCTS_PER_PAGE, ...from },
          options,
        ),
      );
    for await (const { ProvisionedProducts, TotalResultsCount: total = 0, NextPageToken } of pages(ask)) {
      for (const product of shown(ProvisionedProducts)) {
        this.#products.set(shown(product.Id), product);
        this.#names.add(shown(product.Name).toLowerCase());
      }
      this.#needed = Math.ceil(total / PRODUCTS_PER_PAGE);
      if (!NextPageToken && this.#products.size < total) throw new RangeError("products were skipped");
      yield;
    }
  }

  /** The records since then, by AWS's clock, newest first; the last page is no step of its own. */
  async *#readRecords(since: number): AsyncGenerator<void> {
    const ask = (from: { PageToken?: string }) =>
      this.#call((client, options) =>
        client.listRecordHistory(
          { AccessLevelFilter: ACCOUNT, PageSize: RECORDS_PER_PAGE, ...from },
          options,
        ),
      );
    const found = new Map<string, RecordDetail>();
    for await (const { RecordDetails, NextPageToken } of pages(ask)) {
      for (const record of shown(RecordDetails)) {
        const id = shown(record.ProvisionedProductId);
        if (!found.has(id)) found.set(id, record);
        if (this.#isBefore(record, since)) return this.#note(found);
      }
      if (NextPageToken) yield;
    }
    this.#note(found);
  }

  #isBefore(record: RecordDetail, moment: number): boolean {
    const asker = shown(this.#asker);
    shown(record.CreatedTime);
    return ageOf(asker, record) > asker.clock.now() - moment + CLOCK_SKEW;
  }

  #note(records: ReadonlyMap<string, RecordDetail>): void {
    for (const [id, record] of records) {
      this.#records.set(id, record);
      this.#names.add(shown(record.ProvisionedProductName).toLowerCase());
    }
  }

  #call<T>(send: (client: ServiceCatalog, options: CallOptions) => Promise<T>): Promise<T> {
    return callForHint(shown(this.#asker), (client, options) =>
      send(client, { ...options, requestTimeout: PAGE_TIMEOUT }),
    );
  }
}

/** What an answer must have, or it tells nothing. @throws TypeError */
function shown<T>(value: T | undefined): T {
  if (value === undefined || value === null) throw new TypeError("an answer without what was asked for");
  return value;
}

/** The pages of the products of a connection. */
export const productPagesOf = listOfEach(() => new ProductPages());
