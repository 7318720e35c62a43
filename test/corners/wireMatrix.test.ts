import assert from "node:assert/strict";
import type { CatalogDefinition, Emulator } from "../../emulator";
import { type Resource, type Step, useProvider } from "../wire/support";

/*
 * What is allowed, and what is repaired, in every status of every type of product: service-catalog-api.md 2.3, 2.4.
 */

const template = {
  Parameters: { Size: { Type: "String", Default: "small" } },
  Resources: { Bucket: { Type: "AWS::S3::Bucket" } },
};
const versions = [{ name: "v1", template }];
const catalog: CatalogDefinition = {
  products: [
    { name: "CFN_STACK", versions },
    {
      name: "CFN_STACKSET",
      versions,
      constraints: [{ type: "STACKSET", accounts: ["123456789012"], regions: ["us-east-1"] }],
    },
    { name: "CONTROL_TOWER_ACCOUNT", type: "CONTROL_TOWER_ACCOUNT", versions },
    { name: "EXTERNAL", type: "EXTERNAL", versions },
  ],
};

type Type = "CFN_STACK" | "CFN_STACKSET" | "CONTROL_TOWER_ACCOUNT" | "EXTERNAL";
const types: Type[] = ["CFN_STACK", "CFN_STACKSET", "CONTROL_TOWER_ACCOUNT", "EXTERNAL"];

