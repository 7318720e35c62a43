import type { ProvisionedProductDetail } from "@aws-sdk/client-service-catalog";
import { duration } from "../base/duration";
import type { Problem } from "../base/errors";
import { nameOf, problem, quote, reasonOf } from "../base/errors";
import { tokenPrefix } from "../state/identity";
import type { ManagedProducts } from "./managedProducts";
import type { Inputs } from "../state/inputs";
import { callerArn, callToRead, throwIfStopped } from "../aws/calls";
import { askAtWidestLevel } from "../aws/accessLevel";
import { ageOf } from "../aws/records";
import type { OperationContext } from "../aws/operationContext";
import { SEARCH_LAG, SEARCH_PAUSE } from "../aws/delays";

/** A product of ours that an interrupted run left behind is taken up until it is this old, ms. */
const TAKE_UP_AGE = 24 * 3_600_000;

/** Does the product's token carry our identity? */
export const hasOurToken = (inputs: Inputs, { IdempotencyToken = "" }: ProvisionedProductDetail): boolean =>
  IdempotencyToken.startsWith(tokenPrefix(inputs.__identity));

/**
 * Is a product with our token ours to take up? Only if it is younger than a day, no resource of this stack is it already,
 * nothing but provisioning and updates has happened to it (whose updates, the caller has to find out), and the caller
 * has made it: two people with the same project and stack names have the same tokens. Where it cannot be seen who made
 * it, it is not.
 */
export async function canTakeUp(
  context: OperationContext,
  inputs: Inputs,
  detail: ProvisionedProductDetail,
  inState: ManagedProducts,
): Promise<boolean> {
  const untouched = detail.LastRecordId === (detail.LastProvisioningRecordId ?? detail.LastRecordId);
  if (!untouched || ageOf(context, detail) >= TAKE_UP_AGE || isManaged(inputs, detail, inState)) return false;
  const { arn } = await creatorOf(context, detail);
  return arn !== undefined && principal(arn) === principal(await callerArn(context));
}

/** In a replacement that comes before its delete, the product that goes has our name and our token. */
const isManaged = (
  { __urn: urn }: Inputs,
  { Id: id = "" }: ProvisionedProductDetail,
  inState: ManagedProducts,
) => inState.has(id) || inState.mayHold(urn);

/**
 * The user, or the role; the session counts where it is a person's: IAM Identity Center and most other logins name it
 * after who signs in, by address. A build has another session every time.
 */
function principal(arn: string): string {
  const role = /:(\d{12}):(?:assumed-role\/([^/]+)\/(.*)|role\/(?:.*\/)?([^/]+))/.exec(arn);
  if (!role) return arn;
  const [, account = "", assumed, session = "", own = ""] = role;
  const isPerson = session.includes("@") || assumed?.startsWith("AWSReservedSSO_");
  return isPerson ? arn : `role ${account} ${assumed ?? own}`;
}

export async function nameTakenProblem(
  context: OperationContext,
  inputs: Inputs,
  detail: ProvisionedProductDetail,
  inState: ManagedProducts,
): Promise<Problem> {
  const { Id: id = "", Status: status = "status unknown" } = detail;
  const creator = (await searchCreator(context, id).catch(unknownFor)) ?? NOT_SHOWN;
  const line = `add the option  import: "${id}"  to the resource`;
  return problem(
    "name-taken",
    `The name ${inputs.name} is taken by ${id}, ${status}, created ${duration(ageOf(context, detail))} ago by ${creator.arn ?? "somebody unknown"}.`,
    creator.arn === undefined &&
      hasOurToken(inputs, detail) &&
      `It may be what an interrupted run of this program has made, but that is not certain: ${creator.unknown}.`,
    hasOurToken(inputs, detail) &&
      !inState.mayHold(inputs.__urn) &&
      `If it is the product of this resource, which is to be replaced: the option deleteBeforeReplace: true terminates it first.`,
    ...reasons(inputs, id, inState, line),
  );
}

function reasons({ __urn: urn }: Inputs, id: string, inState: ManagedProducts, line: string): string[] {
  const other = inState.otherHolder(id, urn);
  if (other !== undefined)
    return [`Nothing was created. It is in this stack's state already, as ${other}: choose another name.`];
  const replacement = "with deleteBeforeReplace: false a replacement needs another name.";
  if (inState.has(id)) return [`Nothing was created. It is in this stack's state already: ${replacement}`];
  if (inState.mayHold(urn))
    return [
      `Nothing was created. It may be the product that is to be replaced: ${replacement}`,
      `If it is what an interrupted run has made, ${line}.`,
    ];
  return [
    `Nothing was created. This run did not create it: another program or an older run did.`,
    `To manage it here, ${line}; else choose another name.`,
  ];
}

/** Who provisioned a product, or why that is not known. */
type Creator = { arn: string } | { arn?: undefined; unknown: string };

const NOT_SHOWN: Creator = { unknown: "AWS does not show who made it" };
const unknownFor = (error: unknown): Creator => ({
  unknown: `who made it could not be asked (servicecatalog:SearchProvisionedProducts: ${reasonOf(error)})`,
});

/** Who provisioned the product. A search may be behind: as long as the product is new it is repeated. */
async function creatorOf(context: OperationContext, detail: ProvisionedProductDetail): Promise<Creator> {
  for (;;) {
    const creator = await searchCreator(context, detail.Id ?? "");
    const mayAppear = creator === undefined && ageOf(context, detail) < SEARCH_LAG;
    if (!mayAppear) return creator ?? NOT_SHOWN;
    await context.clock.sleep(SEARCH_PAUSE, context.stop);
    throwIfStopped(context);
  }
}

/** Undefined when the search does not find the product. End users may ask for their own products only. */
async function searchCreator(context: OperationContext, id: string): Promise<Creator | undefined> {
  try {
    const answer = await askAtWidestLevel((AccessLevelFilter) =>
      callToRead(context, (client, options) =>
        client.searchProvisionedProducts(
          { AccessLevelFilter, Filters: { SearchQuery: [`id:${id}`] } },
          options,
        ),
      ),
    );
    const product = answer.ProvisionedProducts?.[0];
    const arn = product?.UserArnSession ?? product?.UserArn;
    return arn === undefined ? undefined : { arn };
  } catch (error) {
    if (nameOf(error) !== "AccessDeniedException") throw error;
    return {
      unknown: `the caller may not ask who made it (servicecatalog:SearchProvisionedProducts: ${quote(error)})`,
    };
  }
}
