/** A rule that did not hold, and when. */
export interface Violation {
  rule: string;
  text: string;
}

/** What violations of one kind have in common: rule and text without names and numbers. */
export const kindOf = ({ rule, text }: Violation): string =>
  `${rule}: ${text.split("\n")[0]?.replace(/\b(pp|rec)-\w+|\d[\w-]*/g, "…")}`;
