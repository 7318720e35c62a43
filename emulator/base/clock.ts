import { SetupError } from "./setupError";

/** Milliseconds since the epoch. Nothing in the emulator waits: what is due happens when somebody looks. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
}

/** @param offset how far it is ahead of this machine's clock, ms; AWS's clock and a client's are never quite the same */
export const realClock = (offset = 0): Clock => ({
  now: () => Date.now() + offset,
  advance() {
    throw new SetupError('advance() needs the virtual clock: createEmulator({ clock: "virtual" })');
  },
});

/** Moments later than this have another form on the wire, or none. */
const endOfTime = Date.UTC(9999, 11, 31);

/** Begins at the real time, because clients compare what the service tells with their own clock. */
export function virtualClock(start = Date.now()): Clock {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      if (!(now + ms <= endOfTime))
        throw new SetupError(`advance(${ms}): the clock goes no further than the year 9999`);
      now += ms;
    },
  };
}
