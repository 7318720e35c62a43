import type { CloudFormation } from "@aws-sdk/client-cloudformation";
import type { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { messageOf, nameOf, problem } from "../base/errors";
import { canonical, withoutAbsent } from "../state/values";
import type { Connection } from "../config/connection";
import { systemClock } from "../base/clock";
import { credentialsOf } from "./credentials";

/** The AWS clients of one connection. The SDK is loaded when first needed: constructing this costs nothing. */
export interface Aws {
  readonly connection: Connection;
  serviceCatalog(): Promise<ServiceCatalog>;
  /** For reading only: what Service Catalog does not show of its stacks. */
  cloudFormation(): Promise<CloudFormation>;
  /** The region in force, from the connection or from where the SDK finds one. */
  region(): Promise<string>;
  /** The account of the caller (`sts:GetCallerIdentity`, which needs no permission). */
  accountId(): Promise<string>;
  /** Who calls, as an ARN: a user, or the session of a role. */
  callerArn(): Promise<string>;
  /**
   * How far AWS's clock is ahead of this machine's, ms, by the `Date` header of its last answer; 0 before the first.
   * Never more than it is: up to a second less, because the header has whole seconds, and what the answer took.
   */
  clockOffset(): number;
}

/** How a call goes out. */
export interface CallOptions {
  /** Cuts the call off. */
  abortSignal?: AbortSignal;
  /** How long to wait for the answer, ms, where that is not what the client does. */
  requestTimeout?: number;
  /** Once it aborts the request does not leave any more, but what has left is waited for. */
  stop?: AbortSignal;
}

const connections = new Map<string, Aws>();

/** The clients for a connection, shared by all resources of a run that use it. */
export function awsFor(connection: Connection): Aws {
  const key = canonical(connection);
  const known = connections.get(key);
  if (known) return known;
  const aws = openConnection(connection);
  connections.set(key, aws);
  return aws;
}

function openConnection(connection: Connection): Aws {
  let clockOffset = 0;
  /** Looks at each request at the last moment before it leaves, and at what the answer says of AWS's time. */
  const watched = <T extends { config: { requestHandler: RequestHandler } }>(client: T): T => {
    const { requestHandler } = client.config;
    const send = requestHandler.handle.bind(requestHandler);
    requestHandler.handle = async (request, options) => {
      if (options?.stop?.aborted) throw problem("interrupted", "The run was stopped.");
      const answer = await send(request, options);
      const told = Date.parse(answer.response.headers.date ?? "");
      if (!Number.isNaN(told)) clockOffset = told - systemClock.now();
      return answer;
    };
    return client;
  };
  const client = memoize(async () => {
    silenceSdk();
    const { ServiceCatalog } = await import("@aws-sdk/client-service-catalog");
    return watched(new ServiceCatalog(await clientConfig(connection, "servicecatalog")));
  });
  const cloudFormation = memoize(async () => {
    silenceSdk();
    const { CloudFormation } = await import("@aws-sdk/client-cloudformation");
    return watched(new CloudFormation(await clientConfig(connection, "cloudformation")));
  });
  const caller = memoize(async () => {
    silenceSdk();
    const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    const sts = new STSClient(await clientConfig(connection, "sts"));
    const { Account = "", Arn = "" } = await sts.send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  });
  const allowed = memoize(async () => {
    const { allowedAccountIds: only, forbiddenAccountIds: not } = connection;
    if (!only && !not) return;
    const guards = [only && "allowedAccountIds", not && "forbiddenAccountIds"].filter(Boolean).join(" and ");
    const { account: id } = await caller().catch((error: unknown) => {
      throw toGuardError(error, guards);
    });
    if ((only && !only.includes(id)) || not?.includes(id)) {
      throw problem(
        "account",
        `The credentials belong to account ${id}, which the aws provider ${not?.includes(id) ? "forbids" : "does not allow"}.`,
        `Allowed: ${only?.join(", ") ?? "any"}; forbidden: ${not?.join(", ") ?? "none"}.`,
      );
    }
  });
  return {
    connection,
    serviceCatalog: async () => {
      await allowed();
      return client();
    },
    cloudFormation: async () => {
      await allowed();
      return cloudFormation();
    },
    region: async () => (await client()).config.region(),
    accountId: async () => (await caller()).account,
    callerArn: async () => (await caller()).arn,
    clockOffset: () => clockOffset,
  };
}

/**
 * The error of a guard that cannot be held because nobody says whose credentials these are. It keeps the name of its
 * cause, so that the call is repeated where that may help.
 */
function toGuardError(error: unknown, guards: string): Error {
  const unheld = Object.assign(new Error("", { cause: error }), error, { name: nameOf(error) });
  unheld.message = `${guards} cannot be held against the caller's account, and nothing else is called without: sts:GetCallerIdentity: ${messageOf(error)}`;
  return unheld;
}

interface RequestHandler {
  handle(request: unknown, options?: CallOptions): Promise<{ response: { headers: Record<string, string> } }>;
}

/** The SDK's notice about coming Node versions would stand on the stack's row of every run. */
function silenceSdk(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
}

/** How long to wait for a connection and for an answer, ms. The SDK by itself waits for ever. */
const CONNECTION_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 30_000;
/** The SDK's 50 sockets would make fifty products wait for one another. */
const MAX_SOCKETS = 200;

async function clientConfig(connection: Connection, service: string) {
  return withoutAbsent({
    region: connection.region,
    profile: connection.profile,
    endpoint: connection.endpoints?.[service],
    credentials: await credentialsOf(connection),
    maxAttempts: 1, // calls.ts repeats them: the SDK's own attempts go on after the run is stopped
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT,
      requestTimeout: REQUEST_TIMEOUT,
      throwOnRequestTimeout: true,
      httpsAgent: { maxSockets: MAX_SOCKETS },
      httpAgent: { maxSockets: MAX_SOCKETS },
    },
  });
}

function memoize<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined; // a failure is not kept: credentials may be there the next time
      throw error;
    });
    return made;
  };
}
