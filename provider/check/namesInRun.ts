/** The names that the resources of a program ask for, as far as this run has come: no two can have one. */
export interface NamesInRun {
  /**
   * Takes a name for a resource, in place of the one it had before.
   *
   * @param place the connection, within which a name is unique
   * @returns the URN of another resource that has the name there.
   */
  claim(place: string, name: string, urn: string): string | undefined;
}

export function newNamesInRun(): NamesInRun {
  const holders = new Map<string, string>();
  return {
    claim(place, name, urn) {
      for (const [key, holder] of holders) if (holder === urn) holders.delete(key);
      const key = JSON.stringify([place, name]);
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, urn);
      return holder;
    },
  };
}
