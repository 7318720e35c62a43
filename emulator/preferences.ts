import type { LaunchPath } from "./catalog/catalog";
import { guessedText, invalidParameters } from "./errors";
import type { Preferences } from "./outcome/common";
import type { Service } from "./service";

/** Accounts and regions must be among those of the STACKSET constraint (model); how it is refused is guessed. */
export function checkPreferences(
  { guesses }: Service,
  { stackSet }: LaunchPath,
  preferences: Preferences | undefined,
): void {
  // A product that is no stack set accepts and ignores them. (observed)
  if (!stackSet || !preferences || guesses.preferencesBeyondConstraint === "accept") return;
  const beyond = [
    ...(preferences.StackSetAccounts ?? []).filter((account) => !stackSet.accounts.includes(account)),
    ...(preferences.StackSetRegions ?? []).filter((region) => !stackSet.regions.includes(region)),
  ];
  if (beyond.length > 0)
    throw guessedText(
      invalidParameters(`Not in the STACKSET constraint of the launch path: ${beyond.join(", ")}`),
    );
}
