import type { OperationContext } from "../aws/operationContext";
import { problem } from "../base/errors";
import type { PlanSettings } from "../config/planSettings";
import type { Verdict } from "../product/differences";
import { argumentsToSend } from "../product/differences";
import { displayName } from "../product/failure";
import { planUpdate } from "../product/plan";
import { describeChange, describeChanges, isGrave, refusedChanges } from "../product/plannedChanges";
import type { Inputs } from "../state/inputs";
import { ARGUMENTS } from "../state/inputs";
import type { State } from "../state/state";
import { hasUnknown, isRecord } from "../state/values";
import { isMet } from "./update";

/** What the plans of one preview share. */
export interface Previews {
  /** When the time for all of them is over; set by the first. */
  deadline?: number;
  /** Why there were no plans, each told once. */
  readonly told: Set<string>;
}

export const newPreviews = (): Previews => ({ told: new Set() });

/**
 * Says what an update would do to the resources inside of the product, by a plan that AWS makes of it. Nothing is asked
 * where nothing would be sent.
 *
 * @throws Problem `replacement-refused` when the plan replaces what `servicecatalog:refuseReplacements` names, or may, and
 * when it names something and there is no plan of a CloudFormation product; `interrupted` when the run was stopped.
 */
export async function previewUpdate(
  context: OperationContext,
  id: string,
  state: State,
  inputs: Inputs,
  settings: PlanSettings,
  previews: Previews,
): Promise<void> {
  const open = notAskable(state, inputs);
  if (!open && !(await sendsUpdate(context, state, inputs))) return;
  const product = displayName(id, state.observed);
  const deadline = (previews.deadline ??= context.clock.now() + settings.timeout);
  const planned =
    open ??
    (context.clock.now() >= deadline
      ? {
          unknown:
            "the time for the plans of a preview is over (servicecatalog:previewResourceChangesTimeout)",
        }
      : await planUpdate({ ...context, deadline }, id, state, inputs));
  if ("unknown" in planned) return withoutPlan(context, product, state, planned.unknown, settings, previews);
  const { changes } = planned;
  const [count = "", ...details] = describeChanges(changes);
  context[isGrave(changes) ? "warn" : "note"]([`${product}: ${count}`, ...details].join("\n"));
  const refused = refusedChanges(changes, settings.refused);
  if (refused.length === 0) return;
  throw problem(
    "replacement-refused",
    `${product}: this update would replace, or may, what servicecatalog:refuseReplacements protects.`,
    ...refused.map((change) => `  ${describeChange(change)}`),
    `Nothing was changed.`,
    `Take back the change that causes it. If it is meant, leave the type out for this change: ${ALLOW}`,
  );
}

const ALLOW = "pulumi config set servicecatalog:refuseReplacements '[]'";

/** Does an `up` send an update? As `update` decides, without asking about an operation that is running. */
async function sendsUpdate(context: OperationContext, state: State, inputs: Inputs): Promise<boolean> {
  const { observed, pending, unverified } = state;
  const broken = ["TAINTED", "ERROR"].includes(observed.status ?? "") && inputs.repairTainted !== false;
  if (pending || unverified !== undefined || broken) return true;
  return !(await isMet(context, state, inputs));
}

/** An update of which not everything is known yet cannot be planned. */
function notAskable(state: State, inputs: Inputs): { unknown: string } | undefined {
  if (argumentsToSend(state, inputs).length === 0) return undefined;
  const unknown = unknownPaths(inputs);
  return unknown.length > 0 ? { unknown: `not known before pulumi up: ${unknown.join(", ")}` } : undefined;
}

/** The arguments that have no value yet; those of a map one by one. */
const unknownPaths = (inputs: Inputs): string[] => [
  ...ARGUMENTS.filter((name) => hasUnknown(inputs[name])).flatMap((name) => {
    const value: unknown = inputs[name];
    if (!isRecord(value)) return [name];
    return Object.keys(value).flatMap((key) => (hasUnknown(value[key]) ? [`${name}.${key}`] : []));
  }),
  ...(hasUnknown(inputs.__connection) ? ["the settings of the aws provider"] : []),
];

/**
 * A product that is replaced takes all its resources with it.
 *
 * @throws Problem `replacement-refused` where some are protected; not for one that was never provisioned.
 */
export function refuseReplacement(
  id: string,
  { observed }: State,
  { replaces }: Verdict,
  { refused }: PlanSettings,
): void {
  const isMade = observed.type === null || observed.type.startsWith("CFN_");
  if (refused.length === 0 || !replaces || replaces.includes("status") || !isMade) return;
  throw problem(
    "replacement-refused",
    `${displayName(id, observed)} would be replaced with all that is inside, and servicecatalog:refuseReplacements protects resources.`,
    `Nothing was changed.`,
    `Take back the change of ${replaces.join(" and ")}. If it is meant, leave the setting out for this change: ${ALLOW}`,
  );
}

function withoutPlan(
  context: OperationContext,
  product: string,
  { observed: { type } }: State,
  why: string,
  { refused }: PlanSettings,
  { told }: Previews,
): void {
  // What CloudFormation has not made cannot be replaced by it.
  const mayReplace = refused.length > 0 && (type === null || type.startsWith("CFN_"));
  if (mayReplace)
    throw problem(
      "replacement-refused",
      `${product}: what this update would change inside is not known, and servicecatalog:refuseReplacements protects resources: ${why}`,
      `Nothing was changed.`,
      `Remove the reason and run the preview again. Or let the update pass without a plan: ${ALLOW}`,
    );
  if (told.has(why)) return;
  told.add(why);
  context.warn(
    `${product}: what this update would change inside is not known: ${why}\nThis is said once; there is no plan for other products for the same reason.`,
  );
}
