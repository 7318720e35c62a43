import { clear } from "./checkpoint";
import type { Rpc } from "./engine";
import { Partial } from "./providerProcess";
import type { Edit, Scenario, Step } from "./scenario";

/* What happens in a simulation, in words. */

const indented = (text: string) => text.replaceAll("\n", "\n                 ");

export function describeRpc({ method, name, id, answer, error }: Rpc): string {
  const subject = `${method} ${name}`;
  if (error instanceof Partial)
    return `${subject}: partly failed, ${error.id} is kept: ${indented(error.message)}`;
  if (error) return `${subject}: failed: ${indented(error.message)}`;
  if (method === "check") {
    const { failures } = answer as { failures: { reason: string }[] };
    return failures.length
      ? `${subject}: ${indented(failures.map(({ reason }) => reason).join("\n"))}`
      : `${subject}: valid`;
  }
  if (method === "diff") return `${subject} ${id}: ${JSON.stringify(answer)}`;
  if (method === "create") return `${subject}: done, ${(answer as { id: string }).id}`;
  if (method === "read")
    return (answer as { id?: string }).id ? `${subject}: read` : `${subject}: it is gone`;
  return `${subject}: done`;
}

export function describeArguments({ method, news }: Rpc): string {
  if (method !== "create" && method !== "update") return "";
  const { provisioningParameters, provisioningArtifactName, tags, name } = clear(news);
  return ` ${JSON.stringify({ name, version: provisioningArtifactName, parameters: provisioningParameters, tags })}`;
}

export function describeEdit(edit: Edit): string {
  const { edit: what, slot, ...details } = edit;
  return `  edit of resource ${slot}: ${what} ${Object.entries(details)
    .map(([key, value]) => `${key}=${value}`)
    .join(" ")}`;
}

export function describeStep({ command, place, trouble, failure, stop, wait }: Step): string {
  const parts = [
    wait > 0 && `${wait / 1000} s later`,
    place !== "home" && `in the ${place === "otherAccount" ? "other account" : "other region"}`,
    ...trouble.map(
      ({ operation, from, times, kind }) =>
        `${kind} at ${operation} from its call ${from}${times > 1 ? `, ${times} times` : ""}`,
    ),
    failure && `the next ${failure.operation} fails (${failure.kind})`,
    stop &&
      `${stop.how} ${stop.moment === "later" ? `after ${stop.call * 4} s` : `${stop.moment} call ${stop.call}`}`,
  ].filter(Boolean);
  return `$ ${COMMANDS[command]}${parts.length ? `   (${parts.join("; ")})` : ""}`;
}

const COMMANDS: Record<Step["command"], string> = {
  up: "pulumi up",
  preview: "pulumi preview",
  refresh: "pulumi refresh",
  upRefresh: "pulumi up --refresh",
  destroy: "pulumi destroy",
};

export const describeWorld = ({ guesses, skew, type }: Scenario): string =>
  `AWS's clock ${skew === 0 ? "as the machine's" : `${skew / 1000} s ahead`}, product of type ${type}, ${JSON.stringify(guesses)}`;
