import assert from "node:assert/strict";
import {
  callerAccount,
  callerArn,
  callForHint,
  changesSent,
  callToChange,
  callOptional,
  isUnanswered,
  callToRead,
  transientReason,
} from "../../../provider/aws/calls";
import { budgetOf } from "../../../provider/aws/budget";
import type { CallOptions } from "../../../provider/aws/clients";
import type { Problem } from "../../../provider/base/errors";
import { awsError, testRun } from "../support";

const THROTTLED = awsError("ThrottlingException", "Rate exceeded");

/** Fails as often as there are errors, then answers. */
function failing(...errors: Error[]) {
  const left = [...errors];
  return () => left.shift() ?? { RecordDetail: {} };
}

const provision = (context: ReturnType<typeof testRun>) =>
  callToChange(context, (client, options) => client.provisionProduct({} as never, options));
const look = (context: ReturnType<typeof testRun>) =>
  callToRead(context, (client, options) => client.describeRecord({ Id: "rec-1" }, options));

describe("what makes a call worth repeating", () => {
  for (const name of [
    "ThrottlingException",
    "Throttling",
    "ThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "LimitExceededException",
    "SlowDown",
  ]) {
    it(`is the rate of calls for ${name}`, () => {
      assert.equal(transientReason(awsError(name)), "AWS limits the rate of calls");
    });
  }

  for (const [what, error] of [
    ["an internal error", awsError("InternalFailure", "x", { $metadata: { httpStatusCode: 500 } })],
    ["an unknown name with 503", awsError("Whatever", "x", { $metadata: { httpStatusCode: 503 } })],
    ["an unknown name with 500", awsError("Whatever", "x", { $metadata: { httpStatusCode: 500 } })],
    ["429", awsError("Whatever", "x", { $metadata: { httpStatusCode: 429 } })],
    ["a timeout", awsError("TimeoutError")],
    ["a reset connection", awsError("Error", "read ECONNRESET", { code: "ECONNRESET" })],
    ["a refused connection", awsError("Error", "x", { code: "ECONNREFUSED" })],
    ["an unknown host", awsError("Error", "x", { code: "ENOTFOUND" })],
    ["a hang-up", awsError("Error", "socket hang up")],
    ["a page that is not JSON", new SyntaxError("Unexpected token <")],
  ] as const) {
    it(`is ${what}`, () => assert.equal(typeof transientReason(error), "string"));
  }

  describe("is this machine's clock", () => {
    const corrected = { $metadata: { httpStatusCode: 400, clockSkewCorrected: true } };
    for (const [name, message, more, expected] of [
      ["RequestTimeTooSkewed", "x", corrected, true],
      ["RequestExpired", "x", corrected, true],
      ["RequestInTheFuture", "x", corrected, true],
      ["InvalidSignatureException", "Signature expired: 20260101 is now earlier", corrected, true],
      ["InvalidSignatureException", "Signature not yet current", corrected, true],
      ["InvalidSignatureException", "Signature does not match", corrected, false],
      ["NoRequestExpired", "x", corrected, false],
      ["RequestExpiredLongAgo", "x", corrected, false],
      ["RequestExpired", "x", {}, false],
    ] as const)
      it(`${expected ? "where" : "not where"} it was corrected after ${name}: ${message}${more === corrected ? "" : ", or was not"}`, () => {
        assert.equal(
          transientReason(awsError(name, message, more)),
          expected ? "this machine's clock is wrong" : undefined,
        );
      });
  });

  for (const error of [
    awsError("ResourceNotFoundException"),
    awsError("InvalidParametersException"),
    awsError("ValidationException"),
    awsError("AccessDeniedException"),
    awsError("ExpiredTokenException"),
    awsError("CredentialsProviderError"),
    awsError("AbortError"),
    new TypeError("Expected real number, got implicit NaN"),
    "text",
    undefined,
  ]) {
    it(`is not ${error instanceof Error ? error.name : String(error)}`, () => {
      assert.equal(transientReason(error ?? {}), undefined);
    });
  }
});

