import { readFileSync } from "node:fs";
import path from "node:path";
import type { Project, Running } from "../../test/support/project";
import * as claims from "./claims";
import type { Facts, Service } from "./service";
import { correctTyped, writePlain, writeTyped } from "./typed";

/** What the demo plays on. */
export interface Stage {
  service: Service;
  project: Project;
}

export interface Step {
  title: string;
  /** What happens before the command, in words. */
  before?: (stage: Stage) => string[] | Promise<string[]>;
  command: string[];
  /** Environment of this command alone. */
  env?: (stage: Stage) => Record<string, string>;
  /** What happens while it runs. */
  during?: (stage: Stage, running: Running) => Promise<void>;
  /** With this exit code; 0 unless said otherwise. */
  exitCode?: number;
  /** What the command has to print besides. */
  prints?: RegExp;
  claim: string;
  judge: (facts: Facts) => void;
}

export const up = ["up", "--yes", "--skip-preview"];
export const destroy = ["destroy", "--yes", "--skip-preview"];

export const steps: Step[] = [
  {
    title: "A preview with mistakes",
    before: edit(["t3.micro", "t3.huge"], ["development", "developmnt"], ["10.0.0.0/8", "10.0.0.0"]),
    command: ["preview"],
    exitCode: 1,
    claim: "it fails before anything is there",
    judge: claims.refused,
  },
  {
    title: "Provision",
    before: edit(["t3.huge", "t3.micro"], ["developmnt", "development"], ["10.0.0.0", "10.0.0.0/8"]),
    command: up,
    claim: "one product, available, as the program says",
    judge: claims.provisioned,
  },
  {
    title: "Nothing has changed",
    command: up,
    claim: "nothing is sent",
    judge: claims.nothingSent,
  },
  {
    title: "A class with types",
    before: writeTyped,
    command: ["preview"],
    exitCode: 1,
    prints: /'AlarmAfterMinutes' does not exist in type 'WebApplicationV1Parameters'/,
    claim: "the compiler knows what v1 does not have",
    judge: claims.nothingSent,
  },
  {
    title: "The same product, typed",
    before: correctTyped,
    command: ["preview", "--expect-no-changes"],
    claim: "plain or typed, nothing changes",
    judge: claims.nothingSent,
  },
  {
    title: "An update",
    before: (stage) => [...writePlain(stage), ...edit(["v1", "v2"], ["t3.micro", "t3.small"])(stage)],
    command: ["up", "--yes"],
    claim: "the same product runs version v2 on t3.small",
    judge: claims.updated,
  },
  {
    title: "What a new version would change inside",
    before: async (stage) => [await stage.service.publishThird(), ...edit(["v2", "v3"])(stage)],
    command: ["preview", "--config", "servicecatalog:previewResourceChanges=true"],
    prints: /1 replaced \(Database, AWS::RDS::DBInstance\)/,
    claim: "the preview says that the database is replaced; no plan is left",
    judge: claims.planned,
  },
  {
    title: "Changed in the console",
    before: (stage) => {
      const { emulator } = stage.service;
      const edited = edit(["v3", "v2"])(stage);
      emulator.outside.setVersion(theName(emulator), "v1");
      return [...edited, "somebody has put the product back to version v1"];
    },
    command: ["refresh", "--yes", "--skip-preview"],
    claim: "refresh only looks; version v1 runs",
    judge: claims.changedOutside,
  },
  {
    title: "Repaired by up",
    command: up,
    claim: "what refresh found is repaired: v2 again",
    judge: claims.updated,
  },
  {
    title: "Ctrl-C in an update",
    before: edit(["t3.small", "t3.medium"]),
    command: up,
    during: async ({ service }, running) => {
      await service.until((facts) => facts.records().at(-1)?.status === "IN_PROGRESS", running);
      service.hold();
      running.signal("SIGINT");
    },
    exitCode: 1,
    claim: "stops at once; AWS goes on with the update",
    judge: claims.interrupted,
  },
  {
    title: "Taken up again",
    command: up,
    during: async ({ service }, running) => {
      await service.until((facts) => facts.calls({ operation: "DescribeRecord" }).length > 0, running);
      service.release();
    },
    claim: "that update is followed to its end, none is sent",
    judge: claims.takenUp,
  },
  {
    title: "Terminate",
    command: destroy,
    claim: "its record is followed; product and stack are gone",
    judge: claims.terminated,
  },
  {
    title: "Once more",
    command: up,
    claim: "a new product with a stack of its own",
    judge: claims.provisionedAgain,
  },
  {
    title: "Terminate, retaining",
    command: destroy,
    env: ({ service: { emulator } }) => ({
      SERVICECATALOG_RETAIN_PHYSICAL_RESOURCES: theName(emulator),
    }),
    claim: "the product is gone, its stack still stands",
    judge: claims.retained,
  },
];

/** Changes the program as its author would. */
function edit(...changes: [from: string, to: string][]) {
  return ({ project }: Stage): string[] => {
    const before = readFileSync(path.join(project.folder, "index.ts"), "utf8");
    const after = changes.reduce((text, [from, to]) => text.replace(`"${from}"`, `"${to}"`), before);
    project.write("index.ts", after);
    return changes.map(([from, to]) => `index.ts now says "${to}" instead of "${from}"`);
  };
}

const theName = (facts: Facts): string => facts.products()[0]?.name ?? "";
