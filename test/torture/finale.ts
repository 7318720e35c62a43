import { Command } from "./command";
import type { Result } from "./engine";
import type { Life } from "./life";
import { conclude, forgetImports } from "./play";
import type { Step } from "./scenario";

/*
 * The end of a life: nothing goes wrong any more, the user does what README and the messages say, and reality is held
 * against state and program.
 */

/** So many runs may end with a failure of what was begun before: each says something that was not known. */
const MOST_RUNS = 3;

export async function finale(life: Life): Promise<void> {
  life.tell("From here on nothing goes wrong.");
  await life.machine.wait(life.scenario.rest ? 3_600_000 : life.aws.describeLag);
  chooseFreeNames(life);
  const { finale: end } = life.scenario;
  if (end === "destroy" && !life.createKilled) return destroyAll(life);
  const look = end === "refresh" || life.updateKilled || life.touched.size > 0;
  if (!(await bringAbout(life, look ? "upRefresh" : "up"))) return;
  if (end === "destroy") return destroyAll(life);
  if (life.imported.size > 0) await run(life, "up"); // an import changes nothing, the update follows
  life.calm = true;
  await life.machine.wait(20_000); // a product may show its end later than its record
  holdAgainst(life);
  await unchanged(life, "preview");
  await unchanged(life, "up");
  await unchanged(life, "refresh");
  await unchanged(life, "up");
  if (life.violations.length === 0) await destroyAll(life);
}

/** Where somebody else has the name, the user chooses another one. */
function chooseFreeNames(life: Life): void {
  for (const declared of life.declared) {
    if (declared.import === undefined && life.nameIsTheirs(declared))
      declared.fixedName = `free-${declared.slot}`;
  }
}

async function run(life: Life, kind: Step["command"]): Promise<Result & Pick<Command, "rows">> {
  forgetImports(life);
  life.tell(`$ pulumi ${kind === "upRefresh" ? "up --refresh" : kind}`);
  const command = new Command(life, kind);
  const result = await life.machine.finish(command.run());
  conclude(command, result);
  return { ...result, rows: command.rows };
}

/**
 * One run to what the program says; more only where each of the others has to report how something old ended, or after
 * what the messages of the first one tell to do.
 */
async function bringAbout(life: Life, kind: Step["command"]): Promise<boolean> {
  const reported = new Set<string>();
  for (let runs = 1; life.violations.length === 0; runs++) {
    const { errors, rows } = await run(life, kind);
    const texts = [...errors, ...rows.filter(({ text }) => isUnfinished(life, text))].map(({ text }) => text);
    if (texts.length === 0) return true;
    const records = texts.flatMap((text) => /\(record (rec-\w+)\)/.exec(text)?.[1] ?? []);
    const news = records.some((record) => !reported.has(record));
    for (const record of records) reported.add(record);
    const advised = [...new Set(texts.flatMap((text) => adviceIn(life, text)))];
    if (runs >= MOST_RUNS || !(news || (advised.length > 0 && runs === 1))) {
      life.violate("at most one clean run", texts.join("\n"));
      return false;
    }
    for (const advice of advised) await follow(life, advice);
  }
  return false;
}

/** Says a run that succeeds that something is left to be done, which it has not done itself? */
function isUnfinished({ checkpoint }: Life, text: string): boolean {
  const [, urn] = /terminating it failed; finish that with pulumi destroy --target '(\S+)'/.exec(text) ?? [];
  return [...checkpoint.values()].some((stored) => stored.urn === urn);
}

const IMPORT = /To manage it here, add the option {2}import: "(pp-\w+)"/;
const DESTROY = /pulumi destroy --target '(\S+)'/;
const REFRESH = /Run pulumi refresh/;

