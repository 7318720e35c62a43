import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { createEmulator, type Emulator } from "../../emulator";
import { FakeEngine } from "../support/fakeEngine";
import { cleanEnvironment } from "../support/sandbox";
import { root } from "../support/setup";
import { bucket, catalog, marked, openTexts } from "./support";

type Properties = Record<string, unknown>;

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const urn = "urn:pulumi:test::project::servicecatalog:index:ProvisionedProduct::web";
const struct = (properties: Properties) =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
const plain = (properties: Struct | undefined): Properties => properties?.toJavaScript() ?? {};

/** The bundle over gRPC, asked as the engine asks it. */
describe("the resource plugin", () => {
  let emulator: Emulator;
  let engine: FakeEngine;
  let child: ChildProcess;
  let client: ResourceProviderClient;

  before(async () => {
    emulator = await createEmulator({
      catalog,
      durations: { create: 60, update: 60, terminate: 60, lag: 10 },
    });
    const started = await FakeEngine.start();
    engine = started.engine;
    child = spawn(process.execPath, [path.join(root, "dist/plugin/index.js"), started.address], {
      env: cleanEnvironment(emulator.env),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout?.once("data", (text: Buffer) => resolve(text.toString().trim()));
      child.once("exit", () => reject(new Error("The plugin ended before it served anything")));
    });
    client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const configured = await ask<pb.ConfigureResponse>((done) =>
      client.configure(new pb.ConfigureRequest().setArgs(struct({ validation: "default" })), done),
    );
    assert.ok(configured.getSupportspreview() && configured.getAcceptsecrets());
  });
  after(async () => {
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    await ask<Empty>((done) => client.cancel(new Empty(), done));
    child.kill("SIGINT");
    assert.equal(await ended, 0, "ends by itself at SIGINT");
    client.close();
    engine.close();
    await emulator.close();
  });
  beforeEach(() => emulator.reset());

  const ask = <Response>(
    call: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
  ): Promise<Response> =>
    new Promise((resolve, reject) => {
      call((error, response) => (error ? reject(error) : resolve(response)));
    });
  const check = async (news: Properties, olds: Properties = {}): Promise<Properties> => {
    const response = await ask<pb.CheckResponse>((done) =>
      client.check(new pb.CheckRequest().setUrn(urn).setOlds(struct(olds)).setNews(struct(news)), done),
    );
    assert.deepEqual(
      response.getFailuresList().map((failure) => failure.toObject()),
      [],
    );
    return plain(response.getInputs());
  };
  const create = (inputs: Properties, preview = false) =>
    ask<pb.CreateResponse>((done) =>
      client.create(
        new pb.CreateRequest().setUrn(urn).setProperties(struct(inputs)).setPreview(preview),
        done,
      ),
    );
  const diff = (id: string, olds: Properties, oldInputs: Properties, news: Properties) =>
    ask<pb.DiffResponse>((done) =>
      client.diff(
        new pb.DiffRequest()
          .setUrn(urn)
          .setId(id)
          .setOlds(struct(olds))
          .setOldInputs(struct(oldInputs))
          .setNews(struct(news)),
        done,
      ),
    );
  const update = (id: string, olds: Properties, oldInputs: Properties, news: Properties, preview = false) =>
    ask<pb.UpdateResponse>((done) =>
      client.update(
        new pb.UpdateRequest()
          .setUrn(urn)
          .setId(id)
          .setOlds(struct(olds))
          .setOldInputs(struct(oldInputs))
          .setNews(struct(news))
          .setPreview(preview),
        done,
      ),
    );
  const read = (id: string, properties: Properties = {}) =>
    ask<pb.ReadResponse>((done) =>
      client.read(new pb.ReadRequest().setUrn(urn).setId(id).setProperties(struct(properties)), done),
    );

  it("leads a product through its life, and previews what each step leaves as it is", async () => {
    const inputs = await check(bucket());
    const foreseen = plain((await create(inputs, true)).getProperties());
    assert.equal(foreseen.arn, UNKNOWN);
    assert.equal(foreseen.name, inputs.name);
    assert.deepEqual(emulator.calls({ mutating: true }), []);

    const created = await create(inputs);
    const [id, outputs] = [created.getId(), plain(created.getProperties())];
    assert.equal(emulator.products()[0]?.id, id);
    assert.equal((await diff(id, outputs, inputs, await check(bucket(), inputs))).getChanges(), 1);

    const news = await check(bucket({ Days: 7 }), inputs);
    const changed = await diff(id, outputs, inputs, news);
    assert.deepEqual(
      changed
        .getDetaileddiffMap()
        .getEntryList()
        .map(([key]) => key),
      ["provisioningParameters.Days"],
    );
    const after = plain((await update(id, outputs, inputs, news, true)).getProperties());
    assert.equal(after.arn, outputs.arn);
    assert.equal(after.provisioningArtifactId, outputs.provisioningArtifactId);
    assert.equal(after.outputs, UNKNOWN);
    const updated = plain((await update(id, outputs, inputs, news)).getProperties());
    assert.equal(emulator.products()[0]?.parameters.Days, "7");
    assert.equal((await diff(id, updated, news, await check(bucket({ Days: 7 }), news))).getChanges(), 1);
  });

  it("keeps a secret parameter a secret in everything that leaves", async () => {
    const inputs = await check(bucket({ Password: marked("open-sesame") }));
    const created = plain((await create(inputs)).getProperties());
    const seen = plain((await read(String(emulator.products()[0]?.id), created)).getProperties());
    for (const text of [inputs, created, seen].flatMap(openTexts)) assert.doesNotMatch(text, /open-sesame/);
  });

  it("imports by id: the inputs describe the product, and the program that says so changes nothing", async () => {
    const created = await create(await check(bucket({ Days: 7 })));
    emulator.clearCalls();
    const found = await read(created.getId());
    const [inputs, outputs] = [plain(found.getInputs()), plain(found.getProperties())];
    const visible = Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__")));
    assert.deepEqual((visible.provisioningParameters as Properties).Days, "7");
    const verdict = await diff(created.getId(), outputs, inputs, await check(visible, inputs));
    assert.equal(verdict.getChanges(), 1, JSON.stringify([visible, verdict.toObject()]));
    assert.deepEqual(emulator.calls({ mutating: true }), []);
  });

  it("refuses in the preview what does not exist", async () => {
    const inputs = await check({ productName: "Nothing", provisioningArtifactName: "v1" });
    await assert.rejects(create(inputs, true), /productName/);
  });
});
