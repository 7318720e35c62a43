import { createHash } from "node:crypto";

/** A number in [0, 1), the same sequence for the same seed. */
export type Random = () => number;

/** Mulberry32. Streams of different purposes do not disturb each other. */
export function seededRandom(seed: number, purpose: string): Random {
  let state = createHash("sha256").update(`${seed}/${purpose}`).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
