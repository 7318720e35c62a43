import type { Principal } from "../catalog/catalog";
import { roleOf } from "./policies";

/**
 * Whether a caller is a principal of a portfolio: as the user, or as a session of the role. A session does not tell
 * the path of its role, so that of a principal with a path only the name is compared.
 */
export function isPrincipal({ arn, type }: Principal, userArn: string): boolean {
  const caller = roleOf(userArn);
  if (type === "IAM") return arn === caller || (isRole(arn) && withoutPath(arn) === caller);
  const withoutAccount = caller.replace(/:\d{12}:/, "::");
  return [arn, isRole(arn) ? withoutPath(arn) : arn].some((pattern) => matches(pattern, withoutAccount));
}

const isRole = (arn: string) => arn.includes(":role/");
const withoutPath = (arn: string) => arn.replace(/:role\/.*\//, ":role/");

/**
 * `*` is any number of characters, also of slashes; `?` is one or none. (model) All places of the pattern that are
 * possible after each character are followed at once, so that no pattern takes longer than its length times the
 * text's.
 */
function matches(pattern: string, text: string): boolean {
  const signs = [...pattern];
  let possible = [true];
  const step = (isAt: (place: number) => boolean) => {
    const next: boolean[] = [];
    for (let place = 0; place <= signs.length; place++) {
      const before = signs[place - 1];
      const skips = (before === "*" || before === "?") && next[place - 1] === true;
      next.push(skips || isAt(place));
    }
    possible = next;
  };
  step((place) => place === 0);
  for (const character of text) {
    const last = possible;
    const isTaken = (sign: string | undefined) => sign === "*" || sign === "?" || sign === character;
    step(
      (place) =>
        (last[place] === true && signs[place] === "*") ||
        (last[place - 1] === true && isTaken(signs[place - 1])),
    );
  }
  return possible[signs.length] === true;
}
