import { isAccessDenied } from "../base/errors";
import type { Aws } from "./clients";
import { changesSent } from "./calls";
import type { OperationContext } from "./operationContext";

/*
 * Pages in place of single answers: what many resources ask for one by one is read a hundred at a time. Nobody knows how
 * many will ask. So there are never more pages than askers, which costs at most twice the calls that were needed, and
 * mostly a hundredth. Pages are an economy: where they are denied, fail or do not tell, everybody asks for himself.
 */

/** The first askers ask for themselves: few resources are not worth a page. A test may set it. */
export const pagesPay = { from: 4 };

/** Reading may take so long, ms, before everybody asks for himself. */
const PATIENCE = 30_000;
/** After pages that failed there are none until so many times as many have asked. */
const REST = 4;

/** A list of AWS that is read page by page. */
export interface PagedList {
  /** Is there a page that may tell more, which pays when so many have asked? */
  hasNext(context: OperationContext, asked: number): boolean;
  readNext(context: OperationContext): Promise<void>;
  /** Forgets what was read. */
  restart(): void;
}

/** The askers of one list. */
export class PagesForMany<List extends PagedList> {
  #asked = 0;
  #pages = 0;
  #from = pagesPay.from;
  #reading: Promise<void> | undefined;

  constructor(private readonly list: List) {}

  /**
   * What `look` finds in the list, of which as much is read as pays. Asking for himself is up to whoever is told nothing.
   *
   * @throws what `look` throws, and nothing else
   */
  async find<T>(context: OperationContext, look: (list: List) => T | undefined): Promise<T | undefined> {
    this.#asked++;
    for (;;) {
      if (this.#asked < this.#from) return undefined;
      const found = look(this.list);
      if (found !== undefined) return found;
      const pays = this.#pages < this.#asked && this.list.hasNext(context, this.#asked);
      if (!this.#reading && !pays) return undefined;
      await (this.#reading ??= this.#read(context));
    }
  }

  async #read(asker: OperationContext): Promise<void> {
    const deadline = Math.min(asker.deadline, asker.clock.now() + PATIENCE);
    this.#pages++;
    try {
      await this.list.readNext({ ...asker, deadline });
    } catch (error) {
      this.list.restart();
      this.#from = isAccessDenied(error) ? Infinity : this.#asked * REST;
    }
    this.#reading = undefined;
  }
}

/**
 * The list of each connection, as long as this process changes nothing: after a change the next one is read from the
 * beginning.
 */
export function listOfEach<List extends PagedList>(make: () => List): (aws: Aws) => PagesForMany<List> {
  const lists = new WeakMap<Aws, { changes: number; pages: PagesForMany<List> }>();
  return (aws) => {
    const known = lists.get(aws);
    if (known?.changes === changesSent(aws)) return known.pages;
    const pages = new PagesForMany(make());
    lists.set(aws, { changes: changesSent(aws), pages });
    return pages;
  };
}
