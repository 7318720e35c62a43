/** No request of AWS is nested a tenth as deeply. */
const deepest = 100;

/**
 * Reads JSON that somebody else wrote.
 *
 * @throws SyntaxError as `JSON.parse` does, and for what is nested so deeply that walking through it would exhaust
 *   the stack
 */
export function parseJson(text: string): unknown {
  if (isDeeperThan(deepest, text)) throw new SyntaxError(`nested more than ${deepest} levels deep`);
  return JSON.parse(text);
}

/** Counts the brackets outside of strings, each character once; `JSON.parse` itself takes any depth. */
function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') isString = !isString;
    else if (isString) index += character === "\\" ? 1 : 0;
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    if (depth > limit) return true;
  }
  return false;
}
