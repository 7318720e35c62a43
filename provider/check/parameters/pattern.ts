import { Script, createContext } from "node:vm";
import { javaToJavaScript } from "./javaRegex";

/** A pattern that takes longer than this on one value is left to AWS, ms. */
const PATIENCE = 1_000;

const known = new Map<string, RegExp | undefined>();

/**
 * Does a Java regular expression match the whole of `value`? Undefined when JavaScript cannot express it, or cannot
 * tell in reasonable time.
 */
export function wholeMatch(pattern: string, value: string): boolean | undefined {
  if (!known.has(pattern)) known.set(pattern, compile(pattern));
  const expression = known.get(pattern);
  return expression && test(expression, value);
}

function compile(pattern: string): RegExp | undefined {
  const translated = javaToJavaScript(pattern);
  if (!translated) return undefined;
  try {
    return new RegExp(`^(?:${translated.source})$`, `v${translated.flags}`);
  } catch {
    return undefined;
  }
}

const script = new Script("expression.test(value)");
const context = createContext({});

/** A regular expression can be interrupted only from outside of it. */
function test(expression: RegExp, value: string): boolean | undefined {
  Object.assign(context, { expression, value });
  try {
    return script.runInContext(context, { timeout: PATIENCE }) as boolean;
  } catch {
    return undefined;
  }
}
