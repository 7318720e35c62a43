import { duration } from "../duration";
import { tokenPrefix } from "../identity";
import { describe } from "../lifecycle/observe";
import { isUnknown } from "../values";
import type { Checking, Local } from "./checking";
import { quoted } from "./checking";
import { lookUp } from "./lookUp";

const LIMIT = 128;
const PATTERN = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;

/** What Service Catalog takes as the name of a provisioned product. */
export function checkName({ inputs, fail }: Local): void {
  const { name = "" } = inputs;
  if (isUnknown(name)) return;
  if (name.length > LIMIT) fail("name", `is ${name.length} characters long; AWS takes at most ${LIMIT}`);
  if (!PATTERN.test(name)) {
    fail(
      "name",
      `${quoted(inputs, "name", name)} is not a name that AWS takes: letters, digits, ".", "_" and "-", the first one a letter or digit`,
    );
  }
}

/**
 * Has a stranger the name? Asked in previews and for new products only. In a replacement the name is that of the
 * product which goes first, and an interrupted run may have left our own: both carry our identity in their token.
 *
 * @param inState ids that the engine has shown as part of the state.
 */
export async function checkNameIsFree(checking: Checking, inState: ReadonlySet<string>): Promise<void> {
  const { inputs, olds, dryRun, run } = checking;
  const { name, __import: imported } = inputs;
  if (olds || !dryRun || imported !== undefined || name === undefined || isUnknown(name)) return;
  if (name.length > LIMIT || !PATTERN.test(name)) return;
  const { answer } = await lookUp(checking, "name", "name", () => describe(run, { Name: name }));
  const id = answer?.detail.Id;
  if (!answer || id === undefined || inState.has(id)) return;
  const { detail } = answer;
  if ((detail.IdempotencyToken ?? "").startsWith(tokenPrefix(inputs.__identity))) return;
  const age =
    detail.CreatedTime &&
    `, created ${duration(Math.max(run.clock.now() - detail.CreatedTime.getTime(), 0))} ago`;
  checking.fail(
    "name",
    `${quoted(inputs, "name", name)} is taken by ${id} (${detail.Status ?? "status unknown"}${age ?? ""}); choose another name, or manage that product here with the option import: "${id}"`,
  );
}
