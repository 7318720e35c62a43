import { isUnknown } from "../../state/values";

/**
 * A parameter of the program as the text that CloudFormation takes: numbers in plain notation, booleans as true and
 * false, lists joined by commas.
 *
 * @throws Error that says what cannot be written, without quoting a value.
 */
export function parameterText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return plainNumber(value);
  if (Array.isArray(value))
    return value.some(isUnknown) ? (value.find(isUnknown) as string) : listText(value);
  throw new Error("must be a string, a number, a boolean, or a list of them");
}

function listText(items: unknown[]): string {
  const texts = items.map((item) => {
    if (Array.isArray(item)) throw new Error("a list cannot hold lists");
    return parameterText(item);
  });
  if (texts.some((text) => text.includes(","))) {
    throw new Error("an element contains a comma, which CloudFormation treats as a separator");
  }
  return texts.join(",");
}

/** Without the exponent that JavaScript writes from 1e21 on and below 1e-6. */
function plainNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error("is not a finite number");
  const [mantissa = "", exponent] = String(value).split("e");
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const shift = Number(exponent);
  return exponent.startsWith("-")
    ? `${sign}0.${"0".repeat(-shift - whole.length)}${whole}${fraction}`
    : sign + (whole + fraction).padEnd(whole.length + shift, "0");
}
