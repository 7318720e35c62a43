import assert from "node:assert/strict";
import { nodeBinaries } from "../support/nodes";
import { PartialFailure, ProviderProcess } from "../support/providerProcess";

const urn = "urn:pulumi:test::project::pulumi-nodejs:dynamic/demo:Thing::thing";

const text = `exports.handler = () => ({
  async configure(req) { this.region = req.config.get("aws:region"); },
  async check(olds, news) {
    return news.bad ? { failures: [{ property: "", reason: "bad is not allowed" }] } : { inputs: { ...news, olds } };
  },
  async diff(id, olds, news) { return news.size === olds.size ? { changes: false } : { replaces: ["size"], deleteBeforeReplace: true }; },
  async create(inputs) {
    if (inputs.fail) throw { message: "no", id: "thing-1", properties: inputs, reasons: ["it broke", "twice"] };
    if (inputs.refuse) throw new Error("refused");
    if (inputs.log) console.log(process.version);
    return { id: "thing-1", outs: { ...inputs, region: this.region, cwd: process.cwd() } };
  },
  async update(id, olds, news) { return { outs: { ...news, before: olds.size } }; },
  async read(id, props) { return id === "gone" ? {} : { id, props, inputs: { size: 7 } }; },
  async delete(id) { if (id === "stuck") throw new Error("it is stuck"); },
})`;

describe("the harness of the provider process", function () {
  this.timeout(30_000);

  for (const node of nodeBinaries()) {
    describe(`on Node.js ${node.version}`, () => {
      let provider: ProviderProcess;
      before(async () => {
        provider = await ProviderProcess.start({ text, node: node.path });
        await provider.configure({ "aws:region": "eu-central-1" });
      });
      after(async () => {
        await provider.close();
      });

      it("runs that version", async () => {
        await provider.create(urn, { log: true });
        assert.match(provider.output, new RegExp(`^${node.version.replaceAll(".", "\\.")}$`, "m"));
      });

      it("asks check, diff, create, update, read and delete", async () => {
        const { inputs } = await provider.check(urn, {}, { size: 1 });
        assert.deepEqual(inputs, { __provider: text, size: 1, olds: {} });
        assert.equal((await provider.diff(urn, "thing-1", { size: 1 }, { size: 1 })).changes, false);
        assert.deepEqual(await provider.diff(urn, "thing-1", { size: 1 }, { size: 2 }), {
          changes: undefined,
          replaces: ["size"],
          deleteBeforeReplace: true,
        });
        const created = await provider.create(urn, { size: 1, nested: { list: [1, null, "x"] } });
        assert.equal(created.id, "thing-1");
        assert.equal(created.properties["region"], "eu-central-1");
        assert.deepEqual(created.properties["nested"], { list: [1, null, "x"] });
        assert.equal(
          (await provider.update(urn, "thing-1", created.properties, { size: 2 })).properties["before"],
          1,
        );
        assert.equal((await provider.read(urn, "thing-1", { size: 1 })).inputs?.["size"], 7);
        assert.equal((await provider.read(urn, "gone", { size: 1 })).id, "");
        await provider.delete(urn, "thing-1", {});
        await assert.rejects(provider.delete(urn, "stuck", {}), /it is stuck/);
        await provider.cancel();
      });

      it("shows check failures, errors and partial failures as the engine sees them", async () => {
        assert.deepEqual((await provider.check(urn, {}, { bad: 1 })).failures, [
          { property: "", reason: "bad is not allowed" },
        ]);
        await assert.rejects(provider.create(urn, { refuse: true }), { details: "refused" });
        await assert.rejects(provider.create(urn, { fail: true, size: 3 }), (error) => {
          assert.ok(error instanceof PartialFailure);
          assert.equal(error.id, "thing-1");
          assert.deepEqual(error.reasons, ["it broke", "twice"]);
          assert.equal(error.properties["size"], 3);
          return true;
        });
      });
    });
  }

  it("records what the provider tells the engine, until the engine is gone", async () => {
    const provider = await ProviderProcess.start({
      text: `exports.handler = () => ({
        async create() {
          const grpc = require("@grpc/grpc-js");
          const engine = require("@pulumi/pulumi/proto/engine_grpc_pb");
          const { LogRequest } = require("@pulumi/pulumi/proto/engine_pb");
          const client = new engine.EngineClient(process.argv.at(-1), grpc.credentials.createInsecure());
          const request = new LogRequest();
          request.setSeverity(2); request.setMessage("slow"); request.setUrn(${JSON.stringify(urn)}); request.setEphemeral(true);
          const outcome = await new Promise((resolve) => client.log(request, (error) => resolve(error ? error.code : 0)));
          return { id: "x", outs: { outcome } };
        },
      })`,
      cwd: process.cwd(),
    });
    try {
      assert.equal((await provider.create(urn, {})).properties["outcome"], 0);
      assert.deepEqual(provider.engine.logs, [
        { severity: "warning", message: "slow", urn, ephemeral: true },
      ]);
      provider.engine.close();
      assert.equal((await provider.create(urn, {})).properties["outcome"], 14);
    } finally {
      await provider.close();
    }
  });

  it("sees the process end", async () => {
    const provider = await ProviderProcess.start({ text });
    provider.kill("SIGKILL");
    assert.deepEqual(await provider.exited, { code: null, signal: "SIGKILL" });
    await provider.close();
  });
});
