import { openTexts } from "../checkpoint";
import type { Command } from "../command";
import type { Rpc } from "../engine";
import { OTHERS_SECRET } from "../others";
import { SPELLING } from "../program";
import { Partial } from "../providerProcess";

const RULE = "no secret in clear";

export function noSecretInText({ simulation }: Command, where: string, text: string): void {
  const all = text.match(new RegExp(SPELLING, "g")) ?? [];
  const secret = all.find((found) => found !== OTHERS_SECRET || !simulation.othersUnseen);
  if (secret !== undefined) simulation.violate(RULE, `${secret} stands in ${where}: ${text}`);
}

/** In all that the provider returns every secret is wrapped by itself. */
export function noSecretInAnswer(command: Command, { method, name, answer, error }: Rpc): void {
  const where = `the answer to ${method} of ${name}`;
  const kept = error instanceof Partial ? error.properties : answer;
  if (error) noSecretInText(command, `the error of ${method} of ${name}`, error.message);
  for (const { path, text } of openTexts(kept)) noSecretInText(command, `${where}, ${path}`, text);
}
