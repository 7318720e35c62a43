import {
  isCollection,
  isScalar,
  parseDocument,
  visit,
  type Document,
  type LineCounter,
  type YAMLError,
} from "yaml";

/** Each costs a reading of the whole text. */
const maxMended = 200;

/**
 * Reads YAML as CloudFormation does, whose reader is of YAML 1.1: quoted text and what is in brackets may go on
 * anywhere in the next line, a comment may follow a quote at once, and of equal keys the last one counts. (observed)
 * What stays in `errors` is an error there too.
 */
export function parseLooseYaml(source: string, lineCounter: LineCounter): Document {
  let text = source;
  for (let mended = 0; ; mended++) {
    const document = parse(text, lineCounter);
    const [error] = document.errors;
    if (!error) return document;
    const start = startOfUnindented(document, error);
    const indented = start === undefined ? text : indentFrom(text, start);
    if (indented === text || mended > maxMended) return document;
    text = indented;
    lineCounter.lineStarts.length = 0;
  }
}

function parse(text: string, lineCounter: LineCounter): Document {
  // The failsafe schema leaves every scalar the text it was written as.
  const document = parseDocument(text, {
    schema: "failsafe",
    uniqueKeys: false,
    lineCounter,
    logLevel: "error",
  });
  document.errors = document.errors.filter(
    ({ message }) => !message.startsWith("Comments must be separated"),
  );
  return document;
}

/** Where the quoted text or the brackets begin that an error finds unfinished, as the next line is not indented. */
function startOfUnindented(document: Document, { code, message, pos }: YAMLError): number | undefined {
  const isQuote = code === "MISSING_CHAR" && message.startsWith("Missing closing");
  const isFlow = code === "BAD_INDENT" && message.startsWith("Flow ");
  let start: number | undefined;
  if (isQuote || isFlow)
    visit(document, (_key, node) => {
      if (!isScalar(node) && !isCollection(node)) return undefined;
      const at = node.range?.[0] ?? Infinity;
      if (at > pos[0]) return undefined;
      if (isScalar(node) ? isQuote && node.type?.startsWith("QUOTE") : isFlow && node.flow) start = at;
      // Brackets in brackets end with the outer ones.
      return isCollection(node) && node.flow && isFlow ? visit.SKIP : undefined;
    });
  return start;
}

/** The text with every line that follows inside of the quotes or brackets at `start` further in than they are. */
function indentFrom(text: string, start: number): string {
  const end = endOf(text, start);
  const column = start - (text.lastIndexOf("\n", start) + 1);
  const inside = text.slice(start, end).replaceAll("\n", `\n${" ".repeat(column + 1)}`);
  return end <= start || isIndented(text.slice(start, end), column)
    ? text
    : text.slice(0, start) + inside + text.slice(end);
}

const isIndented = (inside: string, column: number) =>
  inside
    .split("\n")
    .slice(1)
    .every((line) => line.search(/\S|$/) > column);

/** What stands in quotes, or a comment; brackets. */
const tokens = /"(?:[^"\\]|\\[^])*"|'[^']*'|(?<=[\s,[\]{}])#.*|[[\]{}]/g;

/** Where the quotes or brackets end; `start` if they never do. */
function endOf(text: string, start: number): number {
  let depth = 0;
  tokens.lastIndex = start;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    const [written] = token;
    if (written === "[" || written === "{") depth++;
    if (written === "]" || written === "}") depth--;
    if (depth === 0) return token.index + written.length;
  }
  return start;
}
