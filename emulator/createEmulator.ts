import { randomInt } from "node:crypto";
import { realClock, virtualClock } from "./base/clock";
import { randomIds } from "./base/ids";
import { seededRandom } from "./base/random";
import { SetupError } from "./base/setupError";
import { LiveCatalog } from "./catalog/live";
import { loadCatalog } from "./catalog/load";
import { CallLog } from "./control/callLog";
import { Emulator } from "./control/emulator";
import { checkOptions, type EmulatorOptions } from "./control/emulatorOptions";
import { CallFaults } from "./faults/callFaults";
import { Faults } from "./faults/operationFaults";
import { RateLimit } from "./faults/rateLimit";
import { serveControl } from "./http/control";
import { listen } from "./http/server";
import { servePage } from "./page/serve";
import { readSnapshot, takeSnapshot } from "./persistence/snapshot";
import { StateFile } from "./persistence/stateFile";
import { Service } from "./service/service";
import { defaultDurations, type Durations } from "./state/schedule";
import { defaultGuesses } from "./truth/guesses";

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
  const clock =
    options.clock === "virtual"
      ? virtualClock(before?.now ?? Date.now() + (options.clockOffset ?? 0))
      : realClock(options.clockOffset);
  const purpose = (name: string) => (starts === 0 ? name : `${name}/${starts}`);
  const service = new Service(
    new LiveCatalog(
      loadCatalog(options.catalog, {
        skipBrokenTemplates: options.skipBrokenTemplates,
        note: options.log ?? console.error,
      }),
    ),
    clock,
    { ...defaultGuesses, ...options.guesses },
    durationsOf(options),
    options.statusOrder ?? options.guesses?.statusOrder ?? defaultGuesses.statusOrder,
    seededRandom(seed, purpose("order")),
    randomIds(seededRandom(seed, purpose("ids"))),
    new Faults(),
    options.profile,
  );
  const callFaults = new CallFaults(seededRandom(seed, purpose("call faults")));
  const rateLimit = new RateLimit();
  if (before) {
    const { state } = before;
    service.restoreState(state);
    callFaults.restoreState(state.callFaults);
    rateLimit.restoreState(state.rateLimit);
  }
  const snapshot = () => {
    const around = { callFaults: callFaults.captureState(), rateLimit: rateLimit.captureState() };
    return takeSnapshot({ ...service.captureState(), ...around }, { seed, starts, now: clock.now() });
  };
  const changed = () => file?.write(snapshot());
  changed();
  const calls = new CallLog();
  const log = options.verbose ? (options.log ?? console.log) : () => undefined;
  const { server, url } = await listen(
    { service, callFaults, rateLimit, calls, log, changed },
    options.port ?? 0,
    {
      page: (message, response) => servePage({ service, calls, seed }, message, response),
      control: (message, response) => serveControl(emulator, message, response),
    },
  );
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
      changed();
      file?.close();
    });
  const emulator = new Emulator({
    service,
    callFaults,
    rateLimit,
    calls,
    seed,
    url,
    snapshot,
    changed,
    close,
  });
  return emulator;
}

/** Within what the calendar of the clock has room for. */
const longestDuration = 1_000 * 365 * 86_400_000;

function durationsOf({ durations, speed = 1 }: EmulatorOptions): Durations {
  const real = { ...defaultDurations, ...durations };
  const divide = (ms: number) => {
    if (ms / speed <= longestDuration) return ms / speed;
    throw new SetupError(
      "createEmulator(options): durations divided by speed must be a thousand years at most",
    );
  };
  const scaled = Object.entries(real).map(([name, ms]) => [name, name === "spread" ? ms : divide(ms)]);
  return Object.fromEntries(scaled) as Durations;
}
