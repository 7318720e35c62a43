import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/*
 * A resource provider that stands in for the plugin of another package, started as its executable. It answers every
 * create with what the test put into STAND_IN, `{"id": ..., "outputs": {...}}`, and takes every input as it is.
 */

interface StandIn {
  id: string;
  outputs: Record<string, JavaScriptValue>;
}

const { id, outputs } = JSON.parse(process.env.STAND_IN ?? "{}") as StandIn;

type Unary<Request, Response> = grpc.handleUnaryCall<Request, Response>;

const getPluginInfo: Unary<Empty, plugin.PluginInfo> = (_call, callback) => {
  const info = new plugin.PluginInfo();
  info.setVersion("7.48.0");
  callback(null, info);
};

const check: Unary<provider.CheckRequest, provider.CheckResponse> = ({ request }, callback) => {
  const response = new provider.CheckResponse();
  response.setInputs(request.getNews());
  callback(null, response);
};

const create: Unary<provider.CreateRequest, provider.CreateResponse> = ({ request }, callback) => {
  const response = new provider.CreateResponse();
  response.setId(id);
  const inputs = request.getProperties()?.toJavaScript() ?? {};
  response.setProperties(Struct.fromJavaScript({ ...inputs, ...outputs }));
  callback(null, response);
};

const unimplemented: Unary<unknown, never> = (_call, callback) =>
  callback({ code: grpc.status.UNIMPLEMENTED });

const server = new grpc.Server();
server.addService(ResourceProviderService, {
  ...Object.fromEntries(Object.keys(ResourceProviderService).map((method) => [method, unimplemented])),
  getPluginInfo,
  check,
  create,
  configure: ((_call, callback) => callback(null, new provider.ConfigureResponse())) satisfies Unary<
    provider.ConfigureRequest,
    provider.ConfigureResponse
  >,
  diff: ((_call, callback) => callback(null, new provider.DiffResponse())) satisfies Unary<
    provider.DiffRequest,
    provider.DiffResponse
  >,
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
});
