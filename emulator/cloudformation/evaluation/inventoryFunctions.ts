import { elementType } from "./inventory";
import { isListType } from "../syntax/parameterTypes";
import { CloudFormationError, text, type Value } from "../syntax/value";
import type { EvaluationContext, IntrinsicFunction } from "./context";

/** A rule asks for something of which the catalog's inventory tells nothing. */
export class NotInInventory extends Error {}

const thingsOf = ({ inventory }: EvaluationContext, name: string, type: string) => {
  if (!inventory) throw new CloudFormationError(`Template format error: Unrecognized function ${name}`);
  const things = inventory.get(type);
  if (!things) throw new NotInInventory(type);
  return things;
};

const attribute = (attributes: Readonly<Record<string, string>> | undefined, name: string): string =>
  attributes?.[name] ?? "";

const texts = (value: Value): string[] => (Array.isArray(value) ? value.map((item) => text(item) ?? "") : []);

/** Functions of rules that look at what there is in the account. (documented) */
export const inventoryFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  /** All ids of a parameter type. */
  "Fn::RefAll": (argument, context) => [...thingsOf(context, "Fn::RefAll", text(argument) ?? "").keys()],
  /** An attribute of what a parameter names: one value, or a list for a list. */
  "Fn::ValueOf"(argument, context) {
    const [parameter = "", name = ""] = texts(argument);
    const type = context.parameterType(parameter) ?? "";
    const things = thingsOf(context, "Fn::ValueOf", elementType(type));
    const value = context.ref(parameter) ?? "";
    const ids = Array.isArray(value) ? value.map((id) => text(id) ?? "") : [text(value) ?? ""];
    const values = ids.map((id) => attribute(things.get(id), name));
    return isListType(type) ? values : (values[0] ?? "");
  },
  /** An attribute of everything of a parameter type. */
  "Fn::ValueOfAll"(argument, context) {
    const [type = "", name = ""] = texts(argument);
    return [...thingsOf(context, "Fn::ValueOfAll", type).values()].map((each) => attribute(each, name));
  },
};
