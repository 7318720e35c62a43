export interface RememberedRateLimit {
  readonly callsPerSecond?: number | undefined;
}

/** A token bucket per account: one second's worth of calls at once, then the rate. */
export class RateLimit {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();
  private rate: number | undefined;

  set(callsPerSecond: number | undefined): void {
    this.rate = callsPerSecond;
    this.buckets.clear();
  }

  /** The rate alone: whoever goes on from there begins with full buckets. */
  remembered(): RememberedRateLimit {
    return { callsPerSecond: this.rate };
  }

  remember({ callsPerSecond }: RememberedRateLimit): void {
    this.set(callsPerSecond);
  }

  /** @param now milliseconds */
  allows(account: string, now: number): boolean {
    if (this.rate === undefined) return true;
    const size = Math.max(1, this.rate);
    const bucket = this.buckets.get(account) ?? { tokens: size, at: now };
    const tokens = Math.min(size, bucket.tokens + ((now - bucket.at) / 1000) * this.rate);
    const allowed = tokens >= 1;
    this.buckets.set(account, { tokens: allowed ? tokens - 1 : tokens, at: now });
    return allowed;
  }
}
