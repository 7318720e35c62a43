import type { InputOf, Members } from "../protocol/shapes";
import type { Context } from "../service/context";

export interface Operation {
  readonly name: string;
  readonly mutating: boolean;
  readonly input: Members;
  /** Called with a request that has passed validation. */
  run(context: Context, input: unknown): object;
}

/** An API operation: its constraint table, from which the type of its input follows, and what it does. */
export function operation<M extends Members>(definition: {
  name: string;
  mutating?: boolean;
  input: M;
  run(context: Context, input: InputOf<M>): object;
}): Operation {
  return {
    name: definition.name,
    mutating: definition.mutating ?? false,
    input: definition.input,
    run: (context, input) => definition.run(context, input as InputOf<M>),
  };
}
