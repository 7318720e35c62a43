import type { LaunchPath } from "../../catalog/catalog";
import { guessedText, invalidParameters } from "../../protocol/errors";
import type { Preferences } from "../../provisioning/outcome/stackOutcome";
import type { Service } from "../../service/service";

/**
 * Accounts and regions must be among those of the STACKSET constraint, and of a number there is a count or a
 * percentage (model); how it is refused is guessed.
 */
export function checkPreferences(
  { guesses }: Service,
  { stackSet }: LaunchPath,
  preferences: Preferences = {},
): void {
  // A product that is no stack set accepts and ignores them. (observed)
  if (!stackSet) return;
  if (guesses.documentedLimits === "enforced") refuseBoth(preferences);
  const instances = countOf(preferences.StackSetAccounts ?? stackSet.accounts);
  if (instances * countOf(preferences.StackSetRegions ?? stackSet.regions) > mostInstances)
    throw guessedText(
      invalidParameters(
        `A stack set has at most ${mostInstances} instances, as many as there are accounts and regions`,
      ),
    );
  if (guesses.preferencesBeyondConstraint === "accept") return;
  const accounts = new Set(stackSet.accounts);
  const regions = new Set(stackSet.regions);
  const beyond = [
    ...(preferences.StackSetAccounts ?? []).filter((account) => !accounts.has(account)),
    ...(preferences.StackSetRegions ?? []).filter((region) => !regions.has(region)),
  ];
  if (beyond.length > 0)
    throw guessedText(
      invalidParameters(`Not in the STACKSET constraint of the launch path: ${beyond.join(", ")}`),
    );
}

/** A quota of CloudFormation. (documented) */
const mostInstances = 100_000;

const countOf = (names: readonly string[]): number => new Set(names).size;

function refuseBoth(preferences: Preferences): void {
  for (const name of ["StackSetFailureTolerance", "StackSetMaxConcurrency"] as const)
    if (preferences[`${name}Count`] !== undefined && preferences[`${name}Percentage`] !== undefined)
      throw guessedText(
        invalidParameters(`You must provide ${name}Count or ${name}Percentage, but not both.`),
      );
}
