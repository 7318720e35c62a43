import assert from "node:assert/strict";
import fc from "fast-check";
import { createHandler } from "../../../provider/engine/createHandler";
import type { Row } from "../../../provider/engine/connection";
import { toProperties } from "../../../provider/state/properties";
import { isSecret } from "../../../provider/state/secrets";
import type { Properties } from "../../../provider/state/values";
import { awsError, fakeAws, SleepingClock, someInputs, someState, type Answers } from "../support";

const STACK = "arn:aws:cloudformation:eu-west-1:123456789012:stack/SC-123456789012-pp-1/u";

/** An AWS in whose every answer the text stands, wherever AWS puts text of templates and values. */
function chatty(text: string, verdict: "SUCCEEDED" | "FAILED"): Answers {
  const record = {
    RecordId: "rec-1",
    ProvisionedProductId: "pp-1",
    RecordType: "PROVISION_PRODUCT",
    Status: verdict,
    ...(verdict === "FAILED" && { RecordErrors: [{ Code: "Bad", Description: `first ${text}\nlast` }] }),
  };
  return {
    provisionProduct: { RecordDetail: record },
    updateProvisionedProduct: { RecordDetail: record },
    describeRecord: {
      RecordDetail: record,
      RecordOutputs: [
        { OutputKey: "Shown", OutputValue: text },
        { OutputKey: "Within", OutputValue: `<${text}>` },
        { OutputKey: "Open", OutputValue: "plain" },
        { OutputKey: "CloudformationStackARN", OutputValue: STACK },
      ],
    },
    describeProvisionedProduct: {
      ProvisionedProductDetail: {
        Id: "pp-1",
        Name: "web",
        Type: "CFN_STACK",
        Arn: "arn:aws:servicecatalog:eu-west-1:123456789012:stack/web/pp-1",
        Status: verdict === "FAILED" ? "TAINTED" : "AVAILABLE",
        StatusMessage: `because of ${text}`,
        LastRecordId: "rec-1",
        LastProvisioningRecordId: "rec-1",
        LastSuccessfulProvisioningRecordId: "rec-1",
      },
    },
    describeProvisioningParameters: { ProvisioningArtifactParameters: [] },
    describeStackEvents: {
      StackEvents: [
        {
          LogicalResourceId: "Bucket",
          ResourceType: "AWS::S3::Bucket",
          ResourceStatus: "UPDATE_FAILED",
          ResourceStatusReason: `not ${text}`,
        },
      ],
    },
    describeStacks: { Stacks: [{ Parameters: [{ ParameterKey: "Key", ParameterValue: "****" }] }] },
  };
}

/** What anybody can read of what leaves: errors, rows, and state but for what is marked. */
async function everythingOpen(answers: Answers, secret: string): Promise<string> {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const row = (): Row => ({ progress: say, note: say, warn: say });
  const handler = createHandler({
    engine: { stop: new AbortController().signal, heard: () => Promise.resolve(), row },
    clock: new SleepingClock(),
    aws: () => fakeAws(answers),
  });
  handler.configure({ config: { get: () => undefined } });
  const inputs = {
    ...someInputs({
      provisioningParameters: { Key: secret },
      tags: { label: `${"x".repeat(70)}${secret}!` },
      __secrets: ["provisioningParameters.Key"],
    }),
  } as Properties;
  const state = toProperties(someState({ observed: { stackArn: STACK } }));
  const works: (() => Promise<unknown>)[] = [
    () => handler.check({}, inputs),
    () => handler.check({}, { ...inputs, tags: { "a?": secret }, name: `?${secret}`, owner: secret }),
    () => handler.create(inputs),
    () => handler.update("pp-1", state, inputs),
    () => handler.read("pp-1", { ...state, ...inputs }),
    () => handler.diff("pp-1", state, inputs),
    () => handler.delete("pp-1", { ...state, ...inputs }),
  ];
  for (const work of works) {
    try {
      said.push(openText(await work()));
    } catch (error) {
      said.push(String((error as Error).message), openText({ ...(error as object) }));
    }
  }
  return said.join("\n");
}

/** Tags and names are given in clear by these programs, so they are left out of what is looked through. */
const openText = (value: unknown): string =>
  texts(value, (key) => key === "tags" || key === "name" || key === "owner").join("\n");

function texts(value: unknown, isGiven: (key: string) => boolean): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || isSecret(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => (isGiven(key) ? [] : texts(member, isGiven)));
}

const encodings: ((text: string) => string)[] = [
  (text) => text,
  (text) => Buffer.from(text).toString("base64"),
  (text) => JSON.stringify({ text }),
  encodeURIComponent,
  (text) => `user:${text}@host`,
  (text) => Buffer.from(`user:${text}`).toString("base64"),
  (text) => JSON.stringify(Buffer.from(encodeURIComponent(text)).toString("base64")),
];

/** Of letters that no message of ours has in a row. */
const word = fc.stringMatching(/^[QXZJ][qxzj0-9]{5,12}[QXZJ]$/);
const secrets = fc.oneof(
  word,
  fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => words.join("\n")),
  fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => words.join(' +/%"\\')),
  fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => words.join(",")),
);

describe("nothing that leaves", () => {
  it("holds a secret in clear, however templates and AWS write it", async () => {
    const verdicts = fc.constantFrom("SUCCEEDED" as const, "FAILED" as const);
    await fc.assert(
      fc.asyncProperty(secrets, fc.constantFrom(...encodings), verdicts, async (secret, encode, verdict) => {
        const text = encode(secret);
        const open = await everythingOpen(chatty(text, verdict), secret);
        for (const part of [secret, text, ...secret.split(/[^A-Za-z0-9]+/)])
          assert.ok(!open.includes(part), `${part} in ${open}`);
        assert.ok(verdict === "FAILED" || open.includes("plain"), "what is open stays open");
      }),
      { numRuns: 15 },
    );
  });

  it("holds one in clear that AWS quotes in a refusal, of several lines or not", async () => {
    await fc.assert(
      fc.asyncProperty(secrets, fc.constantFrom(...encodings), async (secret, encode) => {
        const refusal = awsError("ValidationException", `Value ${encode(secret)} is bad`);
        const answers = Object.fromEntries(
          Object.keys(chatty("", "FAILED")).map((operation) => [operation, refusal]),
        );
        const open = await everythingOpen(answers, secret);
        for (const part of [secret, encode(secret), ...secret.split(/[^A-Za-z0-9]+/)])
          assert.ok(!open.includes(part), `${part} in ${open}`);
      }),
      { numRuns: 10 },
    );
  });

  it("moves the cursor, sets a title or makes a link, whatever AWS says", async () => {
    const text = "\x1b[2K\x1b]0;owned\x07\x1b]8;;http://evil\x1b\\click\rgone";
    const open = await everythingOpen(chatty(text, "FAILED"), "none-of-this");
    const messages = open.split("\n").filter((line) => /could not be|first|not \S/.test(line));
    assert.ok(messages.length > 0);
    for (const line of messages) assert.doesNotMatch(line, /[\0-\x08\x0b-\x1f\x7f-\x9f]/);
  });
});
