import type { Call } from "./calls";

/** As many as days of work make. */
const most = 100_000;
/** Characters of their bodies, all together. */
const largest = 32_000_000;

/** The newest calls that reached the emulator, oldest first. There is room for so many, whoever sends them. */
export class CallLog {
  private readonly kept: { readonly call: Call; readonly size: number }[] = [];
  private size = 0;
  private dropped = 0;

  /** @param size of the call's body, in characters */
  add(call: Call, size: number): void {
    this.kept.push({ call, size });
    this.size += size;
    let surplus = Math.max(0, this.kept.length - most);
    for (let rest = this.size - largest; rest > 0; rest -= this.kept[surplus++]?.size ?? rest);
    for (const old of this.kept.splice(0, surplus)) this.size -= old.size;
    this.dropped += surplus;
  }

  get calls(): readonly Call[] {
    return this.kept.map(({ call }) => call);
  }

  /** How many calls there were before the oldest one that is kept. */
  get before(): number {
    return this.dropped;
  }

  clear(): void {
    this.kept.length = this.size = this.dropped = 0;
  }
}
