import { Command } from "./command";
import type { Result } from "./engine";
import { endSimulation } from "./ending";
import { Simulation } from "./simulation";
import { WaitsForEver } from "./determinism";
import { watching } from "../../provider/aws/watcher";
import { disconnectAll, tellTime } from "./network";
import { actAsOthers } from "./others";
import { type Declared, valueOf } from "./program";
import { quiet, sparing } from "./rules";
import type { Edit, Scenario, Step } from "./scenario";
import { describeEdit, describeStep, describeWorld } from "./describe";
import type { Violation } from "./violation";

export interface Outcome {
  violations: Violation[];
  log: string[];
}

/** Loads what the provider loads when it first needs it: that takes real time, in which virtual time must not pass. */
const loaded = Promise.all([
  import("@aws-sdk/client-service-catalog"),
  import("@aws-sdk/client-cloudformation"),
  import("@aws-sdk/client-sts"),
  import("@aws-sdk/credential-providers"),
]);

/** Runs a simulation to its end, and says which rules did not hold. */
export async function simulate(scenario: Scenario): Promise<Outcome> {
  await loaded;
  watching.from = scenario.chance % 2 === 0 ? 1 : Infinity;
  const simulation = new Simulation(scenario);
  tellTime(() => simulation.aws.now());
  simulation.note(describeWorld(scenario));
  try {
    for (const step of scenario.steps) {
      await playStep(simulation, step);
      if (simulation.violations.length > 0) break; // what follows from it is no news
    }
    if (simulation.violations.length === 0) await endSimulation(simulation);
  } catch (error) {
    if (!(error instanceof WaitsForEver)) throw error;
    simulation.violate("nothing waits for ever", error.message);
  } finally {
    simulation.machine.end();
    disconnectAll();
  }
  return { violations: simulation.violations, log: simulation.log };
}

async function playStep(simulation: Simulation, drawn: Step): Promise<void> {
  await simulation.machine.wait(drawn.wait);
  forgetImports(simulation);
  for (const edit of drawn.edits)
    if (!(simulation.createKilled && RENAMING.includes(edit.edit)) && (await applyEdit(simulation, edit)))
      simulation.note(describeEdit(edit));
  const step = asReadmeSays(simulation, drawn);
  if (step.others?.during === null && actAsOthers(simulation, step.others)) simulation.calm = false;
  const { failure, command: kind } = step;
  simulation.note(describeStep(step));
  if (failure) {
    simulation.aws.faults.add("*", { ...failure, times: 1, message: "no more room" });
    simulation.aws.engineFails = true;
  }
  const command = new Command(simulation, kind, step);
  const result = await simulation.machine.finish(command.run());
  simulation.aws.faults.clear();
  simulation.aws.engineFails = false;
  const disturbed = !command.undisturbed || failure !== null || step.place !== "home";
  conclude(command, result, disturbed);
}

/** What a command leaves behind: in the user's mind, and in the judge's. */
export function conclude(command: Command, result: Result, disturbed = false): void {
  const { simulation, kind } = command;
  const excused = disturbed || !simulation.calm;
  for (const { name, text } of result.errors) simulation.note(`  => ${name}: ${text.split("\n")[0]}`);
  quiet(command, result, excused);
  if (!excused && result.errors.length === 0) sparing(command, result);
  promises(command, result, excused);
  endangered(command);
  if (disturbed) simulation.calm = false;
  const ok = result.survived && result.errors.length === 0 && !command.stopped;
  if (!ok || command.step.place !== "home") return;
  if (kind === "refresh" || kind === "upRefresh") {
    simulation.updateKilled = false;
    if (!command.othersActed && command.begun >= simulation.lastAct + simulation.aws.describeLag)
      simulation.touched.clear();
  }
  if (kind !== "up" && kind !== "upRefresh") return;
  simulation.createKilled = false;
  for (const declared of simulation.declared) {
    const id = simulation.stored(declared)?.id;
    if (id !== undefined && !simulation.imported.has(id)) simulation.granted.set(id, declared.wish);
  }
  if (!disturbed && !simulation.updateKilled && simulation.touched.size === 0 && isSound(simulation))
    simulation.calm = true;
}

/** A product whose terminate has failed stays what it is, and every run says so, until the user has finished that. */
const isSound = (simulation: Simulation): boolean =>
  [...simulation.checkpoint.values()].every(({ id }) => simulation.aws.product(id)?.status === "AVAILABLE");

