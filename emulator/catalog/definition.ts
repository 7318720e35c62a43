/**
 * A catalog as it is written: in `catalog.yaml` of a catalog folder, or as an object in a test. Ids that are
 * not given are derived from the names, so the same catalog has the same ids after every start.
 */
export interface CatalogDefinition {
  /** Each is a launch path to the products that name it. Without any, there is one for all products. */
  portfolios?: PortfolioDefinition[];
  products: ProductDefinition[];
  /** What there is in every account, for parameters of AWS-specific and SSM types, and for rules. */
  inventory?: InventoryDefinition;
  /**
   * Templates by file name, for versions that are made through the API: the last part of LoadTemplateFromURL names
   * one of them. Of a folder its files are found as well. What stands under the name of an archive, `….tar.gz`, says
   * which Parameters it has.
   */
  templates?: Record<string, VersionDefinition["template"]>;
}

/**
 * Ids that exist, by type such as `AWS::EC2::VPC::Id`: a list, or a map of ids to their attributes for ValueOf,
 * such as `Tags.Department`. A type that is not there is not checked. `AWS::SSM::Parameter` has values by name,
 * `AWS::SecretsManager::Secret` names or ARNs of secrets, `exports` the values of Fn::ImportValue.
 */
export type InventoryDefinition = Record<string, string[] | Record<string, string | Record<string, string>>>;

export interface PortfolioDefinition {
  name: string;
  id?: string;
  /** Id of the launch paths through this portfolio; by default `lpv3-` and the portfolio's letters. */
  pathId?: string;
  provider?: string;
  description?: string;
  /** Another account shares it: ListAcceptedPortfolioShares has it, ListPortfolios has not. */
  shared?: boolean;
  /** Allowed values by key. */
  tagOptions?: Record<string, string[]>;
}

export interface ProductDefinition {
  name: string;
  id?: string;
  /** Default CLOUD_FORMATION_TEMPLATE. Of others the template tells parameters and outputs only. */
  type?: ProductType;
  owner?: string;
  distributor?: string;
  description?: string;
  supportDescription?: string;
  supportEmail?: string;
  supportUrl?: string;
  /** Names of portfolios. Default all; an empty list makes a product that nobody may launch. */
  portfolios?: string[];
  versions: VersionDefinition[];
  constraints?: ConstraintDefinition[];
  tagOptions?: Record<string, string[]>;
}

export interface VersionDefinition {
  name: string;
  id?: string;
  description?: string;
  /** Default DEFAULT. */
  guidance?: "DEFAULT" | "DEPRECATED";
  /** Default true; inactive versions are hidden from end users. */
  active?: boolean;
  /**
   * A file beside the catalog file; in a test also the text of a template, or a template object. Of products that an
   * engine makes it needs only Parameters, whose names may have underscores; or it is the name of an archive.
   */
  template: string | Record<string, unknown>;
}

export const CONSTRAINT_TYPES = [
  "LAUNCH",
  "NOTIFICATION",
  "RESOURCE_UPDATE",
  "STACKSET",
  "TEMPLATE",
] as const;
export type ConstraintType = (typeof CONSTRAINT_TYPES)[number];

export interface ConstraintDefinition {
  type: ConstraintType;
  description?: string;
  /** The portfolio it belongs to. Default: all of the product's portfolios. */
  portfolio?: string;
  /** LAUNCH: ARN of the launch role, or its name (then it is one of the launching account). */
  role?: string;
  /** TEMPLATE: rules by name, as in the Rules section of a template. */
  rules?: Record<string, unknown>;
  /** NOTIFICATION: ARNs of the topics that hear of the stack. */
  topics?: string[];
  /** STACKSET: where stacks may be; the product then is a stack set, not a stack. */
  accounts?: string[];
  regions?: string[];
  /** RESOURCE_UPDATE: whether updates may change tags. Without such a constraint they may not. */
  tagUpdates?: "ALLOWED" | "NOT_ALLOWED";
}

export type ProductType =
  | "CLOUD_FORMATION_TEMPLATE"
  | "CONTROL_TOWER_ACCOUNT"
  | "EXTERNAL"
  | "TERRAFORM_OPEN_SOURCE"
  | "TERRAFORM_CLOUD";

/** What versions of EXTERNAL and TERRAFORM products are. */
export const isArchive = (file: string): boolean => file.endsWith(".tar.gz");
