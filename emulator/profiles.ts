import { accessDenied, guessedText, invalidParameters } from "./errors";
import type { Context } from "./operations/operation";
import type { Caller } from "./service";

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
export type Level = "User" | "Role" | "Account";

interface Permissions {
  /** Of Service Catalog, on all products; undefined for everything. */
  readonly catalog: ReadonlySet<string> | undefined;
  /** Of Service Catalog, on products within the level. */
  readonly provisioned: ReadonlySet<string>;
  readonly level: Level;
  /** Of CloudFormation, on stacks whose name begins with SC-. */
  readonly stacks: ReadonlySet<string>;
  /** Of CloudFormation, on everything. */
  readonly templates: ReadonlySet<string>;
}

/** The policy grants more of CloudFormation; these are the operations that the emulator has. (documented) */
const endUser: Permissions = {
  catalog: new Set([
    "DescribeProduct",
    "DescribeProductView",
    "DescribeProvisioningParameters",
    "ListLaunchPaths",
    "ProvisionProduct",
    "SearchProducts",
  ]),
  provisioned: new Set([
    "CreateProvisionedProductPlan",
    "DeleteProvisionedProductPlan",
    "DescribeProvisionedProduct",
    "DescribeProvisionedProductPlan",
    "DescribeRecord",
    "ExecuteProvisionedProductPlan",
    "ListProvisionedProductPlans",
    "ListRecordHistory",
    "ListStackInstancesForProvisionedProduct",
    "ScanProvisionedProducts",
    "SearchProvisionedProducts",
    "TerminateProvisionedProduct",
    "UpdateProvisionedProduct",
  ]),
  level: "User",
  stacks: new Set(["DescribeStacks", "DescribeStackEvents"]),
  templates: new Set(["GetTemplateSummary"]),
};

const permissions: Readonly<Record<Profile, Permissions>> = {
  admin: { ...endUser, catalog: undefined, level: "Account" },
  "end-user": endUser,
  "end-user-role": { ...endUser, level: "Role" },
  "end-user-account": { ...endUser, level: "Account" },
};

function permissionsOf(profile: Profile | Policy): Permissions {
  if (typeof profile === "string") return permissions[profile];
  const named = (service: string) =>
    profile.actions
      .filter((action) => action.startsWith(`${service}:`))
      .map((action) => action.slice(service.length + 1));
  const stacks = named("cloudformation");
  return {
    catalog: new Set(named("servicecatalog")),
    provisioned: new Set(),
    level: profile.level ?? "Account",
    stacks: new Set(stacks),
    templates: new Set(stacks.filter((action) => action === "GetTemplateSummary")),
  };
}

export const profiles = Object.keys(permissions) as readonly Profile[];

/** Refuses an operation of Service Catalog that the caller's policy does not have. */
export function checkAction(caller: Caller, operation: string): void {
  const { catalog, provisioned } = permissionsOf(caller.profile);
  if (catalog && !catalog.has(operation) && !provisioned.has(operation))
    throw accessDenied(caller, `servicecatalog:${operation}`);
}

/** As `checkAction`, for CloudFormation. @param stack name or ARN; undefined where all stacks are asked for */
export function checkStackAction(caller: Caller, operation: string, stack: string | undefined): void {
  const { catalog, stacks, templates } = permissionsOf(caller.profile);
  const onStack = stack !== undefined && /^(arn:[^/]*:stack\/)?SC-/.test(stack);
  if (catalog && !templates.has(operation) && !(onStack && stacks.has(operation)))
    throw accessDenied(caller, `cloudformation:${operation}`, "AccessDenied", 403);
}

const wider: readonly Level[] = ["User", "Role", "Account"];

/** Whether something of an owner is within a level, as a caller sees it. */
export function isWithin(level: Level, caller: Caller, ownerArn: string): boolean {
  if (level === "Account" || caller.userArn === ownerArn) return true;
  return (
    level === "Role" &&
    caller.userArn.includes(":assumed-role/") &&
    roleOf(caller.userArn) === roleOf(ownerArn)
  );
}

/** Of a session the role: two sessions of one role have one owner. (documented) */
export const roleOf = (userArn: string) =>
  userArn.replace(/:sts::(\d+):assumed-role\/([^/]+)\/.*$/, ":iam::$1:role/$2");

/** Whether the caller may see and change what somebody owns. */
export const mayReach = (caller: Caller, ownerArn: string): boolean =>
  isWithin(permissionsOf(caller.profile).level, caller, ownerArn);

/**
 * The level of a list: what was asked for, else the operation's own. The guide equates the filter with the
 * condition keys, so what is wider than the policy is refused. (guessed)
 */
export function levelOf(
  { service, caller }: Context,
  operation: string,
  filter: { readonly Key?: string; readonly Value?: string } | undefined,
  otherwise: Level,
): Level {
  // In older documentation with a capital.
  const isSelf = filter?.Value === undefined || filter.Value.toLowerCase() === "self";
  if (!isSelf && service.guesses.documentedLimits === "enforced")
    throw guessedText(invalidParameters(`Invalid access level filter value: ${filter.Value}`));
  const asked = wider.find((level) => level === filter?.Key) ?? otherwise;
  const { level } = permissionsOf(caller.profile);
  if (wider.indexOf(asked) <= wider.indexOf(level)) return asked;
  if (service.guesses.levelBeyondPolicy === "narrowed") return level;
  throw accessDenied(caller, `servicecatalog:${operation}`);
}
