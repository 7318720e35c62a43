import type { Scope } from "../base/arns";
export type Level = "User" | "Role" | "Account";

/**
 * Who may do what. `end-user` is the managed policy AWSServiceCatalogEndUserFullAccess v7 to the letter, which
 * shows a user their own products only; `end-user-role` and `end-user-account` are the same actions with the
 * wider levels that the administrator guide shows.
 */
export type Profile = "admin" | "end-user" | "end-user-role" | "end-user-account";

/** A policy of one's own: actions such as `servicecatalog:ProvisionProduct`, and whose products they are for. */
export interface Policy {
  actions: readonly string[];
  /** Default `Account`, as without a condition. */
  level?: Level;
}

/** Who calls: from the signature of the request. */
export interface Caller extends Scope {
  readonly userArn: string;
  readonly profile: Profile | Policy;
}