describe("a call", () => {
  it("is repeated until AWS answers, with pauses that grow to 20 s and are never equal by plan", async () => {
    const unavailable = awsError("ServiceUnavailable", "x", { $metadata: { httpStatusCode: 503 } });
    const context = testRun({ describeRecord: failing(...Array<Error>(9).fill(unavailable)) });
    await look(context);
    assert.equal(context.aws.calls.length, 10);
    context.clock.pauses.forEach((pause, attempt) => {
      const full = Math.min(100 * 2 ** attempt, 20_000);
      assert.ok(pause >= full / 2 && pause <= full, `pause ${attempt} is ${pause} ms`);
    });
    assert.match(
      context.row[0] ?? "",
      /^progress: AWS answered with an internal error \(503\); asking again in /,
    );
  });

  it("that AWS refuses for its rate is repeated, and those after it are sent less often", async () => {
    const context = testRun({ describeRecord: failing(THROTTLED, THROTTLED) });
    await look(context);
    assert.equal(context.aws.calls.length, 3);
    assert.match(context.row[0] ?? "", /^progress: AWS limits the rate of calls; asking again in /);
    assert.ok(budgetOf(context.aws).rate < 8, `${budgetOf(context.aws).rate} a second`);
  });

  it("has its turn in the budget of its connection", async () => {
    const context = testRun({ describeRecord: { RecordDetail: {} } });
    for (let call = 0; call < 30; call++) await look(context);
    assert.ok(context.clock.now() - context.clock.begun > 500);
  });

  it("is never repeated beyond the timeout, and says what AWS answered last", async () => {
    const context = testRun({ describeRecord: () => THROTTLED }, { timeout: 60_000 });
    await assert.rejects(look(context), { code: "timeout", message: /ThrottlingException: Rate exceeded/ });
    assert.ok(context.clock.now() <= context.deadline);
  });

  it("is not repeated when that cannot help: AWS's error comes as it is", async () => {
    const refused = awsError("InvalidParametersException", "no");
    const context = testRun({ provisionProduct: () => refused });
    await assert.rejects(provision(context), (error) => error === refused);
    assert.equal(context.aws.calls.length, 1);
  });

  it("that changes something is repeated for 90 s while an association spreads", async () => {
    const noPath = awsError("ResourceNotFoundException", "No launch paths found for resource: prod-1");
    const context = testRun({ provisionProduct: () => noPath });
    await assert.rejects(provision(context), (error) => error === noPath);
    const waited = context.clock.now() - context.clock.begun;
    assert.ok(waited >= 90_000 && waited <= 110_000, `${waited} ms`);
    assert.match(context.row[0] ?? "", /as right after an association/);
  });

  it("that changes something is repeated while a launch role spreads", async () => {
    const context = testRun({
      provisionProduct: failing(awsError("InvalidParametersException", "profile does not exist")),
    });
    await provision(context);
    assert.match(context.row[0] ?? "", /^progress: the launch role is not visible yet; asking again in /);
  });

  it("that changes something is counted, also where it fails", async () => {
    const context = testRun({ provisionProduct: failing(awsError("ValidationException")) });
    assert.equal(changesSent(context.aws), 0);
    await assert.rejects(provision(context));
    await provision(context);
    await look(testRun({ describeRecord: {} }));
    assert.equal(changesSent(context.aws), 2);
  });

  it("that only reads is not repeated for that", async () => {
    const context = testRun({
      describeRecord: () => awsError("ResourceNotFoundException", "No launch paths found"),
    });
    await assert.rejects(look(context), { name: "ResourceNotFoundException" });
    assert.equal(context.aws.calls.length, 1);
  });

  it("that changes something is not sent once the run is stopped", async () => {
    const context = testRun({ provisionProduct: {} });
    context.stopper.abort();
    await assert.rejects(provision(context), { code: "interrupted" });
    assert.deepEqual(context.aws.calls, []);
  });

  it("is not repeated once the run is stopped", async () => {
    const context = testRun({ provisionProduct: () => THROTTLED });
    context.clock.onWake = () => context.stopper.abort();
    await assert.rejects(provision(context), { code: "interrupted" });
    assert.equal(context.aws.calls.length, 1);
  });

  it("that changes something is never cut off, one that reads is", async () => {
    const context = testRun({});
    const all: CallOptions[] = [];
    await callToChange(context, (_, options) => Promise.resolve(all.push(options)));
    await callToRead(context, (_, options) => Promise.resolve(all.push(options)));
    assert.deepEqual(all, [{ stop: context.stop }, { abortSignal: context.stop }]);
  });

  it("that was cut off by the stop is an interruption, not AWS's error", async () => {
    const context = testRun({
      describeRecord: () => {
        context.stopper.abort();
        return awsError("AbortError");
      },
    });
    await assert.rejects(look(context), (error: Problem) => error.code === "interrupted");
  });
});

