import { Command } from "./command";
import type { Result } from "./engine";
import type { Simulation } from "./simulation";
import { conclude, forgetImports } from "./simulate";
import type { Step } from "./scenario";

/*
 * The end of a simulation: nothing goes wrong any more, the user does what README and the messages say, and reality
 * is held against state and program.
 */

/** So many runs may end with a failure of what was begun before: each says something that was not known. */
const MOST_RUNS = 3;

export async function endSimulation(simulation: Simulation): Promise<void> {
  simulation.note("From here on nothing goes wrong.");
  await simulation.machine.wait(simulation.scenario.rest ? 3_600_000 : simulation.aws.describeLag);
  chooseFreeNames(simulation);
  const { ending: end } = simulation.scenario;
  if (end === "destroy" && !simulation.createKilled) return destroyAll(simulation);
  const look = end === "refresh" || simulation.updateKilled || simulation.touched.size > 0;
  if (!(await bringAbout(simulation, look ? "upRefresh" : "up"))) return;
  if (end === "destroy") return destroyAll(simulation);
  if (simulation.imported.size > 0) await run(simulation, "up"); // an import changes nothing, the update follows
  simulation.calm = true;
  await simulation.machine.wait(20_000); // a product may show its end later than its record
  holdAgainst(simulation);
  await unchanged(simulation, "preview");
  await unchanged(simulation, "up");
  await unchanged(simulation, "refresh");
  await unchanged(simulation, "up");
  if (simulation.violations.length === 0) await destroyAll(simulation);
}

/** Where somebody else has the name, the user chooses another one. */
function chooseFreeNames(simulation: Simulation): void {
  for (const declared of simulation.declared) {
    if (declared.import === undefined && simulation.nameIsTheirs(declared))
      declared.fixedName = `free-${declared.slot}`;
  }
}

async function run(simulation: Simulation, kind: Step["command"]): Promise<Result & Pick<Command, "rows">> {
  forgetImports(simulation);
  simulation.note(`$ pulumi ${kind === "upRefresh" ? "up --refresh" : kind}`);
  const command = new Command(simulation, kind);
  const result = await simulation.machine.finish(command.run());
  conclude(command, result);
  return { ...result, rows: command.rows };
}

/**
 * One run to what the program says; more only where each of the others has to report how something old ended, or after
 * what the messages of the first one tell to do.
 */
async function bringAbout(simulation: Simulation, kind: Step["command"]): Promise<boolean> {
  const reported = new Set<string>();
  for (let runs = 1; simulation.violations.length === 0; runs++) {
    const { errors, rows } = await run(simulation, kind);
    const texts = [...errors, ...rows.filter(({ text }) => isUnfinished(simulation, text))].map(
      ({ text }) => text,
    );
    if (texts.length === 0) return true;
    const records = texts.flatMap((text) => /\(record (rec-\w+)\)/.exec(text)?.[1] ?? []);
    const news = records.some((record) => !reported.has(record));
    for (const record of records) reported.add(record);
    const advised = [...new Set(texts.flatMap((text) => adviceIn(simulation, text)))];
    if (runs >= MOST_RUNS || !(news || (advised.length > 0 && runs === 1))) {
      simulation.violate("at most one clean run", texts.join("\n"));
      return false;
    }
    for (const advice of advised) await follow(simulation, advice);
  }
  return false;
}

/** Says a run that succeeds that something is left to be done, which it has not done itself? */
function isUnfinished({ checkpoint }: Simulation, text: string): boolean {
  const [, urn] = /terminating it failed; finish that with pulumi destroy --target '(\S+)'/.exec(text) ?? [];
  return [...checkpoint.values()].some((stored) => stored.urn === urn);
}

const IMPORT = /To manage it here, add the option {2}import: "(pp-\w+)"/;
const DESTROY = /pulumi destroy --target '(\S+)'/;
const REFRESH = /Run pulumi refresh/;

/** What a message tells to do before the next `up`. */
function adviceIn(simulation: Simulation, text: string): string[] {
  const [, id] = IMPORT.exec(text) ?? [];
  if (id !== undefined) return mayBeUnknown(simulation, id) ? [id] : [];
  return [DESTROY, REFRESH].flatMap((pattern) => pattern.exec(text)?.[0] ?? []).slice(0, 1);
}

