import type { Caller, Service } from "../service";
import type { InputOf, Members } from "../shapes";
import type { World } from "../world";

/** Where something happens: the service, and the world of an account and region. */
export interface Place {
  readonly service: Service;
  readonly world: World;
}

/** What an operation works with: the service, the caller's world, and the caller. */
export interface Context extends Place {
  readonly caller: Caller;
}

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
