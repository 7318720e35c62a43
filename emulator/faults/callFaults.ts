import type { Random } from "../base/random";

export const callFaultKinds = [
  "throttle",
  "500",
  "503",
  "accessDenied",
  "expiredToken",
  "garbage",
  "hang",
  "resetBefore",
  "resetAfter",
] as const;

/**
 * What may come between a client and the service. All but `resetAfter` keep the call from taking effect.
 * `hang` never answers; `resetBefore` and `resetAfter` destroy the connection.
 */
export type CallFault = (typeof callFaultKinds)[number];

/** The next so many calls, or a share (0 to 1) of all calls, drawn with the emulator's seed. */
export type CallFaultExtent = number | { share: number };

/** Milliseconds of real time; a range is drawn from with the emulator's seed. */
export type Latency = number | { min: number; max: number };

interface PlannedCallFault {
  readonly operation: string;
  readonly kind: CallFault;
  readonly share: number;
  left: number;
}

export interface CallFaultState {
  readonly planned: readonly PlannedCallFault[];
  readonly delays: ReadonlyMap<string, Latency>;
}

export class CallFaults {
  private planned: PlannedCallFault[] = [];
  private readonly delays = new Map<string, Latency>();

  constructor(private readonly random: Random) {}

  add(operation: string, kind: CallFault, extent: CallFaultExtent = 1): void {
    this.planned.push(
      typeof extent === "number"
        ? { operation, kind, share: 1, left: extent }
        : { operation, kind, share: extent.share, left: Infinity },
    );
  }

  /** What a call meets. `*` is every operation of Service Catalog; others, such as STS's, go by name. */
  take(operation: string, ofServiceCatalog: boolean): CallFault | undefined {
    const found = this.planned.find(
      (candidate) =>
        candidate.left > 0 &&
        (candidate.operation === operation || (candidate.operation === "*" && ofServiceCatalog)) &&
        (candidate.share === 1 || this.random() < candidate.share),
    );
    if (found) found.left--;
    return found?.kind;
  }

  delay(operation: string, latency: Latency): void {
    this.delays.set(operation, latency);
  }

  /** Real milliseconds until a call is taken up, whatever the emulator's clock says. */
  delayOf(operation: string): number {
    const latency = this.delays.get(operation) ?? this.delays.get("*") ?? 0;
    if (typeof latency === "number") return latency;
    return latency.min + (latency.max - latency.min) * this.random();
  }

  clear(): void {
    this.planned = [];
    this.delays.clear();
  }

  captureState(): CallFaultState {
    return { planned: this.planned.filter(({ left }) => left > 0), delays: this.delays };
  }

  restoreState({ planned, delays }: CallFaultState): void {
    this.planned = [...planned];
    for (const [operation, latency] of delays) this.delays.set(operation, latency);
  }
}