describe("a change that ended with an error", () => {
  const internal = () => awsError("InternalFailure", "x", { $metadata: { httpStatusCode: 500 } });
  const refused = () => awsError("AccessDeniedException", "no", { $metadata: { httpStatusCode: 400 } });
  const hangUp = () => awsError("Error", "socket hang up", { code: "ECONNRESET" });
  const offline = () => awsError("Error", "x", { code: "ECONNREFUSED" });

  for (const [what, errors, known] of [
    ["a refusal", () => [refused()], true],
    ["a refusal after the rate was limited", () => [awsError("ThrottlingException"), refused()], true],
    ["a refusal after nobody was there", () => [offline(), refused()], true],
    [
      "a refusal after this machine's clock was corrected",
      () => [
        awsError("RequestExpired", "x", { $metadata: { httpStatusCode: 400, clockSkewCorrected: true } }),
        refused(),
      ],
      true,
    ],
    ["what the SDK itself refuses", () => [awsError("CredentialsProviderError")], true],
    ["a refusal after a lost answer", () => [hangUp(), refused()], false],
    ["a refusal after an internal error", () => [internal(), refused()], false],
    [
      "a refusal after a page that is not JSON",
      () => [new SyntaxError("Unexpected token <"), refused()],
      false,
    ],
    ["an answer that the SDK cannot read", () => [new TypeError("Expected real number")], false],
  ] as const)
    it(`${known ? "cannot" : "may"} have been made by AWS: ${what}`, async () => {
      const error: unknown = await provision(testRun({ provisionProduct: failing(...errors()) })).catch(
        (thrown: unknown) => thrown,
      );
      assert.equal(isUnanswered(error), !known);
    });

  it("may have been made when the run is stopped after a lost answer, but not before", async () => {
    for (const [first, lost] of [
      [hangUp(), true],
      [awsError("ThrottlingException"), false],
    ] as const) {
      const context = testRun({ provisionProduct: () => first });
      context.clock.onWake = () => context.stopper.abort();
      const error: unknown = await provision(context).catch((thrown: unknown) => thrown);
      assert.equal((error as Problem).code, "interrupted");
      assert.equal(isUnanswered(error), lost);
    }
  });
});

describe("a search that is only a hint", () => {
  const search = (context: ReturnType<typeof testRun>) =>
    callForHint(context, (client, options) => client.searchProvisionedProducts({}, options));

  it("is repeated where AWS limits the rate of calls, and not otherwise", async () => {
    const limited = testRun({ searchProvisionedProducts: failing(THROTTLED, THROTTLED) });
    await search(limited);
    assert.equal(limited.aws.calls.length, 3);
    const broken = testRun({ searchProvisionedProducts: failing(awsError("TimeoutError")) });
    await assert.rejects(search(broken), { name: "TimeoutError" });
    assert.equal(broken.aws.calls.length, 1);
  });

  it("is cut off when the run is stopped", async () => {
    const context = testRun({});
    const signal = await callForHint(context, (_, { abortSignal }) => Promise.resolve(abortSignal));
    assert.equal(signal, context.stop);
  });
});

describe("what is thrown and is no error", () => {
  it("tells nothing of a change", () => {
    for (const thrown of ["text", undefined, null, 1]) assert.equal(isUnanswered(thrown), false);
  });
});

describe("what else is asked", () => {
  it("who calls is asked for as patiently as everything else", async () => {
    const context = testRun({});
    let asked = 0;
    context.aws.callerArn = () => (asked++ < 8 ? Promise.reject(THROTTLED) : Promise.resolve("arn:me"));
    assert.equal(await callerArn(context), "arn:me");
  });

  it("the account is asked for as patiently as everything else", async () => {
    const context = testRun({});
    let asked = 0;
    const accountId = () => (asked++ < 8 ? Promise.reject(THROTTLED) : Promise.resolve("1"));
    assert.equal(await callerAccount({ ...context, aws: { ...context.aws, accountId } }), "1");
  });

  for (const [what, error, least, most] of [
    ["for as long as the rate is limited", THROTTLED, 60, 1_000],
    ["for a minute while AWS has trouble", awsError("X", "x", { $metadata: { httpStatusCode: 503 } }), 5, 60],
    [
      "for a minute while it is not available",
      awsError("ServiceUnavailable", "x", { $metadata: { httpStatusCode: 503 } }),
      5,
      60,
    ],
    ["for a minute while its answers are unreadable", new SyntaxError("Unexpected token <"), 5, 60],
    ["once, when nobody is there", awsError("TimeoutError"), 1, 1],
  ] as const)
    it(`a stack is asked ${what}`, async () => {
      const context = testRun({});
      let asked = 0;
      await assert.rejects(
        callOptional(context, () => {
          asked++;
          return Promise.reject(error);
        }),
      );
      assert.ok(asked >= least && asked <= most, `${asked} times`);
    });
});
