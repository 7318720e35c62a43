import type { Simulation } from "./simulation";
import type { Others } from "./scenario";

/** What they set a NoEcho parameter to. */
export const OTHERS_SECRET = "Hush8sierra";

/** How long what others begin takes, ms. */
const THEIR_TIME = 60_000;

/** Somebody else changes the product of a resource. False when there is nothing to change, or it is under change. */
export function actAsOthers(simulation: Simulation, { others, slot, value }: Others): boolean {
  const declared = simulation.program[slot];
  const id = declared && simulation.stored(declared)?.id;
  const product = id === undefined ? undefined : simulation.aws.product(id);
  if (id === undefined || !product || ["UNDER_CHANGE", "ERROR"].includes(product.status)) return false;
  const { outside } = simulation.aws;
  simulation.note(`  others: ${others} of ${id}`);
  simulation.touched.add(id);
  simulation.lastAct = Date.now();
  switch (others) {
    case "setParameters":
      outside.setParameters(id, CHANGES[value] ?? {});
      return true;
    case "setVersion":
      outside.setVersion(id, value % 2 === 0 ? "v2" : "v1");
      return true;
    case "setTags":
      outside.setTags(id, value % 2 === 0 ? { by: "others" } : {});
      return true;
    case "terminate":
      outside.terminate(id);
      return true;
    case "begin": {
      const type = value === 3 ? "TERMINATE_PROVISIONED_PRODUCT" : "UPDATE_PROVISIONED_PRODUCT";
      const record = outside.beginOperation(id, type);
      setTimeout(() => outside.finishOperation(record, value === 1 ? "FAILED" : "SUCCEEDED"), THEIR_TIME);
      return true;
    }
  }
}

const CHANGES: readonly Record<string, string>[] = [
  { Purpose: "outside" },
  { ApiKey: "pub-outside" },
  { Password: OTHERS_SECRET },
  { Purpose: "elsewhere", Days: "1" },
];
