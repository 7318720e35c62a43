/** A fault of whoever set the emulator up (options, catalog, unknown names in the handle), not of a request. */
export class SetupError extends Error {
  override readonly name = "SetupError";
}

/** The end of a message about an unknown name. */
export const describeChoices = (names: readonly string[]) =>
  names.length === 0 ? "; there is none" : `; there are ${names.join(", ")}`;
