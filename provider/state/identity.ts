import { createHash, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { canonical } from "./values";

/*
 * Whose product is this? Names and tokens are derived, never random: a run that was killed at any moment can
 * be run again and finds what it had begun. What is derived here is a permanent contract (docs/compatibility.md).
 */

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Who a resource is, across runs: 32 hex digits over organization, project, stack and URN. */
export function identityOf(organization: string, project: string, stack: string, urn: string): string {
  return sha256(JSON.stringify([organization, project, stack, urn])).slice(0, 32);
}

const NAME_LIMIT = 128;

/**
 * The name of a product whose program gives none: `<logical name>-<8 hex of the identity>`, in the characters
 * that Service Catalog takes (`[a-zA-Z0-9][a-zA-Z0-9._-]*`, at most 128).
 */
export function derivedName(logicalName: string, identity: string): string {
  const suffix = `-${identity.slice(0, 8)}`;
  const stem = logicalName.replace(/[^a-zA-Z0-9._-]+/g, "-").replace(/^[^a-zA-Z0-9]+/, "");
  return `${stem.slice(0, NAME_LIMIT - suffix.length) || "product"}${suffix}`;
}

const scryptHash = promisify<string, string, number, { N: number }, Buffer>(scrypt);

/** One at a time: Node's few threads also read the files of credentials, and a thousand hashes would go before. */
let lastHash: Promise<unknown> = Promise.resolve();

/**
 * What a request asks for, as 16 hex digits that are the same whenever it asks for the same. Tokens are public
 * (AWS echoes them to everybody who may describe the product) and requests hold secrets, so this is a slow hash,
 * salted with the identity.
 */
export async function fingerprint(request: object, identity: string): Promise<string> {
  const hash = lastHash.then(() => scryptHash(canonical(request), identity, 8, { N: 4096 }));
  lastHash = hash.catch(() => undefined);
  return (await hash).toString("hex");
}

/** The beginning of every create token of a resource; AWS echoes the token as the product's IdempotencyToken. */
export const tokenPrefix = (identity: string): string => `sc-${identity}-`;

/** The name of the plans that previews of a resource make; by it they are known and deleted when one was left. */
export const planName = (identity: string): string => `pulumi-preview-${identity}`;

/**
 * The token for an operation. Equal content on an equal basis makes the equal token, which AWS answers with the
 * record it already has. The basis is what came before: for an update or a terminate the product's last record.
 */
export function token(identity: string, content: string, basis = ""): string {
  return tokenPrefix(identity) + (basis === "" ? content : sha256(`${content} ${basis}`).slice(0, 16));
}

/**
 * The token for a create whose first token belongs to an earlier life of the resource, as after a destroy: it begins
 * with that one, so that it still shows what was asked for, and goes on with 16 digits of the moment, so that however
 * many lives there were, one more call is enough. A run that is killed then finds its product by the name.
 */
export const lifeToken = (identity: string, content: string, moment: string): string =>
  `${token(identity, content)}-${sha256(moment).slice(0, 16)}`;
