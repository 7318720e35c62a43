import type { Launch } from "../aws/catalog";
import type { StackSetPreferences } from "../state/inputs";
import { hasUnknown, isUnknown } from "../state/values";
import type { Checking, Local } from "./shared/checking";
import { formatList, suggest, quoteArgument } from "./shared/checking";

const PATH = "stackSetProvisioningPreferences";

/** Lowest and highest value that AWS takes. */
const RANGES = {
  failureToleranceCount: [0, Infinity],
  failureTolerancePercentage: [0, 100],
  maxConcurrencyCount: [1, Infinity],
  maxConcurrencyPercentage: [1, 100],
} as const satisfies Partial<Record<keyof StackSetPreferences, readonly [number, number]>>;

const EITHER = [
  ["failureToleranceCount", "failureTolerancePercentage"],
  ["maxConcurrencyCount", "maxConcurrencyPercentage"],
] as const;

const ACCOUNT = /^\d{12}$/;
const OPERATIONS = ["CREATE", "UPDATE", "DELETE"];

/** Stack-set preferences by themselves. */
export function checkPreferences({ inputs, fail }: Local): void {
  const given = inputs[PATH];
  if (typeof given !== "object") return;
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = given[name as keyof typeof RANGES];
    if (value === undefined || isUnknown(value)) continue;
    if (!Number.isInteger(value)) fail(`${PATH}.${name}`, `${value} is not a whole number`);
    else if (value < least) fail(`${PATH}.${name}`, `${value} is less than ${least}`);
    else if (value > most) fail(`${PATH}.${name}`, `${value} is greater than ${most}`);
  }
  for (const [count, percentage] of EITHER) {
    if (given[count] !== undefined && given[percentage] !== undefined)
      fail(`${PATH}.${count}`, `cannot be given together with ${percentage}`);
  }
  for (const [index, account] of known(given.accounts).entries()) {
    if (!isUnknown(account) && !ACCOUNT.test(account))
      fail(
        `${PATH}.accounts[${index}]`,
        `${quoteArgument(inputs, PATH, account)} is not an account number of 12 digits`,
      );
  }
  const { operationType } = given;
  if (operationType !== undefined && !isUnknown(operationType) && !OPERATIONS.includes(operationType)) {
    fail(
      `${PATH}.operationType`,
      `${quoteArgument(inputs, PATH, operationType)} is not one of ${OPERATIONS.join(", ")}${suggest(operationType, OPERATIONS)}`,
    );
  }
}

/** Stack-set preferences against the STACKSET constraint of the path. */
export function checkPreferencesOfPath(checking: Checking, launch: Launch): void {
  const given = checking.inputs[PATH];
  if (given === undefined) return;
  if (!launch.constraints.includes("STACKSET")) {
    checking.warn(PATH, "AWS ignores them: the launch path has no STACKSET constraint");
    return;
  }
  if (hasUnknown(given)) return;
  const accounts = known(given.accounts).map((account) => (ACCOUNT.test(account) ? account : undefined));
  within(checking, "accounts", accounts, launch.stackSetAccounts);
  within(checking, "regions", known(given.regions), launch.stackSetRegions);
}

function within(
  checking: Checking,
  member: "accounts" | "regions",
  given: readonly (string | undefined)[],
  allowed: readonly string[],
): void {
  if (allowed.length === 0) return;
  for (const [index, value] of given.entries()) {
    if (value !== undefined && !allowed.includes(value))
      checking.fail(
        `${PATH}.${member}[${index}]`,
        `${quoteArgument(checking.inputs, PATH, value)} is not one of the ${member} that the STACKSET constraint allows: ${formatList(allowed)}`,
      );
  }
}

const known = (list: string[] | undefined): string[] => (Array.isArray(list) ? list : []);
