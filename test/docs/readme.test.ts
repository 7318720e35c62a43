import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { createEmulator } from "../../emulator";
import * as program from "../../provider";
import { awsFor } from "../../provider/aws/clients";
import { systemClock } from "../../provider/base/clock";
import { readStackConfig } from "../../provider/config/stackConfig";
import { ARGUMENTS } from "../../provider/state/inputs";
import { OUTPUTS } from "../../provider/program/provisionedProduct";
import type { Properties } from "../../provider/state/values";
import { root } from "../support/setup";
import { createHandler } from "../../provider/engine/createHandler";

const textOf = (file: string) => readFileSync(path.join(root, file), "utf8");
const readme = textOf("README.md");

/** What stands in backticks in the first column of the table that begins with this heading. */
function firstColumn(heading: string): string[] {
  const rows = readme.split(`| ${heading} |`)[1]?.split("\n\n")[0]?.split("\n").slice(2) ?? [];
  return rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ""),
  );
}

/** The block of code that follows a comment of this text. */
const blockAfter = (comment: string): string =>
  new RegExp(`<!-- ${comment} -->\\s+\`\`\`\\w*\n([^]*?)\n\`\`\``).exec(readme)?.[1] ?? assert.fail(comment);

/** As GitHub makes them of headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading ?? "")
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );

describe("README.md", () => {
  it("lists every argument, in their order", () => {
    assert.deepEqual(firstColumn("argument"), [...ARGUMENTS]);
  });

  it("lists every output", () => {
    const outputs = OUTPUTS.filter((name) => !name.startsWith("__"));
    assert.deepEqual(firstColumn("output").sort(), ["id", ...outputs].sort());
  });

  it("mentions everything that a program can import by name", () => {
    const forgotten = Object.keys(program).filter((name) => !readme.includes(name));
    assert.deepEqual(forgotten, []);
  });

  it("lists every setting that is read from the stack's configuration", () => {
    const asked = new Set<string>();
    readStackConfig((key) => void asked.add(key));
    const known = [...asked].filter((key) => /^(servicecatalog|aws):/.test(key));
    assert.deepEqual(firstColumn("stack configuration").sort(), known.sort());
  });

  it("shows what a preview of its first program says", async () => {
    const resources: Properties[] = [];
    const constructed = function (_name: string, args: Properties) {
      resources.push(args);
    };
    runInNewContext(blockAfter("preview: program"), {
      ProvisionedProduct: constructed,
      config: { requireSecret: () => "short" },
    });
    const emulator = await createEmulator({ catalog: path.join(root, "examples", "quickstart", "catalog") });
    const before = { ...process.env };
    Object.assign(process.env, emulator.env);
    try {
      const silent = { progress: () => undefined, note: () => undefined, warn: () => undefined };
      const handler = createHandler({
        engine: { stop: new AbortController().signal, heard: () => Promise.resolve(), row: () => silent },
        clock: systemClock,
        aws: () => awsFor({ region: "us-east-1", endpoints: { servicecatalog: emulator.url } }),
      });
      const hidden = {
        __urn: "shop",
        __identity: "shop",
        __derivedName: "shop",
        __dryRun: true,
        __schema: 1,
      };
      const __secrets = ["provisioningParameters.DbPassword"];
      const { failures } = await handler.check({}, { ...resources[0], ...hidden, __secrets });
      assert.deepEqual(
        blockAfter("preview: output")
          .split("\n")
          .flatMap((line) => /has a problem: (.*)$/.exec(line)?.[1] ?? []),
        failures.map(({ reason }) => reason),
      );
    } finally {
      process.env = before;
      await emulator.close();
    }
  });
});

describe("links between the documents", () => {
  const documents = [
    ...readdirSync(root),
    ...readdirSync(path.join(root, "docs")).map((file) => `docs/${file}`),
    ...readdirSync(path.join(root, "examples")).map((folder) => `examples/${folder}/README.md`),
  ].filter((file) => file.endsWith(".md") && existsSync(path.join(root, file)));

  for (const document of documents) {
    it(`resolve in ${document}`, () => {
      const text = textOf(document).replace(/```[^]*?```/g, "");
      const broken = [...text.matchAll(/\]\((?!https?:)([^)\s]*)\)/g)].flatMap(([, link = ""]) => {
        const [file = "", anchor] = link.split("#");
        const target = path.join(root, path.dirname(document), file);
        if (file !== "" && !existsSync(target)) return [link];
        if (anchor === undefined) return [];
        const headings = anchorsOf(file === "" ? text : readFileSync(target, "utf8"));
        return headings.includes(anchor) ? [] : [link];
      });
      assert.deepEqual(broken, []);
    });
  }
});

describe("docs/compatibility.md", () => {
  const rows = textOf("docs/compatibility.md")
    .split("\n")
    .flatMap((line) => (line.startsWith("|") ? [line.split("|").at(-2) ?? ""] : []));

  it("names tests that exist", () => {
    const missing = rows.flatMap((row) =>
      row.split(";").flatMap((part) => {
        const [, file] = /`(test\/[^`]+)`/.exec(part) ?? [];
        if (file === undefined) return [];
        if (!existsSync(path.join(root, file))) return [file];
        const titles = [...part.matchAll(/"([^"]+)"/g)].map(([, title]) => title ?? "");
        return titles.filter((title) => !textOf(file).includes(title));
      }),
    );
    assert.deepEqual(missing, []);
  });
});
