/** Characters of one input that the page shows; what people send has a tenth of it. */
const room = 8_000;

/** A value from a request as far as there is room for it on the page: what is too long stands there as its length. */
export function shorten(value: unknown, left = { characters: room }): unknown {
  left.characters -= 10;
  if (typeof value === "string") return shortenText(value, left);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      if (left.characters <= 0) return [...items, `… ${value.length - items.length} more`];
      items.push(shorten(item, left));
    }
    return items;
  }
  const members: [string, unknown][] = [];
  const all = Object.entries(value);
  for (const [name, member] of all) {
    if (left.characters <= 0)
      return Object.fromEntries([...members, ["…", `${all.length - members.length} more`]]);
    members.push([shortenText(name, left), shorten(member, left)]);
  }
  return Object.fromEntries(members);
}

function shortenText(text: string, left: { characters: number }): string {
  if (text.length > left.characters) return `(${text.length} characters)`;
  left.characters -= text.length;
  return text;
}
