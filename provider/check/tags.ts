import type { Launch } from "../aws/catalog";
import { effectiveTags } from "../state/inputs";
import { equal, hasUnknown, isUnknown } from "../state/values";
import type { Checking, Local } from "./shared/checking";
import { isHidden, formatList, suggest, quoteArgument, quoteValue } from "./shared/checking";
import { FOR_VALUES } from "./shared/nearest";

const MOST = 50;
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Are the tags, or the default tags they are merged with, not known before `up`? */
export const areTagsUnknown = ({ inputs }: Pick<Checking, "inputs">): boolean =>
  isUnknown(inputs.tags) || isUnknown(inputs.__connection) || isUnknown(inputs.__connection?.defaultTags);

/** AWS's limits for tags, on those of the program and the default tags together. */
export function checkTags({ inputs, fail }: Local): void {
  if (areTagsUnknown({ inputs })) return;
  const tags = Object.entries(effectiveTags(inputs));
  if (tags.length > MOST)
    fail("tags", `there are ${tags.length} with the default tags; AWS accepts at most ${MOST}`);
  for (const [key, value] of tags) {
    const path = inputs.tags && key in inputs.tags ? `tags.${key}` : `tags.${key} (a default tag)`;
    if (/^aws:/i.test(key)) fail(path, "keys that begin with aws: are reserved");
    if (key === "" || key.length > 128) fail(path, "a key must have 1 to 128 characters");
    if (!ALLOWED.test(key)) fail(path, `the key has characters other than ${CHARACTERS}`);
    if (value === "" || value.length > 256)
      fail(path, value === "" ? "the value is empty" : "the value is longer than 256 characters");
    if (!ALLOWED.test(value)) {
      fail(path, `${quoteArgument(inputs, `tags.${key}`, value)} has characters other than ${CHARACTERS}`);
    }
  }
}

const CHARACTERS = "letters, digits, spaces and _ . : / = + - @";

/** Tags against the TagOptions of product and portfolio, and what will become of a change of them. */
export function checkTagsOfPath(checking: Checking, launch: Launch): void {
  if (areTagsUnknown(checking)) return;
  const { inputs, olds } = checking;
  const tags = effectiveTags(inputs);
  if (olds && equal(effectiveTags(olds), tags)) return; // TagOptions are a matter of what is tagged from now on
  for (const { Key: key = "", Values: values = [] } of launch.tagOptions) {
    const value = tags[key];
    const path = `tags.${key}`;
    if (value === undefined) {
      // A single value is put there by Service Catalog itself.
      if (values.length > 1) checking.fail(path, `is required: one of ${formatList(values)}`);
    } else if (values.length === 0) {
      checking.fail(
        path,
        "cannot be given: the TagOptions of product and portfolio contradict each other for this key",
      );
    } else if (!isUnknown(value) && !values.includes(value)) {
      const hidden = isHidden(inputs, path);
      checking.fail(
        path,
        `${quoteValue(inputs, value, hidden)} is not one of ${formatList(values)}${hidden ? "" : suggest(value, values, FOR_VALUES)}`,
      );
    }
  }
  if (olds) warnOfIgnoredChange(checking, launch, effectiveTags(olds), tags);
}

function warnOfIgnoredChange(
  checking: Checking,
  launch: Launch,
  before: Record<string, string>,
  now: Record<string, string>,
): void {
  if (hasUnknown(now) || equal(before, now)) return;
  if (launch.instructions.tagUpdateOnProvisionedProduct === "NOT_ALLOWED") {
    checking.warn(
      "tags",
      "AWS will ignore this change: the product has no RESOURCE_UPDATE constraint that allows tags to be updated",
    );
  } else if (Object.entries(now).every(([key, value]) => before[key] === value)) {
    checking.warn("tags", "AWS removes a tag only together with a change of another one");
  }
}
