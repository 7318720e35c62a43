import { Command } from "./command";
import type { Result } from "./engine";
import { finale } from "./finale";
import { Life } from "./life";
import { WaitsForEver } from "./determinism";
import { watching } from "../../provider/aws/watcher";
import { disconnectAll, tellTime } from "./network";
import { act } from "./others";
import { type Declared, valueOf } from "./program";
import { quiet, sparing } from "./rules";
import type { Edit, Scenario, Step } from "./scenario";
import { describeEdit, describeStep, describeWorld } from "./story";
import type { Violation } from "./violation";

export interface Played {
  violations: Violation[];
  story: string[];
}

/** Loads what the provider loads when it first needs it: that takes real time, in which virtual time must not pass. */
const loaded = Promise.all([
  import("@aws-sdk/client-service-catalog"),
  import("@aws-sdk/client-cloudformation"),
  import("@aws-sdk/client-sts"),
  import("@aws-sdk/credential-providers"),
]);

/** Plays a life to its end, and says which rules did not hold. */
export async function play(scenario: Scenario): Promise<Played> {
  await loaded;
  watching.from = scenario.chance % 2 === 0 ? 1 : Infinity;
  const life = new Life(scenario);
  tellTime(() => life.aws.now());
  life.tell(describeWorld(scenario));
  try {
    for (const step of scenario.steps) {
      await playStep(life, step);
      if (life.violations.length > 0) break; // what follows from it is no news
    }
    if (life.violations.length === 0) await finale(life);
  } catch (error) {
    if (!(error instanceof WaitsForEver)) throw error;
    life.violate("nothing waits for ever", error.message);
  } finally {
    life.machine.end();
    disconnectAll();
  }
  return { violations: life.violations, story: life.story };
}

async function playStep(life: Life, drawn: Step): Promise<void> {
  await life.machine.wait(drawn.wait);
  forgetImports(life);
  for (const edit of drawn.edits)
    if (!(life.createKilled && RENAMING.includes(edit.edit)) && (await applyEdit(life, edit)))
      life.tell(describeEdit(edit));
  const step = asReadmeSays(life, drawn);
  if (step.others?.during === null && act(life, step.others)) life.calm = false;
  const { failure, command: kind } = step;
  life.tell(describeStep(step));
  if (failure) {
    life.aws.faults.add("*", { ...failure, times: 1, message: "no more room" });
    life.aws.engineFails = true;
  }
  const command = new Command(life, kind, step);
  const result = await life.machine.finish(command.run());
  life.aws.faults.clear();
  life.aws.engineFails = false;
  const disturbed = !command.undisturbed || failure !== null || step.place !== "home";
  conclude(command, result, disturbed);
}

/** What a command leaves behind: in the user's mind, and in the judge's. */
export function conclude(command: Command, result: Result, disturbed = false): void {
  const { life, kind } = command;
  const excused = disturbed || !life.calm;
  for (const { name, text } of result.errors) life.tell(`  => ${name}: ${text.split("\n")[0]}`);
  quiet(command, result, excused);
  if (!excused && result.errors.length === 0) sparing(command, result);
  promises(command, result, excused);
  endangered(command);
  if (disturbed) life.calm = false;
  const ok = result.survived && result.errors.length === 0 && !command.stopped;
  if (!ok || command.step.place !== "home") return;
  if (kind === "refresh" || kind === "upRefresh") {
    life.updateKilled = false;
    if (!command.othersActed && command.begun >= life.lastAct + life.aws.describeLag) life.touched.clear();
  }
  if (kind !== "up" && kind !== "upRefresh") return;
  life.createKilled = false;
  for (const declared of life.declared) {
    const id = life.stored(declared)?.id;
    if (id !== undefined && !life.imported.has(id)) life.granted.set(id, declared.wish);
  }
  if (!disturbed && !life.updateKilled && life.touched.size === 0 && isSound(life)) life.calm = true;
}

/** A product whose terminate has failed stays what it is, and every run says so, until the user has finished that. */
const isSound = (life: Life): boolean =>
  [...life.checkpoint.values()].every(({ id }) => life.aws.product(id)?.status === "AVAILABLE");

/** A delete that fails changes nothing in state, whatever becomes of its terminate: the next look shows that. */
function endangered({ life, accepted }: Command): void {
  for (const { operation, id } of accepted) {
    const isStored = [...life.checkpoint.values()].some((stored) => stored.id === id);
    if (operation !== "TerminateProvisionedProduct" || !isStored) continue;
    life.touched.add(id);
    life.updateKilled = true;
  }
}

