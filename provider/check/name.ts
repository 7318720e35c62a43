import type { ManagedProducts } from "../product/managedProducts";
import { duration } from "../base/duration";
import { describeProvisionedProduct } from "../product/observe";
import { productPagesOf } from "../aws/productPages";
import { ageOf } from "../aws/records";
import { hasOurToken, canTakeUp } from "../product/takeUp";
import type { OperationContext } from "../aws/operationContext";
import { canonical, hasUnknown, isUnknown } from "../state/values";
import type { Checking, Local } from "./shared/checking";
import { quoteArgument } from "./shared/checking";
import { lookUpInCatalog } from "./shared/lookUp";
import type { NamesInRun } from "./namesInRun";

const LIMIT = 128;
const PATTERN = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;

/** What Service Catalog takes as the name of a provisioned product. */
export function checkName({ inputs, fail }: Local): void {
  const { name = "" } = inputs;
  if (name.length > LIMIT) fail("name", `is ${name.length} characters long; AWS accepts at most ${LIMIT}`);
  if (!PATTERN.test(name)) {
    fail(
      "name",
      `${quoteArgument(inputs, "name", name)} is not a valid name: use letters, digits, ".", "_" and "-", and begin with a letter or digit`,
    );
  }
}

/**
 * Takes the name for this resource, within the connection that it is made by.
 *
 * @returns the URN of another resource of the program that has it, which is a failure.
 */
export function claimName(
  { inputs, fail }: Local,
  names: NamesInRun,
  { aws }: OperationContext,
): string | undefined {
  const { __urn: urn, __derivedName: derived, name = derived } = inputs;
  if (hasUnknown([name, inputs.__connection])) return undefined;
  const namesake = names.claim(canonical(aws.connection), name, urn);
  if (namesake !== undefined)
    fail(
      "name",
      `${quoteArgument(inputs, "name", name)} is the name of another resource of this program as well, ${namesake}; a name is unique in its account and region`,
    );
  return namesake;
}

/** Do pages of all products and records show that nobody has the name? */
const isKnownFree = async (context: OperationContext, name: string): Promise<boolean> =>
  (await productPagesOf(context.aws).find(context, (list) =>
    list.isCurrent(context) ? !list.mayBeTaken(name) : undefined,
  )) === true;

/**
 * Has somebody else the name? Asked in previews and for new products only. A product with our identity in its token is
 * in a replacement the one that goes first, and else the work of an earlier run, or of another stack with our names.
 *
 * @param inState a product that is there already is that of a replacement, or create says whose it is.
 */
export async function checkNameIsFree(checking: Checking, inState: ManagedProducts): Promise<void> {
  const { inputs, olds, replaces, namesake, dryRun, context } = checking;
  const { __import: imported, __derivedName: derived, name = derived } = inputs;
  if (olds || namesake !== undefined || !dryRun || imported !== undefined) return;
  if (isUnknown(name) || name.length > LIMIT || !PATTERN.test(name)) return;
  const { answer } = await lookUpInCatalog(checking, "name", "name", async () =>
    (await isKnownFree(context, name)) ? undefined : describeProvisionedProduct(context, { Name: name }),
  );
  const detail = answer?.detail;
  if (detail?.Id === undefined || inState.has(detail.Id)) return;
  const { Id: id } = detail;
  const ours = hasOurToken(inputs, detail);
  if (ours && replaces) return;
  const age = detail.CreatedTime && `, created ${duration(ageOf(context, detail))} ago`;
  const holder = `${id} (${detail.Status ?? "status unknown"}${age ?? ""})`;
  if (ours) {
    // A resource that was tainted comes as a new one: what is said here must be true of a replacement too.
    const { answer: takenUp = true } = await lookUpInCatalog(checking, "name", "owner", () =>
      canTakeUp(context, inputs, detail, inState),
    );
    checking.note(
      "name",
      `is that of ${holder}, which this resource has made, or one of the same names in another stack. Where the preview says replace, it is terminated first; where it says create, pulumi up ${
        takenUp
          ? "takes it up; if it was updated since, only where it runs with what the program says"
          : `will refuse to: choose another name, or the option import: "${id}"`
      }`,
    );
    return;
  }
  checking.fail(
    "name",
    `${quoteArgument(inputs, "name", name)} is taken by ${holder}; choose another name, or, unless another resource of this program has it, manage that product here with the option import: "${id}"`,
  );
}
