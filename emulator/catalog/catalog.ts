import type { Template } from "../cloudformation/template";
import type { Dictionary } from "../cloudformation/value";
import type { ProductType } from "./definition";

/** The catalog as the service sees it; the same in every account and region. */
export interface Catalog {
  readonly products: readonly Product[];
  readonly portfolios: readonly Portfolio[];
  readonly inventory: Inventory;
}

/** Attributes by id by type; what has no attributes has an empty object. */
export type Inventory = ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, string>>>>;

export interface Portfolio {
  readonly name: string;
  readonly id: string;
  readonly pathId: string;
  readonly tagOptions: TagOptions;
  readonly provider: string;
  readonly description: string | undefined;
  readonly shared: boolean;
  readonly created: number;
}

export type TagOptions = Readonly<Record<string, readonly string[]>>;

export interface Product {
  readonly name: string;
  readonly id: string;
  readonly viewId: string;
  readonly type: ProductType;
  readonly owner: string;
  readonly distributor: string;
  readonly description: string;
  readonly supportDescription: string | undefined;
  readonly supportEmail: string | undefined;
  readonly supportUrl: string | undefined;
  readonly versions: readonly Version[];
  readonly paths: readonly LaunchPath[];
}

export interface Version {
  readonly name: string;
  readonly id: string;
  readonly description: string;
  readonly guidance: "DEFAULT" | "DEPRECATED";
  readonly active: boolean;
  /** Milliseconds; whole seconds, as recorded. */
  readonly created: number;
  readonly template: Template;
}

/** A product through a portfolio, with the constraints that hold on this way. */
export interface LaunchPath {
  readonly id: string;
  readonly name: string;
  readonly portfolioId: string;
  readonly constraints: readonly Constraint[];
  /** Name or ARN, from a LAUNCH constraint. */
  readonly launchRole: string | undefined;
  readonly rules: Dictionary;
  readonly tagUpdates: "ALLOWED" | "NOT_ALLOWED";
  /** Topics of NOTIFICATION constraints. */
  readonly topics: readonly string[];
  /** Of a STACKSET constraint. */
  readonly stackSet: StackSetTarget | undefined;
  readonly tagOptions: TagOptions;
}

export interface StackSetTarget {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

export interface Constraint {
  readonly type: string;
  readonly description: string | undefined;
}
