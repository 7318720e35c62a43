import { removeControlCharacters } from "../base/printable";

/** Where a command's result goes: standard output. */
export const print = (text: string): void => void process.stdout.write(`${removeControlCharacters(text)}\n`);

/** Where a command says how far it is, and what it has left out: standard error. */
export const progress = (text: string): void =>
  void process.stderr.write(`${removeControlCharacters(text)}\n`);
