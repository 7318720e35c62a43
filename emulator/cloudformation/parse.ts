import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import { SetupError } from "../errors";
import type { Dictionary, Value } from "./value";

/** Reads a template in JSON or YAML, short tags included. `file` is only for the error text. */
export function parseTemplateText(source: string, file: string): Value {
  const lines = new LineCounter();
  // The failsafe schema leaves every scalar the text it was written as.
  const document = parseDocument(source, { schema: "failsafe", lineCounter: lines, logLevel: "silent" });
  const error = document.errors[0];
  if (error) {
    const reason = error.message.split(" at line ")[0] ?? error.message;
    throw new SetupError(`${file}:${lines.linePos(error.pos[0]).line}: ${reason}`);
  }
  return toValue(document.contents, document);
}

function toValue(node: unknown, document: Document): Value {
  if (isAlias(node)) return toValue(node.resolve(document), document);
  if (isScalar(node)) return tagged(node.tag, textOf(node.value));
  if (isSeq(node))
    return tagged(
      node.tag,
      node.items.map((item) => toValue(item, document)),
    );
  if (!isMap(node)) return "";
  const object: Dictionary = {};
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? textOf(key.value) : "";
    object[name] = toValue(value, document);
  }
  return tagged(node.tag, object);
}

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/** `!Ref X` is `{Ref: X}`, `!Sub X` is `{Fn::Sub: X}`; `!GetAtt A.B.C` names A and the attribute B.C. */
function tagged(tag: string | undefined, value: Value): Value {
  if (!tag?.startsWith("!") || tag === "!") return value;
  const name = tag.slice(1);
  if (name === "Ref" || name === "Condition") return { [name]: value };
  if (name === "GetAtt" && typeof value === "string") {
    const dot = value.indexOf(".");
    return { "Fn::GetAtt": dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${name}`]: value };
}
