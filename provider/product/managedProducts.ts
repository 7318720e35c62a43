import type { Provisioned } from "../state/state";
import type { Problem } from "../base/errors";
import { problem } from "../base/errors";
import { quoteForShell } from "../base/printable";

/*
 * The engine shows no state. What a provider process sees of it in one run is what is remembered here: without it, a
 * create could take up a product that another resource has, and a delete could take it from that one.
 */

/** Which products are in the stack's state, and whose, as far as the engine has shown it in this run. */
export interface ManagedProducts {
  has(id: string): boolean;
  /** Has the engine shown inputs of a last step of this resource? */
  knows(urn: string): boolean;
  /**
   * Could a product with this resource's name already be in state? Yes, where replacements are created before the old
   * product is deleted: the engine can force one without a word about the old product, and those that wait for their delete
   * are in state as well.
   */
  mayHold(urn: string): boolean;
  /** Another resource of the program that has this product. @param before the URN in state, another one after a rename */
  otherHolder(id: string, urn: string, before?: string): string | undefined;
}

/** As the handler fills it in. */
export class SeenProducts implements ManagedProducts {
  private readonly ids = new Set<string>();
  private readonly resources = new Set<string>();
  private readonly createdHere = new Set<string>();
  private readonly createdFirst = new Set<string>();
  private readonly left = new Map<string, Provisioned>();
  private readonly holders = new Map<string, { now: string; before: string }>();

  /** Check was shown the inputs of a last step. */
  noteResource(urn: string): void {
    this.resources.add(urn);
  }

  /** The program wants replacements of this resource before the delete. */
  noteCreatesFirst(urn: string): void {
    this.createdFirst.add(urn);
  }

  /** Some call was for a product that is in state. */
  noteProduct(id: string): void {
    this.ids.add(id);
  }

  /** The program has a resource for this product. @param before its URN until now, another one after a rename */
  noteHolder(id: string, now: string, before: string): void {
    this.ids.add(id);
    this.holders.set(id, { now, before });
  }

  /**
   * The program has a resource for this product; the engine may create a resource before it shows the one that has the
   * product already.
   *
   * @param product how the product is called in the message
   * @param before the resource's URN until now, another one after a rename
   * @returns what is wrong when another resource of the program has it as well; nothing is noted then
   */
  claim(id: string, product: string, now: string, before: string): Problem | undefined {
    const other = this.otherHolder(id, now, before);
    if (other === undefined) {
      this.noteHolder(id, now, before);
      return undefined;
    }
    return problem(
      "already-managed",
      `${product} is already managed by ${other}.`,
      `Take one of the two resources out of state, which changes nothing in AWS: pulumi state delete ${quoteForShell(other)}`,
    );
  }

  /** Create has returned this product for a resource. */
  noteCreated(id: string, urn: string): void {
    this.createdHere.add(id);
    this.holders.set(id, { now: urn, before: urn });
  }

  /** A create for this resource has failed, and this is what there is. */
  leave(urn: string, { id, state }: Provisioned): void {
    this.left.set(urn, { id, state });
  }

  /** What a create that failed in this run has left; an onError hook may ask for it again. Not said twice. */
  leftBy(urn: string): Provisioned | undefined {
    const left = this.left.get(urn);
    this.left.delete(urn);
    return left;
  }

  /** Has create returned it in this run? */
  isNew(id: string): boolean {
    return this.createdHere.has(id);
  }

  /** Why a delete must not terminate the product: it is that of a resource which stays. */
  reasonToKeep(id: string, urn: string): string | undefined {
    if (this.createdHere.has(id)) return "this run has taken it up as the new product";
    const other = this.otherHolder(id, urn);
    return other === undefined ? undefined : `${other} has it`;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  knows(urn: string): boolean {
    return this.resources.has(urn);
  }

  mayHold(urn: string): boolean {
    return this.createdFirst.has(urn);
  }

  otherHolder(id: string, urn: string, before = urn): string | undefined {
    const holder = this.holders.get(id);
    // A refresh before a rename shows the resource by its old URN.
    return holder && ![urn, before].includes(holder.now) && holder.before !== urn ? holder.now : undefined;
  }
}
