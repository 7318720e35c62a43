import { randomInt } from "node:crypto";
import type { Call } from "./control/calls";
import { LiveCatalog } from "./catalog/live";
import { loadCatalog } from "./catalog/load";
import { realClock, virtualClock } from "./base/clock";
import { serveControl } from "./http/control";
import type { Emulator, EmulatorOptions, Where } from "./control/emulator";
import { engineOf } from "./control/provisioningEngine";
import { Faults } from "./faults/operationFaults";
import { checkOptions, withChecks } from "./control/checkArguments";
import { defaultGuesses } from "./truth/guesses";
import { randomIds } from "./base/ids";
import { outsideOf } from "./control/outside";
import { outsideCatalogOf } from "./control/outsideCatalog";
import { servePage } from "./page/serve";
import { seededRandom } from "./base/random";
import { listen } from "./http/server";
import { defaultScope, Service } from "./service/service";
import { StateFile } from "./persistence/stateFile";
import { readSnapshot, takeSnapshot } from "./persistence/snapshot";
import { withEach } from "./control/withEach";
import { defaultDurations, type Durations } from "./state/schedule";
import { productView, recordView, stackView } from "./state/views";
import { Weather } from "./faults/callFaults";
import { RateLimit } from "./faults/rateLimit";

export type { Call } from "./control/calls";
export type {
  CatalogDefinition,
  ConstraintDefinition,
  InventoryDefinition,
  PortfolioDefinition,
  ProductDefinition,
  ProductType,
  VersionDefinition,
} from "./catalog/definition";
export type { Emulator, EmulatorOptions, Where } from "./control/emulator";
export type { Engine, EngineDetails } from "./control/provisioningEngine";
export type { Fault } from "./faults/operationFaults";
export type { Guesses } from "./truth/guesses";
export type { Outside } from "./control/outside";
export type { OutsideCatalog } from "./control/outsideCatalog";
export { requireEmulator } from "./control/requireEmulator";
export type { Snapshot } from "./persistence/snapshot";
export type { Durations } from "./state/schedule";
export { truth, type Evidence, type Truth } from "./truth";
export type { ProductView, RecordView, StackView } from "./state/views";
export type { Latency, WeatherExtent, WeatherKind } from "./faults/callFaults";

/** Starts an AWS Service Catalog of your own on a port of the loopback address. */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const file = typeof options.state === "string" ? new StateFile(options.state) : undefined;
  try {
    return await start(options, file);
  } catch (error) {
    file?.close();
    throw error;
  }
}

async function start(options: EmulatorOptions, file: StateFile | undefined): Promise<Emulator> {
  const before = typeof options.state === "object" ? readSnapshot(options.state, "state") : file?.read();
  const seed = options.seed ?? before?.seed ?? randomInt(2 ** 31);
  const starts = before ? before.starts + 1 : 0;
  // Where it was, and not before: what happened must not be in the future.
  const clock = options.clock === "virtual" ? virtualClock(before?.now) : realClock;
  const purpose = (name: string) => (starts === 0 ? name : `${name}/${starts}`);
  const service = new Service(
    new LiveCatalog(loadCatalog(options.catalog)),
    clock,
    { ...defaultGuesses, ...options.guesses },
    durationsOf(options),
    options.statusOrder ?? options.guesses?.statusOrder ?? defaultGuesses.statusOrder,
    seededRandom(seed, purpose("order")),
    randomIds(seededRandom(seed, purpose("ids"))),
    new Faults(),
    options.profile,
  );
  const weather = new Weather(seededRandom(seed, purpose("weather")));
  const rateLimit = new RateLimit();
  if (before) {
    const { remembered } = before;
    service.remember(remembered);
    weather.remember(remembered.weather);
    rateLimit.remember(remembered.rateLimit);
  }
  const snapshot = () => {
    const around = { weather: weather.remembered(), rateLimit: rateLimit.remembered() };
    return takeSnapshot({ ...service.remembered(), ...around }, { seed, starts, now: clock.now() });
  };
  const changed = () => file?.write(snapshot());
  changed();
  const calls: Call[] = [];
  const log = options.verbose ? (options.log ?? console.log) : () => undefined;
  const { server, url } = await listen(
    { service, weather, rateLimit, calls, log, changed },
    options.port ?? 0,
    {
      page: (message, response) => servePage({ service, calls, seed }, message, response),
      control: (message, response) => serveControl(emulator, message, response),
    },
  );
  const worldAt = (where: Where = {}) => service.world({ ...defaultScope, ...where });

  // What tests set up, and with it the state.
  const setUp = withEach(
    {
      fail: service.faults.add.bind(service.faults),
      weather: weather.add.bind(weather),
      latency: weather.slow.bind(weather),
      clearWeather: weather.clear.bind(weather),
      rateLimit: rateLimit.set.bind(rateLimit),
    },
    changed,
  );

  const emulator = withChecks<Emulator>({
    ...setUp,
    url,
    seed,
    env: {
      AWS_ENDPOINT_URL_SERVICE_CATALOG: url,
      AWS_ENDPOINT_URL_CLOUDFORMATION: url,
      AWS_ENDPOINT_URL_STS: url,
      AWS_REGION: defaultScope.region,
      // The one that AWS CLI and boto3 look at.
      AWS_DEFAULT_REGION: defaultScope.region,
      AWS_ACCESS_KEY_ID: `AKIA${defaultScope.account}`,
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_EC2_METADATA_DISABLED: "true",
    },
    calls: ({ operation, mutating } = {}) =>
      calls.filter(
        (call) =>
          (operation === undefined || call.operation === operation) &&
          (mutating === undefined || call.mutating === mutating),
      ),
    clearCalls() {
      calls.length = 0;
    },
    products(where) {
      const world = worldAt(where);
      return [...world.products.values()].map((product) => productView(world, product));
    },
    stacks: (where) =>
      worldAt(where)
        .stacks.filter(({ kind }) => kind === "stack")
        .map(stackView),
    records: (where) => [...worldAt(where).records.values()].map(recordView),
    outside: withChecks(
      withEach({ ...outsideOf(service), ...outsideCatalogOf(service) }, changed),
      "outside.",
    ),
    engine: withChecks(withEach(engineOf(service), changed), "engine."),
    now: () => clock.now(),
    async advance(ms) {
      clock.advance(ms);
      service.allWorlds();
      // Lets requests that are already on their way arrive before the test goes on.
      await new Promise((resolve) => setImmediate(resolve));
    },
    snapshot,
    reset() {
      service.forget();
      service.faults.clear();
      service.paths.reset();
      service.controlTowerIsBusy = false;
      weather.clear();
      rateLimit.set(undefined);
      calls.length = 0;
      changed();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        changed();
        file?.close();
      }),
  });
  // What is awaited fails when it is awaited.
  return { ...emulator, advance: async (ms) => emulator.advance(ms) };
}

function durationsOf({ durations, speed = 1 }: EmulatorOptions): Durations {
  const real = { ...defaultDurations, ...durations };
  const scaled = Object.entries(real).map(([name, ms]) => [name, ms / speed]);
  return Object.fromEntries(scaled) as Durations;
}

export type { StatusOrder } from "./truth/guesses";
export type { Level } from "./service/caller";
export type { Policy } from "./service/caller";
export type { Profile } from "./service/caller";
