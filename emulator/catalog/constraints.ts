import { parseTemplateText } from "../cloudformation/syntax/readTemplateText";
import {
  dictionary,
  flat,
  isDictionary,
  text,
  type Dictionary,
  type Value,
} from "../cloudformation/syntax/value";
import type { Constraint, LaunchPath } from "./catalog";
import type { ConstraintDefinition, ConstraintType } from "./definition";

/** What constraints say of a launch path. */
export type Terms = Pick<LaunchPath, "launchRole" | "rules" | "topics" | "stackSet" | "tagUpdates">;

/** What the catalog file says of a constraint, in the form that the API has for it. (model) */
export function parametersOf(definition: ConstraintDefinition): string {
  const { type, role = "", rules = {}, topics = [], accounts = [], regions = [], tagUpdates } = definition;
  switch (type) {
    case "LAUNCH":
      return JSON.stringify(role.startsWith("arn:") ? { RoleArn: role } : { LocalRoleName: role });
    case "TEMPLATE":
      return JSON.stringify({ Rules: rules });
    case "NOTIFICATION":
      return JSON.stringify({ NotificationArns: topics });
    case "STACKSET":
      return JSON.stringify({
        Version: "1.0",
        Properties: { AccountList: accounts, RegionList: regions },
      });
    case "RESOURCE_UPDATE":
      return JSON.stringify({
        Version: "2.0",
        Properties: { TagUpdateOnProvisionedProduct: tagUpdates ?? "NOT_ALLOWED" },
      });
  }
}

type Said = Pick<Constraint, "type" | "parameters">;

/** Whether parameters are JSON, and say what a constraint of this type has to say. (model) */
export function isComplete({ type, parameters }: Said): boolean {
  if (!isJson(parameters)) return false;
  const { said, properties } = read(parameters);
  switch (type) {
    case "LAUNCH":
      return [said["RoleArn"], said["LocalRoleName"]].filter(Boolean).length === 1;
    case "TEMPLATE":
      return isDictionary(said["Rules"]);
    case "NOTIFICATION":
      return texts(said["NotificationArns"]).length > 0;
    case "STACKSET":
      return [properties["AccountList"], properties["RegionList"]].every((list) => texts(list).length > 0);
    case "RESOURCE_UPDATE":
      return ["ALLOWED", "NOT_ALLOWED"].includes(text(properties["TagUpdateOnProvisionedProduct"]) ?? "");
  }
}

/** One of each on a launch path, but for templates and notifications; a stack set has no launch role. (model) */
const excludes: Readonly<Record<ConstraintType, readonly ConstraintType[]>> = {
  LAUNCH: ["LAUNCH", "STACKSET"],
  STACKSET: ["STACKSET", "LAUNCH"],
  RESOURCE_UPDATE: ["RESOURCE_UPDATE"],
  TEMPLATE: [],
  NOTIFICATION: [],
};

/** The type among those of a launch path beside which there can be no constraint of this type. */
export const conflictOf = (
  type: ConstraintType,
  others: readonly ConstraintType[],
): ConstraintType | undefined => excludes[type].find((each) => others.includes(each));

export function termsOf({ type, parameters }: Said): Partial<Terms> {
  const { said, properties } = read(parameters);
  switch (type) {
    case "LAUNCH":
      return { launchRole: text(said["RoleArn"]) ?? text(said["LocalRoleName"]) };
    case "TEMPLATE":
      return { rules: dictionary(said["Rules"]) };
    case "NOTIFICATION":
      return { topics: texts(said["NotificationArns"]) };
    case "STACKSET":
      return {
        stackSet: { accounts: texts(properties["AccountList"]), regions: texts(properties["RegionList"]) },
      };
    case "RESOURCE_UPDATE":
      return {
        tagUpdates: properties["TagUpdateOnProvisionedProduct"] === "ALLOWED" ? "ALLOWED" : "NOT_ALLOWED",
      };
  }
}

/** Through the template parser, so that rules are made of the same values as those of templates. */
function read(parameters: string): { said: Dictionary; properties: Dictionary } {
  const said = dictionary(parseTemplateText(parameters, "parameters"));
  return { said, properties: dictionary(said["Properties"]) };
}

const texts = (value: Value | undefined): string[] => (Array.isArray(value) ? value.map(flat) : []);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
