import * as grpc from "@grpc/grpc-js";
import { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { awsFor } from "../aws/clients";
import { systemClock } from "../base/clock";
import { engineAt } from "../engine/connection";
import { createHandler } from "../engine/createHandler";
import { createDoor } from "./door";
import { packageSchema } from "./schema";
import { createService } from "./server";

/*
 * The process `pulumi-resource-servicecatalog`: it prints its port and serves the engine whose address is the last
 * argument, until SIGINT or until that engine is gone.
 */

/** The package's, and where archives of the plugin are, if anywhere; the build puts them in. */
declare const PACKAGE_VERSION: string;
declare const DOWNLOAD_URL: string;

/** The engine's own limit. */
const MESSAGE_LIMIT = 400 * 1024 * 1024;

const stop = new AbortController();
const engine = engineAt(process.argv.at(-1) ?? "", () => ({ grpc, LogRequest }), stop);
const parts = { engine, clock: systemClock, aws: awsFor };
const server = new grpc.Server({
  "grpc.max_receive_message_length": MESSAGE_LIMIT,
  "grpc.max_send_message_length": MESSAGE_LIMIT,
});
server.addService(
  ResourceProviderService,
  createService({
    door: createDoor(createHandler(parts), parts),
    schema: JSON.stringify(packageSchema(PACKAGE_VERSION, DOWNLOAD_URL)),
    version: PACKAGE_VERSION,
    cancel: () => stop.abort(),
  }),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
process.once("SIGINT", () => process.exit(0));
process.once("SIGTERM", () => process.exit(0));