/** A delete that fails changes nothing in state, whatever becomes of its terminate: the next look shows that. */
function endangered({ simulation, accepted }: Command): void {
  for (const { operation, id } of accepted) {
    const isStored = [...simulation.checkpoint.values()].some((stored) => stored.id === id);
    if (operation !== "TerminateProvisionedProduct" || !isStored) continue;
    simulation.touched.add(id);
    simulation.updateKilled = true;
  }
}

/** What a refresh has announced for the next `up` comes then. */
function promises({ simulation, rows, kind, accepted }: Command, result: Result, excused: boolean): void {
  if (kind === "up" && !excused)
    for (const id of simulation.promised)
      if (
        simulation.aws.product(id) &&
        !accepted.some((call) => call.id === id) &&
        result.errors.length === 0
      )
        simulation.violate(
          "no undeserved warning",
          `refresh has promised an update of ${id}, which up does not send`,
        );
  if (kind === "up" || kind === "upRefresh") simulation.promised.clear();
  for (const { text } of rows) {
    const [, id] = /\((pp-\w+)\).*the next pulumi up sends/s.exec(text) ?? [];
    if (id !== undefined && kind === "refresh") simulation.promised.add(id);
  }
}

/** What README tells not to change after a create that was killed. */
const RENAMING = ["name", "rename", "presence", "adopt"];

/** A user who follows README: `up` after a killed create, and always in the same place. */
function asReadmeSays(simulation: Simulation, step: Step): Step {
  const allInState = simulation.declared.every((declared) => simulation.stored(declared));
  const calm = step.trouble.length === 0 && step.stop === null;
  const elsewhere = allInState && !simulation.createKilled && (step.place !== "otherRegion" || calm);
  return {
    ...step,
    place: elsewhere ? step.place : "home",
    command: simulation.createKilled && step.command === "destroy" ? "up" : step.command,
  };
}

/** The option has done its work, or names what is gone: the user takes it away, as the preview would say. */
export function forgetImports(simulation: Simulation): void {
  for (const declared of simulation.program)
    if (declared.import !== undefined && !simulation.aws.product(declared.import))
      declared.import = undefined;
}

/** False when there is nothing to edit. */
async function applyEdit(simulation: Simulation, edit: Edit): Promise<boolean> {
  const declared = simulation.program[edit.slot];
  if (!declared) return false;
  switch (edit.edit) {
    case "parameter":
      declared.parameters.set(
        edit.key,
        valueOf(edit.key, edit.value, edit.secret || simulation.catalogFails),
      );
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
      const stored = simulation.stored(declared);
      if (stored) stored.taint = true;
      return stored !== undefined;
    }
    case "adopt":
      return adopt(simulation, declared, edit.differs);
    case "squat":
      return squat(simulation, declared);
  }
}

/** Somebody has made a product in the console, and the program imports it. */
async function adopt(simulation: Simulation, declared: Declared, differs: boolean): Promise<boolean> {
  if (declared.there || simulation.stored(declared) || declared.productName === "EXTERNAL") return false;
  const purpose = differs ? "byhand" : "logs";
  declared.import = await makeByHand(simulation, `by-hand-${simulation.aws.strangers.size}`, purpose);
  declared.there = true;
  declared.fixedName = undefined;
  return true;
}

/** Somebody has made a product under the very name that the resource is going to have. */
async function squat(simulation: Simulation, declared: Declared): Promise<boolean> {
  const taken = simulation.aws.products().some(({ name }) => name === declared.productsName);
  if (taken || simulation.createKilled || simulation.stored(declared)) return false;
  await makeByHand(simulation, declared.productsName, "byhand");
  simulation.calm = false; // the name is taken, and the user is told so
  return true;
}

async function makeByHand(simulation: Simulation, name: string, purpose: string): Promise<string> {
  const made = simulation.aws.console("ProvisionProduct", {
    ProductName: "CFN_STACK",
    ProvisioningArtifactName: "v1",
    ProvisionedProductName: name,
    ProvisioningParameters: [{ Key: "Purpose", Value: purpose }],
    ProvisionToken: `${name}-${simulation.aws.strangers.size}`,
  });
  const id = (made["RecordDetail"] as { ProvisionedProductId?: string } | undefined)?.ProvisionedProductId;
  if (id === undefined) throw new Error(`nothing was made by hand: ${JSON.stringify(made)}`);
  simulation.aws.strangers.add(id);
  await simulation.machine.wait(120_000);
  return id;
}
