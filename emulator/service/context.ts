import type { Caller } from "./caller";
import type { Service } from "./service";
import type { World } from "../state/accountRegion";

/** What an operation works with: the service, the caller's world, and the caller. */
export interface Context extends Place {
  readonly caller: Caller;
}

/** Where something happens: the service, and the world of an account and region. */
export interface Place {
  readonly service: Service;
  readonly world: World;
}
