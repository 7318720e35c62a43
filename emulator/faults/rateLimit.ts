export interface RateLimitState {
  readonly callsPerSecond?: number | undefined;
  readonly burst?: number | undefined;
}

/** A token bucket per account: so many calls at once, one second's worth unless it is said, then the rate. */
export class RateLimit {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();
  private rate: number | undefined;
  private burst: number | undefined;

  set(callsPerSecond: number | undefined, burst?: number): void {
    this.rate = callsPerSecond;
    this.burst = burst;
    this.buckets.clear();
  }

  /** The rate alone: whoever goes on from there begins with full buckets. */
  captureState(): RateLimitState {
    return { callsPerSecond: this.rate, burst: this.burst };
  }

  restoreState({ callsPerSecond, burst }: RateLimitState): void {
    this.set(callsPerSecond, burst);
  }

  /** @param now milliseconds */
  allows(account: string, now: number): boolean {
    if (this.rate === undefined) return true;
    const size = Math.max(1, this.burst ?? this.rate);
    const bucket = this.buckets.get(account) ?? { tokens: size, at: now };
    const tokens = Math.min(size, bucket.tokens + ((now - bucket.at) / 1000) * this.rate);
    const allowed = tokens >= 1;
    this.buckets.set(account, { tokens: allowed ? tokens - 1 : tokens, at: now });
    return allowed;
  }
}
