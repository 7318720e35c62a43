import type { Caller } from "./caller";
import type { Service } from "./service";
import type { AccountRegion } from "../state/accountRegion";

/** What an operation works with: the service, the caller's account and region, and the caller. */
export interface Context extends Place {
  readonly caller: Caller;
}

/** Where something happens: the service, and an account and region. */
export interface Place {
  readonly service: Service;
  readonly accountRegion: AccountRegion;
}
