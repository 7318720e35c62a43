/** `\R`: a line end, which is one character or two. */

import { versionsDiffer } from "./problems";
import type { Node } from "./syntax";

const one = (...wanted: number[]): Node => ({
  kind: "character",
  has: (character) => wanted.includes(character),
});

/** Since Java 9 it may go back and take only the first half of a line end of two characters. */
const notHalf: Node = {
  kind: "place",
  holds: (text, at) => {
    if (text[at] === 0xd && text[at + 1] === 0xa) throw versionsDiffer("uses \\R on half of a line end");
    return true;
  },
};

export const lineBreak: Node = {
  kind: "choice",
  branches: [
    { kind: "sequence", parts: [one(0xd), one(0xa)] },
    { kind: "sequence", parts: [notHalf, one(0xa, 0xb, 0xc, 0xd, 0x85, 0x2028, 0x2029)] },
  ],
};