describe("every status of every type", () => {
  const bench = useProvider({
    catalog,
    durations: { create: 60, update: 60, terminate: 60, account: 60, lag: 10 },
  });

  const args = (type: Type, Size = "small") => ({
    productName: type,
    provisioningArtifactName: "v1",
    provisioningParameters: { Size },
  });

  /** Lets an operation fail; that of an external engine fails when the engine says so. */
  const failNext = (operation: "create" | "update" | "terminate", name = "*") => {
    bench.emulator.fail(name, { operation });
    engineSays = "FAILED";
  };
  let engineSays: "SUCCEEDED" | "FAILED" = "SUCCEEDED";
  beforeEach(() => (engineSays = "SUCCEEDED"));

  /** Awaits work while the engine of external products answers what it is asked. */
  async function done<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const ended = work.finally(() => (over = true));
    ended.catch(() => undefined);
    while (!over) {
      for (const { recordId } of bench.emulator.engine.waiting()) {
        bench.emulator.engine.answer(recordId, engineSays, { failureReason: "no" });
        engineSays = "SUCCEEDED";
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    return ended;
  }
  const statusOf = (emulator: Emulator) => emulator.products().map(({ status }) => status);
  const sentBy = async (work: () => Promise<unknown>): Promise<string[]> => {
    bench.emulator.clearCalls();
    await work();
    return bench.changes();
  };
  const up = (web: Resource, type: Type, size?: string): Promise<Step> => done(web.up(args(type, size)));
  const gone = async (web: Resource) => {
    await done(web.destroy());
    assert.deepEqual(bench.emulator.products(), []);
  };
  const warnings = ({ provider, urn }: Resource) =>
    provider.engine.logs
      .filter((log) => log.urn === urn && log.severity === "warning")
      .map(({ message }) => message);

  for (const type of types) {
    describe(type, () => {
      it("AVAILABLE: is left alone, updated, terminated", async () => {
        const web = bench.resource();
        await up(web, type);
        assert.equal(web.outputs["type"], type);
        assert.deepEqual(await sentBy(() => up(web, type)), []);
        assert.deepEqual(await sentBy(() => up(web, type, "large")), ["UpdateProvisionedProduct"]);
        assert.deepEqual(statusOf(bench.emulator), ["AVAILABLE"]);
        await gone(web);
      });

      it("never provisioned: terminated by destroy", async () => {
        const web = bench.resource();
        failNext("create");
        await assert.rejects(up(web, type), /could not be provisioned/);
        // Of a stack set there is something, even if not what was asked for.
        assert.deepEqual(statusOf(bench.emulator), [type === "CFN_STACKSET" ? "TAINTED" : "ERROR"]);
        await gone(web);
      });

      it("never provisioned: replaced, updated, or left to people, as the type admits", async () => {
        const web = bench.resource();
        failNext("create");
        const isReplaced = type.startsWith("CFN_");
        await assert.rejects(
          up(web, type),
          isReplaced ? /pulumi up, which replaces it/ : /tries to update it.*never replaced by themselves/,
        );
        const failed = web.id;
        bench.emulator.clearCalls();
        if (type === "CONTROL_TOWER_ACCOUNT") {
          await assert.rejects(up(web, type), /never replaced by itself.*pulumi destroy/s);
          assert.equal(web.id, failed);
          assert.ok(!bench.changes().includes("TerminateProvisionedProduct"));
          assert.ok(warnings(web).some((text) => /an account is never replaced by itself/.test(text)));
          return;
        }
        const { op } = await up(web, type);
        assert.equal(op, type === "EXTERNAL" ? "update" : "replace");
        assert.equal(web.id === failed, type === "EXTERNAL");
        assert.deepEqual(statusOf(bench.emulator), ["AVAILABLE"]);
        assert.equal(web.outputs["status"], "AVAILABLE");
      });

      it("TAINTED by a failed update: updated again, also when the program takes the change back", async () => {
        const web = bench.resource();
        await up(web, type);
        failNext("update");
        await assert.rejects(up(web, type, "large"), /could not be updated/);
        assert.deepEqual(statusOf(bench.emulator), ["TAINTED"]);
        assert.deepEqual(await sentBy(() => up(web, type)), ["UpdateProvisionedProduct"]);
        assert.deepEqual(statusOf(bench.emulator), ["AVAILABLE"]);
        await gone(web);
      });

      it("TAINTED by a failed update: left alone with repairTainted: false, and terminated", async () => {
        const web = bench.resource();
        await up(web, type);
        failNext("update");
        await assert.rejects(up(web, type, "large"), /could not be updated/);
        await web.refresh();
        const left = { ...args(type), repairTainted: false };
        assert.deepEqual(await sentBy(() => done(web.up(left))), []);
        await gone(web);
      });

      it("TAINTED by a failed terminate: not updated, the message leads to destroy, which tries again", async () => {
        const web = bench.resource();
        await up(web, type);
        failNext("terminate");
        await assert.rejects(done(web.destroy()), /could not be terminated/);
        assert.deepEqual(statusOf(bench.emulator), ["TAINTED"]);
        await web.refresh();
        assert.deepEqual(await sentBy(() => up(web, type)), []);
        assert.ok(
          warnings(web).some((text) => /terminating it failed; finish that with pulumi destroy/.test(text)),
        );
        bench.emulator.clearCalls();
        await assert.rejects(
          up(web, type, "large"),
          /cannot be updated: terminating it has failed.*pulumi destroy/s,
        );
        assert.deepEqual(bench.changes(), []);
        await gone(web);
      });

      it("UNDER_CHANGE by somebody else: their operation is followed, then ours is sent", async () => {
        const web = bench.resource();
        await up(web, type);
        const record = bench.emulator.outside.beginOperation(web.id, "UPDATE_PROVISIONED_PRODUCT", {
          user: "stranger",
        });
        bench.emulator.clearCalls();
        const updating = up(web, type, "large");
        await looked(bench.emulator, record);
        assert.deepEqual(
          bench.emulator
            .records()
            .filter(({ status }) => status !== "SUCCEEDED")
            .map(({ id }) => id),
          [record],
        );
        bench.emulator.outside.finishOperation(record, "SUCCEEDED");
        await updating;
        assert.deepEqual(statusOf(bench.emulator), ["AVAILABLE"]);
        const other = bench.emulator.outside.beginOperation(web.id, "UPDATE_PROVISIONED_PRODUCT", {
          user: "stranger",
        });
        const destroying = gone(web);
        await looked(bench.emulator, other);
        bench.emulator.outside.finishOperation(other, "SUCCEEDED");
        await destroying;
      });

      it("UNDER_CHANGE by somebody else's terminate: their record is followed, and ours is not sent", async () => {
        const web = bench.resource();
        await up(web, type);
        const record = bench.emulator.outside.beginOperation(web.id, "TERMINATE_PROVISIONED_PRODUCT", {
          user: "stranger",
        });
        bench.emulator.clearCalls();
        const destroying = gone(web);
        await looked(bench.emulator, record);
        bench.emulator.outside.finishOperation(record, "SUCCEEDED");
        await destroying;
        assert.deepEqual(bench.changes(), []);
      });
    });
  }
});

/** Resolves when the provider has looked at this record. */
async function looked(emulator: Emulator, record: string): Promise<void> {
  const of = ({ input }: { input: unknown }) => (input as { Id?: string }).Id === record;
  while (!emulator.calls({ operation: "DescribeRecord" }).some(of))
    await new Promise((resolve) => setImmediate(resolve));
}
