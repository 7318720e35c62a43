/** Does something after each call of an object's functions. */
export function withEach<T extends object>(functions: T, then: () => void): T {
  const wrapped = Object.entries(functions).map(([name, work]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => {
      const result = work(...args);
      then();
      return result;
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}
