import type { RecordDetail } from "@aws-sdk/client-service-catalog";
import { PartialFailure, problem } from "../errors";
import type { Ended } from "../records";
import type { Run } from "../run";
import { stackFailures, stackOf } from "../stackFailures";
import type { Observed, State } from "../state";

/** Everything that AWS says about a failed operation: the record's errors and the product's status message. */
export function failureTexts(record: RecordDetail, observed: Observed | undefined): string[] {
  const errors = (record.RecordErrors ?? []).map(({ Code, Description }) =>
    [Code, Description].filter(Boolean).join(": "),
  );
  const message = observed?.statusMessage?.trim();
  const texts = errors.map((text) => text.trim()).filter((text) => text !== "");
  if (message && !texts.some((text) => text.includes(message))) texts.push(message);
  return texts.length > 0 ? texts : ["AWS gave no reason."];
}

/** "web-1a2b3c4d (pp-abc)". */
export const named = (id: string, observed: { name: string | null } | undefined): string =>
  observed?.name ? `${observed.name} (${id})` : id;

/** The record of a create or an update says FAILED, and the product exists. */
export async function failed(
  run: Run,
  id: string,
  state: State,
  ended: Ended,
  what: "updated" | "provisioned" = "updated",
): Promise<PartialFailure> {
  const { observed } = state;
  const resources = await stackFailures(run, stackOf(id, observed));
  const status = observed.status ?? "in an unknown status";
  return new PartialFailure(
    id,
    state,
    problem(
      what === "updated" ? "update-failed" : "create-failed",
      `${named(id, observed)} could not be ${what}: ${failureTexts(ended.record, observed).join("; ")}`,
      ...resources.map((line) => `  ${line}`),
      what === "updated"
        ? `It is ${status} and runs with what it had before, which state keeps (record ${ended.record.RecordId}).`
        : `It is ${status} and keeps its name (record ${ended.record.RecordId}).`,
      what === "updated"
        ? `Correct the program and run pulumi up, which tries again.`
        : `Correct the program and run pulumi up, which replaces it; or remove it with pulumi destroy.`,
    ),
  );
}
