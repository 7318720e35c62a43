import { nameOf } from "../base/errors";

/** From whom a list of Service Catalog may be asked for, the widest first. */
const LEVELS = ["Account", "Role", "User"] as const;

/**
 * `ask` at the widest level that the caller's policy admits: end users may only ask for what is their own.
 *
 * @throws the last AccessDeniedException when no level is admitted; other errors as they are
 */
export async function askAtWidestLevel<T>(
  ask: (filter: { Key: (typeof LEVELS)[number]; Value: "self" }) => Promise<T>,
): Promise<T> {
  let refusal: unknown;
  for (const Key of LEVELS) {
    try {
      return await ask({ Key, Value: "self" });
    } catch (error) {
      if (nameOf(error) !== "AccessDeniedException") throw error;
      refusal = error;
    }
  }
  throw refusal;
}
