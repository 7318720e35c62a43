import { accessDenied, guessedText, invalidParameters } from "../../protocol/errors";
import type { Level } from "../../service/caller";
import type { Context } from "../../service/context";
import { permissionsOf } from "../../service/policies";

/**
 * The level of a list: what was asked for, else the operation's own. The guide equates the filter with the
 * condition keys, so what is wider than the policy is refused. (guessed)
 */
export function decideLevel(
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

export const wider: readonly Level[] = ["User", "Role", "Account"];