/** What a message tells to do before the next `up`. */
function adviceIn(life: Life, text: string): string[] {
  const [, id] = IMPORT.exec(text) ?? [];
  if (id !== undefined) return mayBeUnknown(life, id) ? [id] : [];
  return [DESTROY, REFRESH].flatMap((pattern) => pattern.exec(text)?.[0] ?? []).slice(0, 1);
}

/**
 * Nobody can know whose a product is where AWS does not show its token, or after an update by a run that was killed
 * before the product was in state, unless the product shows what the program says: AWS does not show who made an update.
 */
const mayBeUnknown = ({ scenario, updatedUnseen }: Life, id: string): boolean =>
  scenario.guesses.optionalMembers === "absent" || updatedUnseen.has(id);

async function follow(life: Life, advice: string): Promise<void> {
  const product = life.aws.product(advice);
  if (product) {
    const declared = life.declared.find(({ productsName }) => productsName === product.name);
    life.tell(`  import: "${product.id}" is added to ${declared?.name}`);
    life.touched.add(product.id);
    if (declared) declared.import = product.id;
    return;
  }
  const [, urn] = DESTROY.exec(advice) ?? [];
  if (urn === undefined) return void (await run(life, "refresh"));
  life.tell(`$ pulumi destroy --target '${urn}'`);
  const name = [...life.checkpoint].find(([, stored]) => stored.urn === urn)?.[0];
  if (name === undefined) return life.violate("messages name commands that work", `${urn} is not in state`);
  const command = new Command(life, "destroy");
  conclude(command, await life.machine.finish(command.engine.destroy([name])));
}

/** State and AWS hold the same products, and those are what the program says. */
function holdAgainst(life: Life): void {
  noOrphan(life);
  for (const declared of life.declared) {
    const stored = life.stored(declared);
    if (!stored) {
      life.violate("state holds what is true", `${declared.name} is not in state`);
      continue;
    }
    const product = life.aws.product(stored.id);
    if (!product) {
      life.violate("state holds what is true", `${stored.id} is in state and does not exist`);
      continue;
    }
    if (life.touched.has(stored.id)) continue; // nobody has looked at it since
    if (product.status !== "AVAILABLE")
      life.violate("the program comes about", `${stored.id} is ${product.status}`);
    const version = life.aws.versionName(product.running?.versionId);
    if (version !== declared.version)
      life.violate("the program comes about", `${stored.id} runs ${version}, not ${declared.version}`);
    for (const [key, { text }] of declared.parameters) {
      // Nobody can see the value of a NoEcho parameter: an import takes it for what the program says.
      if (key === "Password" && life.imported.has(stored.id)) continue;
      const real = product.stack?.parameters[key];
      if (product.stack && real !== text)
        life.violate("the program comes about", `${key} of ${stored.id} is ${real}, not ${text}`);
    }
  }
}

/** Every product that this program has made is in state. */
function noOrphan(life: Life): void {
  const known = new Set([...life.checkpoint.values()].map(({ id }) => id));
  for (const { id, lastRecordId } of life.aws.products()) {
    const record = life.aws.record(lastRecordId);
    if (record?.type.startsWith("TERMINATE") && record.status === "SUCCEEDED") continue;
    if (!known.has(id) && !life.aws.strangers.has(id))
      life.violate("no orphan", `${id} is in AWS and not in state`);
  }
}

/** A run that has nothing to do does nothing. */
async function unchanged(life: Life, kind: Step["command"]): Promise<void> {
  if (life.violations.length > 0) return;
  const { done } = await run(life, kind);
  for (const [name, operation] of done)
    if (operation !== "same") life.violate("nothing is left to do", `${kind} of ${name}: ${operation}`);
}

async function destroyAll(life: Life): Promise<void> {
  for (let runs = 1; life.violations.length === 0; runs++) {
    const { errors } = await run(life, "destroy");
    if (errors.length === 0) break;
    if (runs >= 2) return life.violate("destroy ends", errors.map(({ text }) => text).join("\n"));
  }
  await life.machine.wait(60_000);
  noOrphan(life);
}
