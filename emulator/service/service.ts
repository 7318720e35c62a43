import { userArn, type Scope } from "../base/arns";
import type { Product } from "../catalog/catalog";
import type { LiveCatalog, CatalogChanges } from "../catalog/live";
import type { Clock } from "../base/clock";
import type { Faults, PlannedFault } from "../faults/operationFaults";
import type { Guesses, StatusOrder } from "../truth/guesses";
import type { Ids } from "../base/ids";
import { LaunchPaths, type LaunchPathState } from "./launchPaths";
import { rememberProducts } from "../state/history";
import type { Random } from "../base/random";
import { advanceTo } from "../state/advance";
import type { Durations } from "../state/schedule";
import { AccountRegion } from "../state/accountRegion";
import type { Policy, Profile, Caller } from "./caller";

export const defaultScope: Scope = { account: "123456789012", region: "us-east-1" };

/** Accounts and regions that are remembered before those are forgotten in which nothing has happened. */
const mostUnused = 1_000;
/** Sessions of roles; AWS ends each after twelve hours at most. */
const mostSessions = 10_000;

/** The emulated service: what is common to all accounts and regions, and these. */
export class Service {
  readonly paths: LaunchPaths;
  /** While Control Tower does something of its own, such as updating its landing zone. */
  controlTowerIsBusy = false;
  private readonly accountRegions = new Map<string, AccountRegion>();
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

  /** What is in an account and region, with everything done that is due by now. */
  accountRegion(scope: Scope): AccountRegion {
    const key = `${scope.account}/${scope.region}`;
    let accountRegion = this.accountRegions.get(key);
    if (!accountRegion) {
      if (this.accountRegions.size >= mostUnused) this.forgetUnused();
      accountRegion = new AccountRegion({ account: scope.account, region: scope.region });
      this.accountRegions.set(key, accountRegion);
    }
    advanceTo(accountRegion, this.clock.now(), this.guesses);
    return accountRegion;
  }

  /** Whoever only asks in an account and region leaves nothing there. */
  private forgetUnused(): void {
    for (const [key, accountRegion] of this.accountRegions)
      if (accountRegion.isUnused) this.accountRegions.delete(key);
  }

  /** All accounts and regions that have been used, the default one first. */
  allAccountRegions(): AccountRegion[] {
    const first = this.accountRegion(defaultScope);
    return [
      first,
      ...[...this.accountRegions.values()].filter((accountRegion) => accountRegion !== first),
    ].map((accountRegion) => this.accountRegion(accountRegion.scope));
  }

  /** Every access key is a user of its account, or the session of a role, so that callers can be told apart. */
  callerOf(scope: Scope, accessKeyId: string): Caller {
    const arn = this.sessions.get(accessKeyId) ?? userArn(scope, accessKeyId);
    return { ...scope, userArn: arn, profile: this.profile };
  }

  /** Gives an access key id for the session of a role; its digits are the role's account. */
  assumeRole(account: string, sessionArn: string): string {
    const [oldest] = this.sessions.keys();
    if (this.sessions.size >= mostSessions && oldest !== undefined) this.sessions.delete(oldest);
    const last = Number([...this.sessions.keys()].at(-1)?.slice("ASIA".length + account.length) ?? 0);
    const accessKeyId = `ASIA${account}${last + 1}`;
    this.sessions.set(accessKeyId, sessionArn);
    return accessKeyId;
  }

  /** What a snapshot has to keep. */
  captureState(): ServiceState {
    return {
      accountRegions: this.allAccountRegions(),
      sessions: this.sessions,
      catalog: this.catalog.changes,
      faults: this.faults.captureState(),
      paths: this.paths.captureState(),
      controlTowerIsBusy: this.controlTowerIsBusy,
    };
  }

  /** Takes over the state of another service. */
  restoreState({ accountRegions, sessions, catalog, faults, paths, controlTowerIsBusy }: ServiceState): void {
    this.catalog.restore(catalog);
    for (const accountRegion of accountRegions) {
      // Without an earlier past it has always been as it is now.
      if (accountRegion.past.length === 0) rememberProducts(accountRegion, 0, this.guesses);
      this.accountRegions.set(`${accountRegion.scope.account}/${accountRegion.scope.region}`, accountRegion);
    }
    for (const [accessKeyId, arn] of sessions) this.sessions.set(accessKeyId, arn);
    this.faults.restoreState(faults);
    this.paths.restoreState(paths);
    this.controlTowerIsBusy = controlTowerIsBusy;
  }

  /** Nothing has happened any more, in no account and to the catalog. */
  forget(): void {
    this.accountRegions.clear();
    this.catalog.reset();
  }
}

/** What is written down of a service. */
export interface ServiceState {
  readonly accountRegions: readonly AccountRegion[];
  readonly sessions: ReadonlyMap<string, string>;
  readonly catalog: CatalogChanges;
  readonly faults: readonly PlannedFault[];
  readonly paths: LaunchPathState;
  readonly controlTowerIsBusy: boolean;
}
