import * as grpc from "@grpc/grpc-js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { formatProblem, Problem } from "../base/errors";
import type { Properties } from "../state/values";
import type { Door } from "./door";
import type { ChangeKind } from "./detailedDiff";
import { plainProperties, secretPathsIn, toStruct } from "./wire";

/*
 * The gRPC service of a resource plugin: requests become plain objects for the door, and what it answers or throws
 * becomes a response.
 */

export interface Plugin {
  door: Door;
  schema: string;
  version: string;
  /** The engine's Cancel. */
  cancel: () => void;
}

const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = pb.PropertyDiff.Kind;
const KINDS: Record<ChangeKind, [plain: pb.PropertyDiff.Kind, replace: pb.PropertyDiff.Kind]> = {
  add: [ADD, ADD_REPLACE],
  delete: [DELETE, DELETE_REPLACE],
  update: [UPDATE, UPDATE_REPLACE],
};
const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;

export const createService = ({ door, schema, version, cancel }: Plugin): IResourceProviderServer => ({
  handshake: answer(() => new pb.ProviderHandshakeResponse().setAcceptSecrets(true)),
  attach: answer(() => new Empty()),
  getPluginInfo: answer(() => new plugin.PluginInfo().setVersion(version)),
  getSchema: answer(() => new pb.GetSchemaResponse().setSchema(schema)),
  getMapping: answer(() => new pb.GetMappingResponse()),
  getMappings: answer(() => new pb.GetMappingsResponse()),
  cancel: answer(() => {
    cancel();
    return new Empty();
  }),

  checkConfig: answer((request: pb.CheckRequest) =>
    new pb.CheckResponse()
      .setInputs(request.getNews())
      .setFailuresList(door.checkConfig(plainProperties(request.getNews())).map(failure)),
  ),
  // Never a replacement: the engine would replace every product with the provider.
  diffConfig: answer(() => new pb.DiffResponse().setChanges(pb.DiffResponse.DiffChanges.DIFF_UNKNOWN)),
  configure: answer((request: pb.ConfigureRequest) => {
    door.configure(plainProperties(request.getArgs()));
    return new pb.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
  }),

  check: answer(async (request: pb.CheckRequest) => {
    const { inputs, failures } = await door.check(
      {
        urn: request.getUrn(),
        oldInputs: plainProperties(request.getOlds()),
        news: plainProperties(request.getNews()),
      },
      secretPathsIn(request.getNews()),
    );
    return new pb.CheckResponse()
      .setInputs(toStruct(inputs))
      .setFailuresList(failures.map(({ reason }) => failure(reason)));
  }),

  diff: answer(async (request: pb.DiffRequest) => {
    const found = await door.diff({
      urn: request.getUrn(),
      id: request.getId(),
      olds: plainProperties(request.getOlds()),
      oldInputs: plainProperties(request.getOldInputs()),
      news: plainProperties(request.getNews()),
    });
    const response = new pb.DiffResponse()
      .setChanges(found.changes ? DIFF_SOME : DIFF_NONE)
      .setReplacesList(found.replaces)
      .setDeletebeforereplace(found.deleteBeforeReplace);
    if (!found.changes) return response;
    response.setDiffsList([
      ...new Set([...found.properties.keys()].map((path) => path.split(/[.[]/)[0] ?? "")),
    ]);
    response.setHasdetaileddiff(found.properties.size > 0);
    for (const [path, kind] of found.properties) {
      const [plain, replace] = KINDS[kind];
      response
        .getDetaileddiffMap()
        .set(
          path,
          new pb.PropertyDiff().setInputdiff(true).setKind(found.replaces.includes(path) ? replace : plain),
        );
    }
    return response;
  }),

  create: answer(async (request: pb.CreateRequest) => {
    const { id, properties } = await door.create({
      urn: request.getUrn(),
      news: plainProperties(request.getProperties()),
      timeout: request.getTimeout(),
      preview: request.getPreview(),
    });
    return new pb.CreateResponse().setId(id).setProperties(toStruct(properties));
  }),

  update: answer(async (request: pb.UpdateRequest) => {
    const properties = await door.update({
      urn: request.getUrn(),
      id: request.getId(),
      olds: plainProperties(request.getOlds()),
      oldInputs: plainProperties(request.getOldInputs()),
      news: plainProperties(request.getNews()),
      timeout: request.getTimeout(),
      preview: request.getPreview(),
    });
    return new pb.UpdateResponse().setProperties(toStruct(properties));
  }),

  read: answer(async (request: pb.ReadRequest) => {
    const found = await door.read({
      urn: request.getUrn(),
      id: request.getId(),
      olds: plainProperties(request.getProperties()),
    });
    if (!found) return new pb.ReadResponse();
    return new pb.ReadResponse()
      .setId(found.id)
      .setProperties(toStruct(found.properties))
      .setInputs(toStruct(found.inputs));
  }),

  delete: answer(async (request: pb.DeleteRequest) => {
    await door.delete({
      urn: request.getUrn(),
      id: request.getId(),
      olds: plainProperties(request.getProperties()),
      timeout: request.getTimeout(),
    });
    return new Empty();
  }),

  invoke: answer(async (request: pb.InvokeRequest) =>
    new pb.InvokeResponse().setReturn(
      toStruct(await door.invoke(request.getTok(), plainProperties(request.getArgs()))),
    ),
  ),

  parameterize: absent,
  call: absent,
  construct: absent,
  list: (call) => call.destroy(Object.assign(new Error("not implemented"), NOT_IMPLEMENTED)),
});

const NOT_IMPLEMENTED = { code: grpc.status.UNIMPLEMENTED, details: "not implemented" };

function absent(_: unknown, done: (error: grpc.ServiceError | Partial<grpc.StatusObject>) => void): void {
  done(NOT_IMPLEMENTED);
}

/** The engine prints the value of a property that is named, secrets included: the path stands in the reason. */
const failure = (reason: string): pb.CheckFailure => new pb.CheckFailure().setProperty("").setReason(reason);

function answer<Request, Response>(
  work: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, done) => {
    void Promise.resolve()
      .then(() => work(call.request))
      .then(
        (response) => done(null, response),
        (error: unknown) => done(toStatus(error)),
      );
  };
}

/** An error that carries an id is that of a product which exists: the engine keeps it. */
function toStatus(error: unknown): Partial<grpc.StatusObject> {
  const { id, properties, reasons, message } = error as Error & {
    id?: string;
    properties?: Properties;
    reasons?: string[];
  };
  const details = error instanceof Problem ? formatProblem(error) : message;
  if (id === undefined || properties === undefined) return { code: grpc.status.UNKNOWN, details };
  const kept = { ...properties };
  delete kept.__timeouts;
  const failed = new pb.ErrorResourceInitFailed()
    .setId(id)
    .setProperties(toStruct(kept))
    .setReasonsList(reasons ?? [details]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(details).setDetailsList([detail]);
  const metadata = new grpc.Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details, metadata };
}