/**
 * Nobody can know whose a product is where AWS does not show its token, or after an update by a run that was killed
 * before the product was in state, unless the product shows what the program says: AWS does not show who made an update.
 */
const mayBeUnknown = ({ scenario, updatedUnseen }: Simulation, id: string): boolean =>
  scenario.guesses.optionalMembers === "absent" || updatedUnseen.has(id);

async function follow(simulation: Simulation, advice: string): Promise<void> {
  const product = simulation.aws.product(advice);
  if (product) {
    const declared = simulation.declared.find(({ productsName }) => productsName === product.name);
    simulation.note(`  import: "${product.id}" is added to ${declared?.name}`);
    simulation.touched.add(product.id);
    if (declared) declared.import = product.id;
    return;
  }
  const [, urn] = DESTROY.exec(advice) ?? [];
  if (urn === undefined) return void (await run(simulation, "refresh"));
  simulation.note(`$ pulumi destroy --target '${urn}'`);
  const name = [...simulation.checkpoint].find(([, stored]) => stored.urn === urn)?.[0];
  if (name === undefined)
    return simulation.violate("messages name commands that work", `${urn} is not in state`);
  const command = new Command(simulation, "destroy");
  conclude(command, await simulation.machine.finish(command.engine.destroy([name])));
}

/** State and AWS hold the same products, and those are what the program says. */
function holdAgainst(simulation: Simulation): void {
  noOrphan(simulation);
  for (const declared of simulation.declared) {
    const stored = simulation.stored(declared);
    if (!stored) {
      simulation.violate("state holds what is true", `${declared.name} is not in state`);
      continue;
    }
    const product = simulation.aws.product(stored.id);
    if (!product) {
      simulation.violate("state holds what is true", `${stored.id} is in state and does not exist`);
      continue;
    }
    if (simulation.touched.has(stored.id)) continue; // nobody has looked at it since
    if (product.status !== "AVAILABLE")
      simulation.violate("the program comes about", `${stored.id} is ${product.status}`);
    const version = simulation.aws.versionName(product.running?.versionId);
    if (version !== declared.version)
      simulation.violate("the program comes about", `${stored.id} runs ${version}, not ${declared.version}`);
    for (const [key, { text }] of declared.parameters) {
      // Nobody can see the value of a NoEcho parameter: an import takes it for what the program says.
      if (key === "Password" && simulation.imported.has(stored.id)) continue;
      const real = product.stack?.parameters[key];
      if (product.stack && real !== text)
        simulation.violate("the program comes about", `${key} of ${stored.id} is ${real}, not ${text}`);
    }
  }
}

/** Every product that this program has made is in state. */
function noOrphan(simulation: Simulation): void {
  const known = new Set([...simulation.checkpoint.values()].map(({ id }) => id));
  for (const { id, lastRecordId } of simulation.aws.products()) {
    const record = simulation.aws.record(lastRecordId);
    if (record?.type.startsWith("TERMINATE") && record.status === "SUCCEEDED") continue;
    if (!known.has(id) && !simulation.aws.strangers.has(id))
      simulation.violate("no orphan", `${id} is in AWS and not in state`);
  }
}

/** A run that has nothing to do does nothing. */
async function unchanged(simulation: Simulation, kind: Step["command"]): Promise<void> {
  if (simulation.violations.length > 0) return;
  const { done } = await run(simulation, kind);
  for (const [name, operation] of done)
    if (operation !== "same") simulation.violate("nothing is left to do", `${kind} of ${name}: ${operation}`);
}

async function destroyAll(simulation: Simulation): Promise<void> {
  for (let runs = 1; simulation.violations.length === 0; runs++) {
    const { errors } = await run(simulation, "destroy");
    if (errors.length === 0) break;
    if (runs >= 2) return simulation.violate("destroy ends", errors.map(({ text }) => text).join("\n"));
  }
  await simulation.machine.wait(60_000);
  noOrphan(simulation);
}
