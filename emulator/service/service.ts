import { userArn, type Scope } from "../base/arns";
import type { Product } from "../catalog/catalog";
import type { LiveCatalog, CatalogChanges } from "../catalog/live";
import type { Clock } from "../base/clock";
import type { Faults, PlannedFault } from "../faults/operationFaults";
import type { Guesses, StatusOrder } from "../truth/guesses";
import type { Ids } from "../base/ids";
import { LaunchPaths, type RememberedPaths } from "./launchPaths";
import { noteProducts } from "../state/history";
import type { Random } from "../base/random";
import { settle } from "../state/advance";
import type { Durations } from "../state/schedule";
import { World } from "../state/accountRegion";
import type { Policy, Profile, Caller } from "./caller";

export const defaultScope: Scope = { account: "123456789012", region: "us-east-1" };

/** The emulated service: what is common to all worlds, and the worlds. */
export class Service {
  readonly paths: LaunchPaths;
  /** While Control Tower does something of its own, such as updating its landing zone. */
  controlTowerIsBusy = false;
  private readonly worlds = new Map<string, World>();
  /** ARNs of assumed roles, by access key id. */
  private readonly sessions = new Map<string, string>();

  constructor(
    readonly catalog: LiveCatalog,
    readonly clock: Clock,
    readonly guesses: Guesses,
    readonly durations: Durations,
    readonly statusOrder: StatusOrder,
    readonly random: Random,
    readonly ids: Ids,
    readonly faults: Faults,
    readonly profile: Profile | Policy = "admin",
  ) {
    this.paths = new LaunchPaths(clock, catalog);
  }

  /** Products to which a caller has a launch path now. */
  launchableProducts(caller: Caller): Product[] {
    return this.catalog.products.filter((product) => this.paths.of(product, caller).length > 0);
  }

  /** The world of an account and region, with everything done that is due by now. */
  world(scope: Scope): World {
    const key = `${scope.account}/${scope.region}`;
    let world = this.worlds.get(key);
    if (!world) {
      world = new World({ account: scope.account, region: scope.region });
      this.worlds.set(key, world);
    }
    settle(world, this.clock.now(), this.guesses);
    return world;
  }

  /** All worlds that have been used, the default one first. */
  allWorlds(): World[] {
    const first = this.world(defaultScope);
    return [first, ...[...this.worlds.values()].filter((world) => world !== first)].map((world) =>
      this.world(world.scope),
    );
  }

  /** Every access key is a user of its account, or the session of a role, so that callers can be told apart. */
  callerOf(scope: Scope, accessKeyId: string): Caller {
    const arn = this.sessions.get(accessKeyId) ?? userArn(scope, accessKeyId);
    return { ...scope, userArn: arn, profile: this.profile };
  }

  /** Gives an access key id for the session of a role; its digits are the role's account. */
  assumeRole(account: string, sessionArn: string): string {
    const accessKeyId = `ASIA${account}${this.sessions.size + 1}`;
    this.sessions.set(accessKeyId, sessionArn);
    return accessKeyId;
  }

  /** What a snapshot has to keep. */
  remembered(): Remembered {
    return {
      worlds: this.allWorlds(),
      sessions: this.sessions,
      catalog: this.catalog.changes,
      faults: this.faults.remembered(),
      paths: this.paths.remembered(),
      controlTowerIsBusy: this.controlTowerIsBusy,
    };
  }

  /** Takes over what another service remembered. */
  remember({ worlds, sessions, catalog, faults, paths, controlTowerIsBusy }: Remembered): void {
    this.catalog.restore(catalog);
    for (const world of worlds) {
      // Without an earlier past it has always been as it is now.
      if (world.past.length === 0) noteProducts(world, 0, this.guesses);
      this.worlds.set(`${world.scope.account}/${world.scope.region}`, world);
    }
    for (const [accessKeyId, arn] of sessions) this.sessions.set(accessKeyId, arn);
    this.faults.remember(faults);
    this.paths.remember(paths);
    this.controlTowerIsBusy = controlTowerIsBusy;
  }

  /** Nothing has happened any more, in no account and to the catalog. */
  forget(): void {
    this.worlds.clear();
    this.catalog.reset();
  }
}

/** What is written down of a service. */
export interface Remembered {
  readonly worlds: readonly World[];
  readonly sessions: ReadonlyMap<string, string>;
  readonly catalog: CatalogChanges;
  readonly faults: readonly PlannedFault[];
  readonly paths: RememberedPaths;
  readonly controlTowerIsBusy: boolean;
}
