import type { Command } from "../command";
import type { Rpc } from "../engine";
import type { Sent } from "../network";
import type { ProviderProcess, Row } from "../providerProcess";
import { nothingAfterStop } from "./afterStop";
import { onlyWhatWasAsked } from "./asked";
import { claimsAreTrue } from "./claims";
import { oneProductEach } from "./duplicates";
import { noSecretInAnswer, noSecretInText } from "./secrets";
import { strangersKeepTheirs } from "./strangers";
import { successIsReal } from "./success";
import { wordsAreWords } from "./words";

export { sparing, takesUpAsItIs } from "./sparing";
export { quiet } from "./quiet";

/** What AWS did with a call. */
export interface Fate {
  /** It has begun an operation, whatever the caller got to know. */
  begun: boolean;
}

/** A call leaves the process. */
export function judgeSending(command: Command, sent: Sent, process: ProviderProcess | undefined): void {
  nothingAfterStop(command, sent, process);
}

/** A call has arrived, and AWS has done something with it, or nothing. */
export function judgeSent(command: Command, sent: Sent, fate: Fate): void {
  if (!sent.mutating) return;
  if (!command.isOver) onlyWhatWasAsked(command, sent);
  oneProductEach(command);
  command.note(sent, fate);
}

/** The provider has answered, or failed. */
export function judgeRpc(command: Command, rpc: Rpc): void {
  noSecretInAnswer(command, rpc);
  successIsReal(command, rpc);
  claimsAreTrue(command, rpc);
  strangersKeepTheirs(command, rpc);
  if (rpc.error) wordsAreWords(command, rpc.error.message);
}

/** Something was written on a row. */
export function judgeRow(command: Command, row: Row): void {
  noSecretInText(command, `a ${row.kind}`, row.text);
  wordsAreWords(command, row.text);
}
