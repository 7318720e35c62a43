import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../../emulator";
import { generate, type GenerateOptions } from "../../../provider/generate/generate";
import { root } from "../../support/setup";

const quickstart = path.join(root, "examples", "quickstart", "catalog");
const everything = { products: [], portfolios: [], versions: [] };

describe("generate", () => {
  let folder = "";
  let said: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "generate-"));
    said = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const say = (text: string) => void said.push(text);
  const run = (more: Partial<GenerateOptions> = {}) =>
    generate({
      selection: everything,
      source: { folder: quickstart },
      folder,
      check: false,
      force: false,
      print: say,
      progress: say,
      ...more,
    });
  const fileOf = (name = "webApplication.ts") => path.join(folder, name);
  const written = (name?: string) => readFileSync(fileOf(name), "utf8");

  it("writes a file for each product, which a check finds as the catalog says", async () => {
    assert.equal(await run(), true);
    assert.match(said.join("\n"), /^1 product:\n.*webApplication\.ts: WebApplication, 2 versions, new\n/);
    const { mtimeMs } = statSync(fileOf());
    assert.equal(await run({ check: true }), true);
    assert.equal(await run(), true);
    assert.match(said.at(-1) ?? "", /unchanged/);
    assert.equal(statSync(fileOf()).mtimeMs, mtimeMs);
  });

  it("checks: what is missing, what differs and how, and what the catalog has no more; and writes nothing", async () => {
    assert.equal(await run({ check: true }), false);
    assert.match(said.join("\n"), /webApplication\.ts is missing/);
    await run();
    writeFileSync(fileOf(), written().replace(`"development" | "production"`, `"development"`));
    writeFileSync(fileOf("old.ts"), written());
    const before = written();
    said = [];
    assert.equal(await run({ check: true }), false);
    assert.equal(written(), before);
    assert.deepEqual(said.join("\n").match(/^[-+].*$/gm), [
      `-   Environment?: OptionalParameterInput<"development">;`,
      `+   Environment?: OptionalParameterInput<"development" | "production">;`,
    ]);
    assert.match(said.join("\n"), /old\.ts: the catalog has no such product any more/);
    assert.match(said.at(-1) ?? "", /^2 of 2 files not as the catalog says/);
  });

  it("takes the line ends of Windows for its own", async () => {
    await run();
    writeFileSync(fileOf(), written().replaceAll("\n", "\r\n"));
    assert.equal(await run({ check: true }), true);
  });

  it("writes over nobody else's file, unless it is told to", async () => {
    writeFileSync(fileOf(), "// mine\n");
    await assert.rejects(run(), { code: "arguments", message: /would be overwritten/ });
    assert.equal(written(), "// mine\n");
    await run({ force: true });
    assert.match(written(), /class WebApplication/);
  });

  it("refuses a selection that meets nothing, with what was perhaps meant", async () => {
    const selection = { ...everything, products: ["Web aplication"] };
    await assert.rejects(run({ selection }), {
      code: "not-found",
      message: /did you mean "Web application"\?/,
    });
  });

  it("takes only the versions that are named", async () => {
    await run({ selection: { ...everything, versions: ["v2"] } });
    assert.match(written(), /--version v2/);
    assert.doesNotMatch(written(), /"v1"/);
  });

  it("takes templates of a product that is in no catalog yet", async () => {
    const templates = ["v1", "v2"].map(
      (version) => `${version}=${quickstart}/web-application-${version}.yaml`,
    );
    await run({ source: { templates }, selection: { ...everything, products: ["Web application"] } });
    assert.match(written(), /WebApplicationV2Parameters/);
    assert.doesNotMatch(written(), /Tags/);
  });

  describe("from AWS", () => {
    let emulator: Emulator | undefined;
    afterEach(async () => emulator?.close());

    async function inAws(options: EmulatorOptions, more: Partial<GenerateOptions> = {}) {
      emulator = await createEmulator({ profile: "end-user", ...options });
      const { url } = emulator;
      Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
      const connection = { region: "us-east-1", endpoints: { servicecatalog: url, sts: url } };
      return run({ source: { connection }, ...more });
    }
    const types = (text: string) => text.slice(text.indexOf("import "));

    it("writes the same as from the folder, as an end user", async () => {
      await inAws({ catalog: quickstart });
      const online = written();
      await run({ force: true });
      assert.equal(types(online), types(written()));
      assert.deepEqual(
        [...new Set(emulator?.calls().map(({ operation }) => operation))],
        ["SearchProducts", "DescribeProduct", "DescribeProvisioningParameters"],
      );
    });

    const template = { Resources: { Bucket: { Type: "AWS::S3::Bucket" } } };
    const products = Array.from({ length: 120 }, (_, index) => ({
      name: `Product ${index}`,
      versions: [{ name: "v1", template }],
    }));

    it("takes many products, page by page, and says how far it is", async () => {
      await inAws({ catalog: { products } });
      assert.equal(readdirSync(folder).length, 120);
      assert.ok(said.includes("100 products found") && said.includes("100 of 120 products read"));
    });

    it("takes those of a portfolio, and names its launch path where there are several", async () => {
      const portfolios = [
        { name: "Development", tagOptions: { Stage: ["a", "b"] } },
        { name: "Production", tagOptions: { Stage: ["b", "c"] } },
      ];
      const catalog = {
        portfolios,
        products: [
          { name: "Both", versions: [{ name: "v1", template }] },
          { name: "One", portfolios: ["Production"], versions: [{ name: "v1", template }] },
        ],
      };
      await inAws({ catalog });
      assert.match(written("both.ts"), /pathName: Input<"Development"> \| Input<"Production"> \| undefined/);
      assert.match(written("both.ts"), /Stage: Input<"a" \| "b" \| "c">/);
      assert.doesNotMatch(written("one.ts"), /pathName/);
      rmSync(fileOf("both.ts"));
      rmSync(fileOf("one.ts"));
      await emulator?.close();
      await inAws({ catalog }, { selection: { ...everything, portfolios: ["Development"] } });
      assert.deepEqual(readdirSync(folder), ["both.ts"]);
      assert.doesNotMatch(written("both.ts"), /pathName/);
    });
  });
});
