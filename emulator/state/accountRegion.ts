import type { Scope } from "../base/arns";
import type { Stack } from "./stack";
import type { ProvisionedProduct } from "./provisionedProduct";
import type { OperationRecord } from "./record";
import type { Plan } from "./plan";
import type { RunningOperation, EngineWork } from "./runningOperation";

export interface TokenUse {
  readonly content: string;
  /** Absent of operations without a record. */
  readonly recordId: string | undefined;
  readonly answer: unknown;
}

/** The provisioned products of one account in one region, and all that belongs to them. */
export class AccountRegion {
  /** Living products, by id. */
  readonly products = new Map<string, ProvisionedProduct>();
  /** Records outlive their products. (model) */
  readonly records = new Map<string, OperationRecord>();
  readonly stacks: Stack[] = [];
  readonly runs = new Set<RunningOperation>();
  /** Records of operations that stay under way until somebody outside ends them. */
  readonly held = new Set<string>();
  readonly tokens = new Map<string, TokenUse>();
  /** What reads that are behind will show; empty unless `guesses.searchLag` or `guesses.describeLag`. */
  readonly past: { readonly at: number; readonly products: readonly ProvisionedProduct[] }[] = [];
  readonly plans = new Map<string, Plan>();
  /** By record. */
  readonly engineWork = new Map<string, EngineWork>();

  constructor(readonly scope: Scope) {}

  /** Whether nothing has happened here yet. */
  get isUnused(): boolean {
    return (
      [this.records, this.products, this.tokens, this.plans].every(({ size }) => size === 0) &&
      this.stacks.length === 0
    );
  }

  find(idOrName: string): ProvisionedProduct | undefined {
    return this.products.get(idOrName) ?? this.named(idOrName);
  }

  named(name: string): ProvisionedProduct | undefined {
    return [...this.products.values()].find((product) => product.name === name);
  }

  /** Lets the token that began this record begin another. */
  forgetToken(recordId: string): void {
    for (const [token, use] of this.tokens) if (use.recordId === recordId) this.tokens.delete(token);
  }

  record(id: string): OperationRecord {
    const record = this.records.get(id);
    if (!record) throw new Error(`record ${id} is not in its account and region`);
    return record;
  }
}
