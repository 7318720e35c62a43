import { Timestamp } from "../protocol/json";

/** What JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * Writes down what the emulator is made of: also maps, sets and moments, and objects that several others
 * share, which must be one object again when read. Members that are undefined are left out.
 */
export function toJson(root: unknown): Json {
  const shared = sharedObjects(root);
  const numbers = new Map<object, number>();

  const write = (value: unknown): Json => {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    // "For always" is an infinite number of times.
    if (typeof value === "number") return Number.isFinite(value) ? value : { $number: String(value) };
    if (typeof value !== "object") throw new Error(`a ${typeof value} cannot be written down`);
    if (value instanceof Timestamp) return { $time: value.ms };
    if (Array.isArray(value)) return value.map(write);
    if (value instanceof Map) return { $map: [...value].map(([key, item]) => [write(key), write(item)]) };
    if (value instanceof Set) return { $set: [...value].map(write) };
    const number = numbers.get(value);
    if (number !== undefined) return { $ref: number };
    const id = shared.has(value) ? numbers.size + 1 : undefined;
    if (id !== undefined) numbers.set(value, id);
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    // A name that begins as ours do is one that somebody gave a parameter, an output or a tag.
    if (members.some(([name]) => name.startsWith("$")))
      return { $object: members.map(([name, member]) => [name, write(member)]), ...(id && { $id: id }) };
    return { ...(id && { $id: id }), ...Object.fromEntries(members.map(([name, m]) => [name, write(m)])) };
  };
  return write(root);
}

/** Reads what `toJson` has written; throws an Error for anything else. */
export function fromJson(json: Json): unknown {
  const objects = new Map<Json, object>();

  const read = (value: Json): unknown => {
    if (Array.isArray(value)) return value.map(read);
    if (typeof value !== "object" || value === null) return value;
    const { $id, ...members } = value;
    if ("$number" in members) return Number(members.$number);
    if ("$time" in members) return new Timestamp(numberOf(members.$time));
    if ("$map" in members) return new Map(entriesOf(members.$map).map(([key, item]) => [key, read(item)]));
    if ("$set" in members) return new Set(listOf(members.$set).map(read));
    if ("$ref" in members) {
      const object = objects.get(members.$ref);
      if (!object) throw new Error(`$ref ${JSON.stringify(members.$ref)} leads nowhere`);
      return object;
    }
    const object = {};
    if ($id !== undefined) objects.set($id, object);
    for (const [name, member] of "$object" in members ? entriesOf(members.$object) : Object.entries(members))
      // Not by assignment, which would take `__proto__` for something else than a name.
      Object.defineProperty(object, name, { value: read(member), ...ordinary });
    return object;
  };
  return read(json);
}

const ordinary = { enumerable: true, writable: true, configurable: true };

/** Plain objects that are met more than once. Lists are replaced as a whole, so they need not stay shared. */
function sharedObjects(root: unknown): Set<object> {
  const met = new Set<object>();
  const shared = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (value instanceof Map) return [...value].flat().forEach(visit);
    if (Array.isArray(value) || value instanceof Set) return value.forEach(visit);
    if (met.has(value)) return void shared.add(value);
    met.add(value);
    Object.values(value).forEach(visit);
  };
  visit(root);
  return shared;
}

function listOf(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new Error("a list is missing");
  return value;
}

const entriesOf = (value: Json | undefined): [string, Json][] =>
  listOf(value).map((entry) => {
    const [key, item] = listOf(entry);
    if (typeof key !== "string" || item === undefined) throw new Error("a pair must have a name and a value");
    return [key, item];
  });

function numberOf(value: Json | undefined): number {
  if (typeof value !== "number") throw new Error("a moment is missing");
  return value;
}
