/** Text that is HTML already. Only `html` makes it, so nothing gets onto the page unescaped. */
export class Html {
  constructor(readonly text: string) {}
}

export type Part = string | number | Html | undefined | readonly Part[];

/** A template whose values are escaped, but for those that are HTML. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((string, index) => string + textOf(parts[index])).join(""));
}

function textOf(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(textOf).join("");
  return String(part).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
