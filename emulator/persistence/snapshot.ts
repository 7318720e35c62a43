import type { CallFaultState } from "../faults/callFaults";
import { AccountRegion } from "../state/accountRegion";
import { fromJson, toJson, type Json } from "./jsonGraph";
import type { ServiceState } from "../service/service";
import { SetupError } from "../base/setupError";
import type { RateLimitState } from "../faults/rateLimit";

/** Counts up whenever older emulators cannot use a snapshot any more. This one reads all formats up to its own. */
const format = 2;

/** All that has happened in an emulator and was set up there, as JSON; parameter values are in it in clear, NoEcho ones too. */
export interface Snapshot {
  readonly servicecatalogEmulator: number;
  readonly seed: number;
  /** How often an emulator was started from it; each time ids take another course, so that none comes twice. */
  readonly starts: number;
  /** Milliseconds, by the emulator's clock. */
  readonly now: number;
  readonly worlds: Json;
  readonly sessions: Json;
  /** Faults, limits, and what became of the catalog: through the API and from outside. Not in format 1. */
  readonly setUp?: Json;
}

/** What is written down of the surroundings of a service. */
export interface SurroundingState {
  readonly callFaults: CallFaultState;
  readonly rateLimit: RateLimitState;
}

type SetUp = Omit<ServiceState, "accountRegions" | "sessions"> & SurroundingState;

const nothingSetUp: SetUp = {
  catalog: { portfolios: new Map(), products: new Map() },
  faults: [],
  paths: { generation: 0, unknownUntil: new Map() },
  controlTowerIsBusy: false,
  callFaults: { planned: [], delays: new Map() },
  rateLimit: {},
};

export const takeSnapshot = (
  { accountRegions, sessions, ...setUp }: ServiceState & SurroundingState,
  about: Pick<Snapshot, "seed" | "starts" | "now">,
): Snapshot => ({
  servicecatalogEmulator: format,
  ...about,
  worlds: toJson(accountRegions.map((accountRegion) => ({ ...accountRegion }))),
  sessions: toJson(sessions),
  setUp: toJson(setUp),
});

/** @param source how the snapshot is called in the error, when it is not one */
export function readSnapshot(
  value: unknown,
  source: string,
): Snapshot & { state: ServiceState & SurroundingState } {
  const complain = (reason: string) =>
    new SetupError(
      `${source}: ${reason}. Repair it, or remove it to begin with nothing; the emulator leaves it as it is.`,
    );
  const snapshot = value as Snapshot | null;
  if (typeof snapshot !== "object" || snapshot?.servicecatalogEmulator === undefined)
    throw complain("not a state of servicecatalog-emulator");
  if (!(snapshot.servicecatalogEmulator >= 1 && snapshot.servicecatalogEmulator <= format))
    throw complain(
      `a state of format ${snapshot.servicecatalogEmulator}, where this emulator has format ${format}`,
    );
  if (![snapshot.seed, snapshot.starts, snapshot.now].every((number) => Number.isFinite(number)))
    throw complain("a damaged state: seed, starts and now must be numbers");
  try {
    const sessions = fromJson(snapshot.sessions);
    if (!(sessions instanceof Map)) throw new Error("sessions must be a map");
    const accountRegions = fromJson(snapshot.worlds);
    if (!Array.isArray(accountRegions)) throw new Error("worlds must be a list");
    return {
      ...snapshot,
      state: {
        sessions: sessions as Map<string, string>,
        accountRegions: accountRegions.map(accountRegionOf),
        ...(snapshot.setUp === undefined ? nothingSetUp : setUpOf(fromJson(snapshot.setUp))),
      },
    };
  } catch (error) {
    throw complain(`a damaged state: ${(error as Error).message}`);
  }
}

/** Takes what has the shape of what is there when nothing is set up. */
function setUpOf(value: unknown): SetUp {
  const missing = missingMember(nothingSetUp, value, "setUp");
  if (missing !== undefined) throw new Error(`${missing} is not what it was written as`);
  return value as SetUp;
}

function missingMember(pattern: unknown, value: unknown, name: string): string | undefined {
  if (value?.constructor !== pattern?.constructor) return name;
  if (pattern?.constructor !== Object) return undefined;
  return Object.entries(pattern)
    .map(([member, inner]) => missingMember(inner, Reflect.get(value as object, member), `${name}.${member}`))
    .find((found) => found !== undefined);
}

function accountRegionOf(members: unknown): AccountRegion {
  // Format 1 had what is the past now under another name.
  const { scope, searchable, ...rest } = members as Partial<AccountRegion> & {
    searchable?: AccountRegion["past"];
  };
  if (typeof scope?.account !== "string" || typeof scope.region !== "string")
    throw new Error("each of worlds must have an account and a region");
  const accountRegion = new AccountRegion(scope);
  for (const [name, value] of Object.entries({ ...(searchable && { past: searchable }), ...rest })) {
    const own: unknown = Reflect.get(accountRegion, name);
    if (own?.constructor !== value.constructor) throw new Error(`${name} is not what is expected there`);
    Reflect.set(accountRegion, name, value);
  }
  check(accountRegion);
  return accountRegion;
}

/** Whatever refers to something else must find it, or the emulator would fail later, far from the cause. */
function check({ products, records, stacks, runs, tokens }: AccountRegion): void {
  const needs = (recordId: string | undefined, who: string) => {
    if (recordId !== undefined && !records.has(recordId))
      throw new Error(`${who} names the record ${recordId}, which is missing`);
  };
  for (const { id, name, lastRecordId, lastProvisioningRecordId, stack } of products.values()) {
    needs(lastRecordId, `${name} (${id})`);
    needs(lastProvisioningRecordId, `${name} (${id})`);
    if (stack && !stacks.includes(stack)) throw new Error(`the stack of ${name} (${id}) is missing`);
  }
  for (const { recordId } of runs) needs(recordId, "an operation on its way");
  for (const [token, { recordId }] of tokens) needs(recordId, `the token ${token}`);
}
