/** Words that cannot name a constant, and names that the written program uses itself. */
const TAKEN =
  "arguments await break case catch class config const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public pulumi return static super switch this throw true try typeof var void while with yield ProvisionedProduct".split(
    " ",
  );

/** Names of constants for names of products: `web-1` becomes `web1`, a second one `web1_2`. */
export function identifiers(names: readonly string[]): string[] {
  const taken = new Set(TAKEN);
  return names.map((name) => {
    const camel = name
      .replace(/[^a-zA-Z0-9]+([a-zA-Z0-9]?)/g, (_, next: string) => next.toUpperCase())
      .replace(/^[A-Z]/, (first) => first.toLowerCase());
    const base = /^[a-zA-Z]/.test(camel) ? camel : `product${camel}`;
    let free = base;
    for (let count = 2; taken.has(free); count++) free = `${base}_${count}`;
    taken.add(free);
    return free;
  });
}
