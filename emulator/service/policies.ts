import { accessDenied } from "../protocol/errors";
import type { Level, Profile, Policy, Caller } from "./caller";

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

export function permissionsOf(profile: Profile | Policy): Permissions {
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
export const canReach = (caller: Caller, ownerArn: string): boolean =>
  isWithin(permissionsOf(caller.profile).level, caller, ownerArn);
