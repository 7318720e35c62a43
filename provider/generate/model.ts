import type { ProvisioningArtifactParameter } from "@aws-sdk/client-service-catalog";

/*
 * As much of a catalog as the types of its products need, wherever it was read.
 */

export interface CatalogProduct {
  name: string;
  /** Known only to AWS. */
  id?: string | undefined;
  /** Another product has the same name: AWS finds this one only by its id. */
  sharesName: boolean;
  description?: string | undefined;
  owner?: string | undefined;
  /** Where users find help. */
  support: string[];
  versions: CatalogVersion[];
  /** Names of the launch paths. With several a program has to choose. */
  paths: string[];
  tagRules: TagRule[];
}

export interface CatalogVersion {
  /** Absent where AWS knows none, and where a folder gives none. */
  name?: string | undefined;
  id?: string | undefined;
  description?: string | undefined;
  deprecated: boolean;
  /** Undefined when it cannot be read. */
  content: VersionContent | undefined;
}

export interface VersionContent {
  parameters: ProvisioningArtifactParameter[];
  groups: ParameterGroup[];
  /** Labels by parameter. */
  labels: ReadonlyMap<string, string>;
  /** Empty when it is not known which outputs there are. */
  outputs: CatalogOutput[];
}

export interface CatalogOutput {
  key: string;
  description?: string | undefined;
}

/** Parameters that the template shows together. */
export interface ParameterGroup {
  label: string;
  keys: string[];
}

/** What the TagOptions prescribe of one tag, on every launch path. */
export interface TagRule {
  key: string;
  values: string[];
  /** Service Catalog does not add it by itself. */
  required: boolean;
}

/** Which products, launch paths and versions are meant: names with `*` for any text. Empty: all. */
export interface Selection {
  products: string[];
  portfolios: string[];
  versions: string[];
}

/** Where a catalog is read tells so much of its products, and what it has left out. */
export type Note = (text: string) => void;

const collator = new Intl.Collator("en", { numeric: true });

/** The order in which people count: v2 before v10. The same everywhere. */
export const inOrder = (one: string, other: string): number =>
  collator.compare(one, other) || (one < other ? -1 : Number(one > other));
