import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Scalar,
} from "yaml";
import type { Dictionary, Value } from "./value";
import { SetupError } from "../../base/setupError";

export type TemplatePath = readonly (string | number)[];

export interface ParsedTemplate {
  readonly value: Value;
  /** Places where nothing stands, or null: they are read as texts. */
  readonly nulls: readonly TemplatePath[];
  /** The line of what is at a path, or of the nearest thing around it. */
  readonly lineOf: (path: TemplatePath) => number;
}

/** More is a mistake or malice, such as aliases of aliases: it would exhaust the process. */
const maxDepth = 100;
const maxValues = 200_000;
/** An alias is looked for in the whole document. */
const costOfAlias = 200;

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
  const reader = new Reader(document, file);
  return {
    value: reader.read(document.contents, []),
    nulls: reader.nulls,
    lineOf: (path) => lines.linePos(offsetOf(document, path)).line,
  };
}

function parsed(source: string, file: string, lineCounter: LineCounter): Document {
  try {
    // The failsafe schema leaves every scalar the text it was written as.
    return parseDocument(source, { schema: "failsafe", lineCounter, logLevel: "silent" });
  } catch (error) {
    // The parser calls itself for everything that is inside of something.
    if (error instanceof RangeError) throw new SetupError(`${file}:1: the template is nested too deeply`);
    throw error;
  }
}

class Reader {
  readonly nulls: TemplatePath[] = [];
  private values = 0;

  constructor(
    private readonly document: Document,
    private readonly file: string,
  ) {}

  read(node: unknown, path: TemplatePath): Value {
    this.values += isAlias(node) ? costOfAlias : 1;
    if (path.length > maxDepth || this.values > maxValues)
      throw new SetupError(`${this.file}:1: the template is nested too deeply`);
    // An alias may lead to itself: each step makes the path longer, so that this ends.
    if (isAlias(node)) return this.read(node.resolve(this.document), [...path, "*"]);
    if (node === null || (isScalar(node) && isNull(node)))
      this.nulls.push(path.filter((part) => part !== "*"));
    if (isScalar(node)) return tagged(node.tag, textOf(node.value));
    if (isSeq(node))
      return tagged(
        node.tag,
        node.items.map((item, index) => this.read(item, [...path, index])),
      );
    if (!isMap(node)) return "";
    const members = node.items.map(({ key, value }): [string, Value] => {
      const name = keyOf(key);
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
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap(node) ? node.items.find(({ key }) => keyOf(key) === part) : undefined;
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
