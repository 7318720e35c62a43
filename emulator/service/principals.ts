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
  return [arn, isRole(arn) ? withoutPath(arn) : arn].some((pattern) =>
    wildcard(pattern).test(withoutAccount),
  );
}

const isRole = (arn: string) => arn.includes(":role/");
const withoutPath = (arn: string) => arn.replace(/:role\/.*\//, ":role/");

/** `*` is any number of characters, also of slashes; `?` is one or none. (model) */
const wildcard = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replace(/[\\^$.+|()[\]{}]/g, "\\$&")
      .replace(/\*+/g, ".*")
      .replaceAll("?", ".?")}$`,
    "s",
  );
