/** The AWS query protocol: a form as request, XML as answer. STS and CloudFormation speak it. */
export type Tree = {
  readonly [name: string]: Tree | readonly Tree[] | readonly string[] | string | undefined;
};

/** As XML: what is undefined is left out, lists have their elements in `member`. */
export function xml(tree: Tree): string {
  return Object.entries(tree)
    .map(([name, value]) => (value === undefined ? "" : `<${name}>${content(value)}</${name}>`))
    .join("");
}

function content(value: string | Tree | readonly (Tree | string)[]): string {
  if (typeof value === "string") return escaped(value);
  if (isList(value)) return value.map((item) => `<member>${content(item)}</member>`).join("");
  return xml(value);
}

const isList = (value: Tree | readonly (Tree | string)[]): value is readonly (Tree | string)[] =>
  Array.isArray(value);

/** A carriage return would be lost on the way if it were not written as a reference. */
const escaped = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r/g, "&#xD;");

export interface QueryAnswer {
  readonly status: number;
  readonly body: string;
}

export const queryAnswer = (
  namespace: string,
  action: string,
  requestId: string,
  result: Tree,
): QueryAnswer => ({
  status: 200,
  body: `<${action}Response xmlns="${namespace}">${xml({
    [`${action}Result`]: result,
    ResponseMetadata: { RequestId: requestId },
  })}</${action}Response>`,
});

export const queryError = (namespace: string, code: string, message: string, requestId: string): string =>
  `<ErrorResponse xmlns="${namespace}">${xml({
    Error: { Type: "Sender", Code: code, Message: message },
    RequestId: requestId,
  })}</ErrorResponse>`;
