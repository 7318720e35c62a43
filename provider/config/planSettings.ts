import { milliseconds } from "../base/duration";
import { problem } from "../base/errors";

/** How a preview looks at what updates would change inside of products. */
export interface PlanSettings {
  /** How long all plans of one preview may take together, ms. */
  timeout: number;
  /** Types of resources, in lower case, of which none may be replaced; `*` for all. */
  refused: readonly string[];
}

export const PLANS_TIMEOUT = 10 * 60_000;

const [SWITCH, TIMEOUT, REFUSED] = [
  "servicecatalog:previewResourceChanges",
  "servicecatalog:previewResourceChangesTimeout",
  "servicecatalog:refuseReplacements",
] as const;

/**
 * The settings of plans; undefined where none are wanted. Whoever refuses replacements wants plans.
 *
 * @throws Problem `config` for what cannot be meant: a setting that protects is never passed over.
 */
export function readPlanSettings(get: (key: string) => string | undefined): PlanSettings | undefined {
  const wanted = get(SWITCH);
  if (wanted !== undefined && wanted !== "true" && wanted !== "false")
    throw problem(
      "config",
      `Stack config ${SWITCH} is "${wanted}".`,
      `Set it to true or false: pulumi config set ${SWITCH} true`,
    );
  const refused = refusedTypes(get(REFUSED));
  const timeout = planTimeout(get(TIMEOUT));
  if (wanted === "false" && refused.length > 0)
    throw problem(
      "config",
      `Stack config ${REFUSED} needs plans, and ${SWITCH} is false.`,
      `Set it to true, or refuse nothing: pulumi config set ${REFUSED} '[]'`,
    );
  return wanted === "true" || refused.length > 0 ? { timeout, refused } : undefined;
}

function planTimeout(text: string | undefined): number {
  if (text === undefined) return PLANS_TIMEOUT;
  try {
    const timeout = milliseconds(text);
    if (timeout > 0) return timeout;
  } catch {
    // told below, with the name of the setting
  }
  throw problem(
    "config",
    `Stack config ${TIMEOUT} is "${text}", which is no duration.`,
    `Set it like this: pulumi config set ${TIMEOUT} 10m`,
  );
}

/** `AWS::RDS::DBInstance`, `Custom::Thing`, types of modules and of others, and `*`. */
const TYPE = /^(\*|[A-Za-z0-9]+(::[A-Za-z0-9@_-]+)+)$/;

function refusedTypes(text: string | undefined): string[] {
  if (text === undefined) return [];
  const types = typesIn(text);
  if (types?.every((type) => TYPE.test(type))) return types.map((type) => type.toLowerCase());
  throw problem(
    "config",
    `Stack config ${REFUSED} is ${text}.`,
    `It is a list of types of CloudFormation resources, or *: pulumi config set ${REFUSED} '["AWS::RDS::DBInstance"]'`,
  );
}

/** A list as JSON, or written with commas. */
function typesIn(text: string): string[] | undefined {
  if (!/^\s*[[{"]/.test(text)) return text.split(",").map((type) => type.trim());
  try {
    const read = JSON.parse(text) as unknown;
    const list = Array.isArray(read) ? (read as unknown[]) : [read];
    return list.every((type) => typeof type === "string") ? list : undefined;
  } catch {
    return undefined;
  }
}