/** What a refresh has announced for the next `up` comes then. */
function promises({ life, rows, kind, accepted }: Command, result: Result, excused: boolean): void {
  if (kind === "up" && !excused)
    for (const id of life.promised)
      if (life.aws.product(id) && !accepted.some((call) => call.id === id) && result.errors.length === 0)
        life.violate(
          "no undeserved warning",
          `refresh has promised an update of ${id}, which up does not send`,
        );
  if (kind === "up" || kind === "upRefresh") life.promised.clear();
  for (const { text } of rows) {
    const [, id] = /\((pp-\w+)\).*the next pulumi up sends/s.exec(text) ?? [];
    if (id !== undefined && kind === "refresh") life.promised.add(id);
  }
}

/** What README tells not to change after a create that was killed. */
const RENAMING = ["name", "rename", "presence", "adopt"];

/** A user who follows README: `up` after a killed create, and always in the same place. */
function asReadmeSays(life: Life, step: Step): Step {
  const allInState = life.declared.every((declared) => life.stored(declared));
  const calm = step.trouble.length === 0 && step.stop === null;
  const elsewhere = allInState && !life.createKilled && (step.place !== "otherRegion" || calm);
  return {
    ...step,
    place: elsewhere ? step.place : "home",
    command: life.createKilled && step.command === "destroy" ? "up" : step.command,
  };
}

/** The option has done its work, or names what is gone: the user takes it away, as the preview would say. */
export function forgetImports(life: Life): void {
  for (const declared of life.program)
    if (declared.import !== undefined && !life.aws.product(declared.import)) declared.import = undefined;
}

/** False when there is nothing to edit. */
async function applyEdit(life: Life, edit: Edit): Promise<boolean> {
  const declared = life.program[edit.slot];
  if (!declared) return false;
  switch (edit.edit) {
    case "parameter":
      declared.parameters.set(edit.key, valueOf(edit.key, edit.value, edit.secret || life.catalogFails));
      return true;
    case "removeParameter":
      return declared.parameters.delete(edit.key);
    case "version":
      declared.version = edit.version;
      return true;
    case "tags":
      declared.setTags(edit.value);
      return true;
    case "name":
      if (declared.import !== undefined) return false;
      declared.fixedName = edit.value === 0 ? undefined : `shop-${edit.slot}-${edit.value}`;
      return true;
    case "rename":
      declared.rename();
      return true;
    case "timeouts":
      declared.timeout = edit.value === 0 ? undefined : `${edit.value}h`;
      return true;
    case "ignoreErrors":
      declared.ignoreErrors = edit.on ? true : undefined;
      return true;
    case "presence":
      declared.there = edit.there;
      return true;
    case "taint": {
      const stored = life.stored(declared);
      if (stored) stored.taint = true;
      return stored !== undefined;
    }
    case "adopt":
      return adopt(life, declared, edit.differs);
    case "squat":
      return squat(life, declared);
  }
}

/** Somebody has made a product in the console, and the program imports it. */
async function adopt(life: Life, declared: Declared, differs: boolean): Promise<boolean> {
  if (declared.there || life.stored(declared) || declared.productName === "EXTERNAL") return false;
  const purpose = differs ? "byhand" : "logs";
  declared.import = await makeByHand(life, `by-hand-${life.aws.strangers.size}`, purpose);
  declared.there = true;
  declared.fixedName = undefined;
  return true;
}

/** Somebody has made a product under the very name that the resource is going to have. */
async function squat(life: Life, declared: Declared): Promise<boolean> {
  const taken = life.aws.products().some(({ name }) => name === declared.productsName);
  if (taken || life.createKilled || life.stored(declared)) return false;
  await makeByHand(life, declared.productsName, "byhand");
  life.calm = false; // the name is taken, and the user is told so
  return true;
}

async function makeByHand(life: Life, name: string, purpose: string): Promise<string> {
  const made = life.aws.console("ProvisionProduct", {
    ProductName: "CFN_STACK",
    ProvisioningArtifactName: "v1",
    ProvisionedProductName: name,
    ProvisioningParameters: [{ Key: "Purpose", Value: purpose }],
    ProvisionToken: `${name}-${life.aws.strangers.size}`,
  });
  const id = (made["RecordDetail"] as { ProvisionedProductId?: string } | undefined)?.ProvisionedProductId;
  if (id === undefined) throw new Error(`nothing was made by hand: ${JSON.stringify(made)}`);
  life.aws.strangers.add(id);
  await life.machine.wait(120_000);
  return id;
}
