import { removeControlCharacters } from "../base/printable";
import { redact } from "../state/recognition";

/** A text as it leaves for people: without a secret, then without control sequences, which could take one apart. */
export const redactForPeople = (text: string, secrets: readonly string[]): string =>
  removeControlCharacters(redact(text, secrets));
