import type { Command } from "../command";
import type { Result } from "../engine";

/** Warnings about what the program itself asks for. */
const DESERVED = [
  /AWS is known to ignore an update that only removes tags/,
  /AWS removes a tag only together with a change of another one/,
  /is a NoEcho parameter given in plain text/,
];

/** Reasons that lie in the user's own change are no warnings, whatever else has happened. */
const OWN_CHANGE = /(timeouts have changed|has another URN now|values are secret now)/;

/** Nothing has gone wrong: nobody is warned, and nothing fails. */
export function quiet(
  { simulation, rows, kind, afterImport }: Command,
  result: Result,
  excused: boolean,
): void {
  for (const { kind: severity, text } of rows) {
    if (severity !== "warning") continue;
    if (OWN_CHANGE.test(text)) simulation.violate("no undeserved warning", `the user's own change: ${text}`);
    else if (afterImport && text.includes("differs from the program")) continue;
    else if (!excused && !DESERVED.some((pattern) => pattern.test(text)))
      simulation.violate("no undeserved warning", text);
  }
  if (excused) return;
  for (const { name, text } of result.errors) {
    const declared = simulation.declared.find((candidate) => candidate.name === name);
    if (declared && simulation.nameIsTheirs(declared)) continue;
    simulation.violate("a run in which nothing goes wrong succeeds", `${kind} of ${name}: ${text}`);
  }
}
