/** A moment in a response, in milliseconds; on the wire it is epoch seconds. */
export class Timestamp {
  constructor(readonly ms: number) {}
}

/**
 * JSON as the service writes it: members in alphabetical order, absent ones left out, moments as Java
 * doubles such as `1.536068318933E9`. (recorded)
 */
export function encode(value: unknown): string {
  if (value instanceof Timestamp) return javaDouble(value.ms / 1000);
  if (Array.isArray(value)) return `[${value.map(encode).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${encode(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}

/** `Double.toString` for the magnitudes that occur in time stamps. */
export function javaDouble(value: number): string {
  if (value < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const exponent = Math.floor(Math.log10(value));
  const digits = String(value).replace(".", "").replace(/0+$/, "");
  return `${digits[0] ?? "0"}.${digits.slice(1) || "0"}E${exponent}`;
}

/** Equal contents give equal text, whatever the order of members; for comparing requests. */
export const canonical = (value: unknown): string => encode(value);
