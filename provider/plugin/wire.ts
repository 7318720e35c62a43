import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isSecret } from "../state/secrets";
import type { Properties } from "../state/values";
import { isRecord } from "../state/values";

/*
 * Properties as they travel: the engine marks what is secret by a wrapper at any depth, the core works with plain values
 * and the paths of the secret ones.
 */

/** Arguments whose members are secret one by one; others are secret as a whole. */
const BY_MEMBER = ["provisioningParameters", "tags"];

/** The properties of a request, with their secrets in clear text. */
export const plainProperties = (struct: Struct | undefined): Properties =>
  unwrap(struct?.toJavaScript() ?? {}) as Properties;

/** The paths of all secret arguments of a request, as the core names them. */
export function secretPathsIn(struct: Struct | undefined): string[] {
  const properties: Properties = struct?.toJavaScript() ?? {};
  const paths = Object.entries(properties).flatMap(([name, value]) => {
    if (isSecret(value) || !BY_MEMBER.includes(name) || !isRecord(value))
      return holdsMark(value) ? [name] : [];
    return Object.entries(value)
      .filter(([, member]) => holdsMark(member))
      .map(([key]) => `${name}.${key}`);
  });
  return paths.sort();
}

/** Properties of an answer, which the core has cleaned and whose secrets it has wrapped. */
export const toStruct = (properties: Properties): Struct =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);

function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrap);
  if (!isRecord(value)) return value;
  if (isSecret(value)) return unwrap(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unwrap(member)]));
}

const holdsMark = (value: unknown): boolean =>
  isSecret(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsMark));
