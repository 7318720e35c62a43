/** So much of a text from outside stands on a line. The longest names of AWS are shorter. */
const longest = 200;

/** What ends a line, moves the cursor, begins a control sequence or turns the direction of what follows. */
const control = /[\0-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A text that anybody has sent, as a part of one line for people: nothing of it acts on a terminal. */
export const onLine = (text: string): string =>
  (text.length > longest ? `${text.slice(0, longest)}…` : text).replace(
    control,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
