import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/*
 * AWS on the loopback address, as far as clients can be opened with it: an STS that gives each role a key of its name,
 * and says to whom a key belongs; a Service Catalog whose answers are empty.
 */

/** What was asked: the members of the call to STS, and with which key and for which region it was signed. */
export interface Asked {
  key: string | undefined;
  region: string | undefined;
  form: Record<string, string>;
}

export interface StandIn {
  readonly url: string;
  readonly asked: Asked[];
  /** Answers all that is asked from now on. */
  answer?: { status: number; body: string };
  /** AWS's time in the answers; undefined for none. */
  date?: string;
}

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
export const ACCOUNT = "123456789012";

const answerOf = (action: string, members: string) =>
  `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${members}</${action}Result></${action}Response>`;

const credentials = (key: string) => `<Credentials><AccessKeyId>${key}</AccessKeyId>
  <SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
  <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>`;

export async function withStandInAws(work: (standIn: StandIn) => Promise<void>): Promise<void> {
  const asked: Asked[] = [];
  const server = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const form = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
      const [, key, region] =
        /Credential=([^/]+)\/\d+\/([^/]+)/.exec(request.headers.authorization ?? "") ?? [];
      asked.push({ key, region, form });
      const action = form["Action"] ?? "";
      const { status, body } = standIn.answer ?? {
        status: 200,
        body: !action
          ? "{}"
          : action === "GetCallerIdentity"
            ? answerOf(action, `<Arn>arn:aws:iam::${ACCOUNT}:user/${key}</Arn><Account>${ACCOUNT}</Account>`)
            : answerOf(action, credentials(form["RoleArn"]?.split("/").at(-1) ?? "")),
      };
      answer.sendDate = false;
      answer.writeHead(status, {
        "content-type": action ? "text/xml" : "application/x-amz-json-1.1",
        ...(standIn.date !== undefined && { date: standIn.date }),
      });
      answer.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const standIn: StandIn = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  try {
    await work(standIn);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const OWN = {
  AWS_ACCESS_KEY_ID: "fromEnvironment",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_REGION: "eu-west-1",
  AWS_EC2_METADATA_DISABLED: "true",
};

/** The environment for the tests of a suite: `OWN`, and nothing else of AWS's. */
export function useOwnEnvironment(): void {
  const before = { ...process.env };
  beforeEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
    Object.assign(process.env, OWN);
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
    for (const [name, value] of Object.entries(before))
      if (name.startsWith("AWS_")) process.env[name] = value;
  });
}
