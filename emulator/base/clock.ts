import { SetupError } from "./setupError";

/** Milliseconds since the epoch. Nothing in the emulator waits: what is due happens when somebody looks. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
}

export const realClock: Clock = {
  now: () => Date.now(),
  advance() {
    throw new SetupError('advance() needs the virtual clock: createEmulator({ clock: "virtual" })');
  },
};

/** Begins at the real time, because clients compare what the service tells with their own clock. */
export function virtualClock(start = Date.now()): Clock {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}
