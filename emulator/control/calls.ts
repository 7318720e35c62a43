import { onLine } from "../base/printable";
import type { CallFault } from "../faults/callFaults";

/** One request that reached the emulator. */
export interface Call {
  operation: string;
  account: string;
  region: string;
  /** The request body as it was sent. */
  readonly input: unknown;
  /** HTTP status of the answer; 0 if there was none. */
  status: number;
  /** Code of the error that was answered. */
  error?: string;
  /** Milliseconds, by the emulator's clock. */
  at: number;
  /** As the SDK counts its attempts at one call; 1 if the client does not tell. */
  attempt: number;
  /** Whether the operation can change anything. */
  mutating: boolean;
  /** The injected fault that the call met, if any. */
  fault?: CallFault;
}

/** One line for people: `12:00:00.123 ProvisionProduct my-bucket → 200`. */
export function describeCall(call: Call): string {
  const input = (call.input ?? {}) as Record<string, unknown>;
  const subject = ["ProvisionedProductName", "ProvisionedProductId", "Id", "Name", "ProductId", "ProductName"]
    .map((key) => input[key])
    .find((value) => typeof value === "string");
  const time = new Date(call.at).toISOString().slice(11, 23);
  const answer = call.status === 0 ? (call.fault ?? "no answer") : [call.status, call.error].join(" ").trim();
  const attempt = call.attempt > 1 ? ` (attempt ${call.attempt})` : "";
  const words = [time, `${call.account}/${call.region}`, call.operation || "(no operation)", subject];
  const text = words.flatMap((word) => (word ? onLine(word) : []));
  return `${text.join(" ")} → ${onLine(answer)}${attempt}`;
}
