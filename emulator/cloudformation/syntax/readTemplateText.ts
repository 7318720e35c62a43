import { isAlias, isMap, isScalar, isSeq, LineCounter, type Document, type Scalar } from "yaml";
import { parseLooseYaml } from "./looseYaml";
import type { Dictionary, Value } from "./value";
import { SetupError } from "../../base/setupError";

export type TemplatePath = readonly (string | number)[];

export interface ParsedTemplate {
  readonly value: Value;
  /** Places of what no template may have: nothing or null, aliases, names that are no strings. */
  readonly strange: readonly StrangePlace[];
  /** The line of what is at a path, or of the nearest thing around it. */
  readonly lineOf: (path: TemplatePath) => number;
}

export interface StrangePlace {
  readonly path: TemplatePath;
  readonly what: "null" | "alias" | "key";
}

/** More is a mistake or malice: it would exhaust the process. */
const maxDepth = 100;
const maxValues = 200_000;

/** Reads a template in JSON or YAML, short tags included. `file` is only for the error text. */
export function parseTemplateText(source: string, file: string): Value {
  return readTemplateText(source, file).value;
}

export function readTemplateText(source: string, file: string): ParsedTemplate {
  const lines = new LineCounter();
  const document = parsed(source, file, lines);
  const error = document.errors[0];
  if (error) {
    const reason = error.message.split(" at line ")[0] ?? error.message;
    throw new SetupError(`${file}:${lines.linePos(error.pos[0]).line}: ${reason}`);
  }
  const reader = new Reader(file);
  return {
    value: reader.read(document.contents, []),
    strange: reader.strange,
    lineOf: (path) => lines.linePos(offsetOf(document, path)).line,
  };
}

function parsed(source: string, file: string, lineCounter: LineCounter): Document {
  try {
    return parseLooseYaml(source.replace(/\r\n?/g, "\n"), lineCounter);
  } catch (error) {
    // The parser calls itself for everything that is inside of something.
    if (error instanceof RangeError) throw new SetupError(`${file}:1: the template is nested too deeply`);
    throw error;
  }
}

class Reader {
  readonly strange: StrangePlace[] = [];
  private values = 0;

  constructor(private readonly file: string) {}

  read(node: unknown, path: TemplatePath): Value {
    this.values++;
    if (path.length > maxDepth || this.values > maxValues)
      throw new SetupError(`${this.file}:1: the template is nested too deeply`);
    if (isAlias(node)) this.strange.push({ path, what: "alias" });
    if (node === null || (isScalar(node) && isNull(node))) this.strange.push({ path, what: "null" });
    if (isScalar(node)) return tagged(node.tag, textOf(node.value));
    if (isSeq(node))
      return tagged(
        node.tag,
        node.items.map((item, index) => this.read(item, [...path, index])),
      );
    if (!isMap(node)) return "";
    const members = node.items.map(({ key, value }): [string, Value] => {
      const name = keyOf(key);
      if (!isScalar(key)) {
        this.strange.push({ path, what: "key" });
        return [name, ""];
      }
      return [name, this.read(value, [...path, name])];
    });
    return tagged(node.tag, Object.fromEntries(members));
  }
}

const textOf = (value: unknown) => (typeof value === "string" ? value : "");
const keyOf = (key: unknown) => (isScalar(key) ? textOf(key.value) : "");

const isNull = ({ type, tag, source = "" }: Scalar) =>
  type === "PLAIN" && !tag?.startsWith("!") && /^(~|null|Null|NULL)?$/.test(source);

/** Of a member the place of its name, which is what is looked for. */
function offsetOf(document: Document, path: TemplatePath): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    const pair = isMap(node) ? [...node.items].reverse().find(({ key }) => keyOf(key) === part) : undefined;
    const here: unknown = isSeq(node) ? node.items[Number(part)] : pair?.key;
    const range = (here as { range?: [number, number, number] | null } | undefined)?.range;
    if (!range) break;
    offset = range[0];
    node = pair ? pair.value : here;
  }
  return offset;
}

/** `!Ref X` is `{Ref: X}`, `!Sub X` is `{Fn::Sub: X}`; `!GetAtt A.B.C` names A and the attribute B.C. */
function tagged(tag: string | undefined, value: Value): Value {
  if (!tag?.startsWith("!") || tag === "!") return value;
  const name = tag.slice(1);
  if (name === "Ref" || name === "Condition") return named(name, value);
  if (name === "GetAtt" && typeof value === "string") {
    const dot = value.indexOf(".");
    return { "Fn::GetAtt": dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return named(`Fn::${name}`, value);
}

const named = (name: string, value: Value): Dictionary => ({ [name]: value });
