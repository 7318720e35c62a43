import { createHash } from "node:crypto";
import type { Random } from "./random";

/** Every Service Catalog id ends in 13 of these characters. (recorded) */
const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** The same names give the same id, so that a catalog keeps its ids over restarts. */
export function namedId(prefix: string, ...names: string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(names)).digest();
  return `${prefix}-${Array.from(digest.subarray(0, 13), (byte) => alphabet[byte % 32]).join("")}`;
}

/** A UUID-shaped text derived from names: stack ids and request ids that look as AWS's do. */
export function namedUuid(...names: string[]): string {
  const hex = createHash("sha256").update(JSON.stringify(names)).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-11ee-8${hex.slice(13, 16)}-${hex.slice(16, 28)}`;
}

export interface Ids {
  next(prefix: "pp" | "rec" | "plan" | "port" | "prod" | "prodview" | "pa" | "cons"): string;
  uuid(): string;
}

export function randomIds(random: Random): Ids {
  const character = () => alphabet.charAt(Math.floor(random() * 32));
  return {
    next: (prefix) => `${prefix}-${Array.from({ length: 13 }, character).join("")}`,
    uuid: () => namedUuid(String(random()), String(random())),
  };
}
