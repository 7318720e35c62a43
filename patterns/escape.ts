/** What follows a backslash and stands for characters. */

import { inverse, namedByLetter, namedByProperty } from "./characters";
import { InvalidPattern, versionsDiffer } from "./problems";
import type { Scanner } from "./scanner";
import type { CharacterSet } from "./syntax";

const controls: Readonly<Record<string, number>> = { a: 7, e: 0x1b, f: 0xc, n: 0xa, r: 0xd, t: 9 };

/**
 * Reads what follows a backslash: one character, or a set of them.
 *
 * @throws InvalidPattern, UndecidedPattern
 */
export function readEscape(scanner: Scanner): number | CharacterSet {
  const letter = scanner.takeRaw();
  const set = namedByLetter(letter, scanner.flags);
  if (set) return set;
  const control = controls[letter];
  if (control !== undefined) return control;
  if (letter === "p" || letter === "P") return readProperty(scanner, letter === "P");
  if (letter === "x") return readHexadecimal(scanner);
  if (letter === "u") return readUnicode(scanner);
  if (letter === "0") return readOctal(scanner);
  if (letter === "c") return readControl(scanner);
  if (letter === "N") throw versionsDiffer("uses \\N");
  if (letter === "") throw new InvalidPattern("Unexpected internal error");
  if (/[a-zA-Z1-9]/.test(letter)) throw new InvalidPattern("Illegal/unsupported escape sequence");
  return letter.codePointAt(0) ?? 0;
}

function readProperty(scanner: Scanner, negated: boolean): CharacterSet {
  const name = scanner.took("{") ? readName(scanner) : scanner.takeRaw();
  const set = namedByProperty(name, scanner.flags);
  return negated ? inverse(set) : set;
}

function readName(scanner: Scanner): string {
  const name = scanner.takeAll(/^[^}]$/su);
  if (scanner.takeRaw() === "") throw new InvalidPattern("Unclosed character family");
  if (name === "") throw new InvalidPattern("Empty character family");
  return name;
}

function readHexadecimal(scanner: Scanner): number {
  const illegal = new InvalidPattern("Illegal hexadecimal escape sequence");
  if (!scanner.took("{")) {
    const digits = scanner.takeAll(/^[\da-fA-F]$/, 2);
    if (digits.length < 2) throw illegal;
    return parseInt(digits, 16);
  }
  const digits = scanner.takeAll(/^[\da-fA-F]$/);
  if (parseInt(digits, 16) > 0x10ffff) throw new InvalidPattern("Hexadecimal codepoint is too big");
  if (digits === "") throw illegal;
  if (scanner.takeRaw() !== "}") throw new InvalidPattern("Unclosed hexadecimal escape sequence");
  return parseInt(digits, 16);
}

/** Two escapes can be the two halves of one character. */
function readUnicode(scanner: Scanner): number {
  const high = readUnit(scanner);
  const mark = scanner.mark();
  if (high >= 0xd800 && high < 0xdc00 && scanner.takeRaw() === "\\" && scanner.takeRaw() === "u") {
    const low = readUnit(scanner);
    if (low >= 0xdc00 && low < 0xe000) return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  }
  scanner.goBack(mark);
  return high;
}

function readUnit(scanner: Scanner): number {
  const digits = scanner.takeAll(/^[\da-fA-F]$/, 4);
  if (digits.length < 4) throw new InvalidPattern("Illegal Unicode escape sequence");
  return parseInt(digits, 16);
}

function readOctal(scanner: Scanner): number {
  const digits = scanner.takeAll(/^[0-7]$/, /[0-3]/.test(scanner.peekRaw()) ? 3 : 2);
  if (digits === "") throw new InvalidPattern("Illegal octal escape sequence");
  return parseInt(digits, 8);
}

function readControl(scanner: Scanner): number {
  const character = scanner.takeRaw();
  if (character === "") throw new InvalidPattern("Illegal control escape sequence");
  return (character.codePointAt(0) ?? 0) ^ 64;
}
