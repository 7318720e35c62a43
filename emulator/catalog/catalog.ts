import type { Dictionary } from "../cloudformation/syntax/value";
import type { ConstraintType, ProductType } from "./definition";
import type { Tag } from "../base/tag";
import type { Inventory } from "../cloudformation/evaluation/inventory";
import type { Template } from "../cloudformation/syntax/template";

/** The catalog as the service sees it; the same in every account and region. */
export interface Catalog {
  readonly products: readonly Product[];
  readonly portfolios: readonly Portfolio[];
  readonly inventory: Inventory;
  /** A template by the name of its file, for versions that are made through the API. */
  readonly templateNamed: (file: string) => Template | undefined;
}

export interface Portfolio {
  readonly name: string;
  readonly id: string;
  readonly pathId: string;
  readonly tagOptions: TagOptions;
  readonly provider: string;
  readonly description: string | undefined;
  readonly shared: boolean;
  readonly created: number;
  readonly tags: readonly Tag[];
  /** Of the catalog file: open to every caller, not only to its principals. */
  readonly open: boolean;
  readonly principals: readonly Principal[];
}

/** Who may launch what is in a portfolio: by ARN, or by an ARN without account that may have wildcards. */
export interface Principal {
  readonly arn: string;
  readonly type: "IAM" | "IAM_PATTERN";
}

export type TagOptions = Readonly<Record<string, readonly string[]>>;

export interface Product {
  readonly name: string;
  readonly id: string;
  readonly viewId: string;
  readonly type: ProductType;
  readonly owner: string;
  readonly distributor: string | undefined;
  readonly description: string | undefined;
  readonly supportDescription: string | undefined;
  readonly supportEmail: string | undefined;
  readonly supportUrl: string | undefined;
  /** Milliseconds; whole seconds, as recorded. */
  readonly created: number;
  readonly tags: readonly Tag[];
  readonly tagOptions: TagOptions;
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
  /** Where its template is from, as the API tells it. */
  readonly info: Readonly<Record<string, string>>;
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
  readonly id: string;
  readonly type: ConstraintType;
  readonly description: string | undefined;
  /** What it says, as JSON in the form that the API has for its type. */
  readonly parameters: string;
}
