/** The checks of one run that could not be made, each said once. */
export interface Skipped {
  add(path: string, why: string): void;
  /** One warning for all that is new since the last one; undefined when there is nothing. */
  warning(): string | undefined;
}

export function newSkipped(): Skipped {
  const said = new Set<string>();
  let fresh: string[] = [];
  return {
    add(path, why) {
      const line = `${path}: ${why}`;
      if (said.has(line)) return;
      said.add(line);
      fresh.push(line);
    },
    warning() {
      if (fresh.length === 0) return undefined;
      const lines = fresh;
      fresh = [];
      return [
        "Not everything can be checked before AWS is asked. The deployment continues without these checks, for all resources:",
        ...lines.map((line) => `  ${line}`),
      ].join("\n");
    },
  };
}

/** A check that could not be made, as a failure. */
export const describeStrict = (why: string): string =>
  `cannot be checked, and servicecatalog:validation is strict: ${why}`;
