// A resource provider that stands in for the plugin of another package. It answers every create with what the test
// put into STAND_IN, `{"id": ..., "outputs": {...}}`, and takes every input as it is.
const grpc = require("@grpc/grpc-js");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const provider = require("@pulumi/pulumi/proto/provider_pb");
const plugin = require("@pulumi/pulumi/proto/plugin_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");

const { id, outputs } = JSON.parse(process.env.STAND_IN ?? "{}");

const unimplemented = (_call, callback) => callback({ code: grpc.status.UNIMPLEMENTED });
const methods = Object.fromEntries(Object.keys(ResourceProviderService).map((name) => [name, unimplemented]));

Object.assign(methods, {
  getPluginInfo: (_call, callback) => {
    const info = new plugin.PluginInfo();
    info.setVersion("7.48.0");
    callback(null, info);
  },
  configure: (_call, callback) => callback(null, new provider.ConfigureResponse()),
  check: ({ request }, callback) => {
    const response = new provider.CheckResponse();
    response.setInputs(request.getNews());
    callback(null, response);
  },
  diff: (_call, callback) => callback(null, new provider.DiffResponse()),
  create: ({ request }, callback) => {
    const response = new provider.CreateResponse();
    response.setId(id);
    response.setProperties(Struct.fromJavaScript({ ...request.getProperties().toJavaScript(), ...outputs }));
    callback(null, response);
  },
  cancel: (_call, callback) => callback(null, new Empty()),
});

const server = new grpc.Server();
server.addService(ResourceProviderService, methods);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
});
