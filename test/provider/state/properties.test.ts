import assert from "node:assert/strict";
import fc from "fast-check";
import type { Arguments, Inputs } from "../../../provider/state/inputs";
import { ARGUMENTS, HIDDEN } from "../../../provider/state/inputs";
import type { State } from "../../../provider/state/state";
import type { Properties } from "../../../provider/state/values";
import { isRecord } from "../../../provider/state/values";
import { someInputs, someObserved, someState } from "../support";
import type { Observed } from "../../../provider/state/observed";
import { nothingObserved } from "../../../provider/state/observed";
import {
  fromProperties,
  isStored,
  toInputProperties,
  toProperties,
} from "../../../provider/state/properties";

const marked = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** What the engine does between two calls: it stores secrets encrypted, and hands them over in clear text. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (!isRecord(value)) return value;
  if ("4dabf18193072939515e22adb298388d" in value) return unwrapped(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrapped(item)]));
}
const stored = (state: State) => unwrapped(JSON.parse(JSON.stringify(toProperties(state)))) as Properties;

const word = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme-ascii" });
const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const someArguments: fc.Arbitrary<Arguments> = fc
  .record({
    name: optional(word),
    productId: optional(word),
    productName: optional(word),
    provisioningArtifactId: optional(word),
    provisioningArtifactName: optional(word),
    pathId: optional(word),
    pathName: optional(word),
    provisioningParameters: optional(
      fc.dictionary(key, fc.oneof(word, fc.constant({ usePreviousValue: true as const }))),
    ),
    notificationArns: optional(fc.array(word)),
    tags: optional(fc.dictionary(key, word)),
    ignoreErrors: optional(fc.boolean()),
    retainPhysicalResources: optional(fc.boolean()),
    region: optional(word),
    assumeRole: optional(fc.record({ roleArn: word })),
    stackSetProvisioningPreferences: optional(fc.record({ failureToleranceCount: fc.nat() })),
  })
  .map((found) => JSON.parse(JSON.stringify(found)) as Arguments);

const observedText = fc.option(word, { nil: null });
const someObservedOf: fc.Arbitrary<Observed> = fc.record({
  arn: observedText,
  name: observedText,
  status: observedText,
  statusMessage: observedText,
  type: observedText,
  createdTime: observedText,
  launchRoleArn: observedText,
  lastRecordId: observedText,
  lastProvisioningRecordId: observedText,
  lastSuccessfulProvisioningRecordId: observedText,
  cloudwatchDashboardNames: fc.array(word),
  productId: observedText,
  provisioningArtifactId: observedText,
  pathId: observedText,
  region: observedText,
  accountId: observedText,
  stackArn: observedText,
  outputs: fc.dictionary(key, word),
});

/** Where an argument and an output have one name, state keeps what was seen, else what was asked for. */
const RESOLVED = ["name", "productId", "provisioningArtifactId", "pathId", "region"] as const;

describe("what is stored", () => {
  it("is read back as it was, inputs and all", () => {
    fc.assert(
      fc.property(someArguments, someObservedOf, fc.boolean(), (given, observed, isPending) => {
        const secrets = Object.keys(given.provisioningParameters ?? {}).map(
          (name) => `provisioningParameters.${name}`,
        );
        const inputs: Inputs = { ...baseHidden, ...given, __secrets: secrets };
        const pending = { recordId: "rec-1", fingerprint: "f" };
        const read = fromProperties(stored({ inputs, observed, ...(isPending && { pending }) }));
        delete read.secretOutputs; // derived
        const expected: State = structuredClone({ inputs, observed, ...(isPending && { pending }) });
        for (const name of RESOLVED) {
          if (given[name] === undefined) continue;
          if (observed[name] === null) expected.observed[name] = given[name];
          else expected.inputs[name] = observed[name];
        }
        assert.deepEqual(read, expected);
      }),
    );
  });

  it("keeps what the program asked for while nothing could be seen yet", () => {
    const inputs = someInputs({ region: "eu-north-1", pathId: "lpv3-1" });
    const read = fromProperties(stored({ inputs, observed: nothingObserved() }));
    assert.deepEqual(read.inputs, inputs);
  });

  it("has every output, null where there is none, and nothing undefined", () => {
    const properties = toProperties({ inputs: someInputs(), observed: nothingObserved() });
    assert.equal(properties.statusMessage, null);
    assert.equal(properties.arn, null);
    assert.deepEqual(properties, JSON.parse(JSON.stringify(properties)));
    for (const name of Object.keys(someObserved())) assert.ok(name in properties, name);
  });

  it("marks secret parameters, and the outputs that show one of them", () => {
    const state = someState({
      inputs: {
        provisioningParameters: { Password: "hunter2", Purpose: "logs" },
        tags: { key: "t0ps3cret" },
        __secrets: ["provisioningParameters.Password", "tags.key"],
      },
      observed: { outputs: { Url: "https://u:hunter2@host", Plain: "logs", Same: "t0ps3cret" } },
    });
    const properties = toProperties(state);
    assert.deepEqual(properties.provisioningParameters, { Password: marked("hunter2"), Purpose: "logs" });
    assert.deepEqual(properties.tags, { key: marked("t0ps3cret") });
    assert.deepEqual(properties.outputs, {
      Url: marked("https://u:hunter2@host"),
      Plain: "logs",
      Same: marked("t0ps3cret"),
    });
    assert.deepEqual(properties.__secretOutputs, ["Url", "Same"]);
  });

  it("keeps what only the next run can settle: an update of somebody else, and what may show its secrets", () => {
    const state: State = {
      ...someState({ observed: { outputs: { Url: "u" }, statusMessage: "bad hunter2" } }),
      pending: { recordId: "rec-2", fingerprint: "f", secrets: true },
      unverified: "rec-1",
      secretMessage: true,
      secretOutputs: ["Url"],
    };
    assert.deepEqual(fromProperties(stored(state)), state);
    assert.deepEqual(toProperties(state).statusMessage, marked("bad hunter2"));
    assert.deepEqual(toProperties(state).outputs, { Url: marked("u") });
  });

  it("keeps the names of parameters whose values are not known, until they are", () => {
    const state: State = { ...someState(), secretOutputs: [], hiddenValues: ["Key"] };
    assert.deepEqual(toProperties(state).__hiddenValues, ["Key"]);
    assert.deepEqual(fromProperties(stored(state)), state);
    const known = someState();
    assert.ok(!("__hiddenValues" in toProperties(known)));
    assert.ok(!("hiddenValues" in fromProperties(stored(known))));
  });

  it("hides the status message where it may quote a secret, and nowhere else", () => {
    const observed = { statusMessage: "Value x of Key is bad" };
    const given = { provisioningParameters: { Key: "s3cret-value" } };
    const messageOf = (more: Parameters<typeof someState>[0]) =>
      toProperties(someState({ observed, ...more })).statusMessage;
    assert.equal(messageOf({ inputs: given }), observed.statusMessage);
    assert.equal(messageOf({ inputs: { ...given, __secrets: [] } }), observed.statusMessage);
    const __secrets = ["provisioningParameters.Key"];
    for (const quoting of [
      { inputs: { ...given, __secrets } },
      { secretMessage: true },
      { hiddenValues: ["Other"] },
    ])
      assert.deepEqual(messageOf(quoting), marked(observed.statusMessage));
  });

  it("is read as that of another provider where we have not written it", () => {
    const { inputs, movedFrom } = fromProperties({ name: "web", id: "pp-1", productId: "prod-1" });
    assert.deepEqual([inputs, movedFrom], [{ name: "web", productId: "prod-1" }, "aws"]);
  });

  it("has the inputs as they are, with their secrets marked", () => {
    const inputs = someInputs({ tags: { a: "t0ps3cret" }, __secrets: ["tags.a"] });
    assert.deepEqual(toInputProperties(inputs), { ...inputs, tags: { a: marked("t0ps3cret") } });
  });

  it("has no secret of the inputs in clear text, whatever they are", () => {
    const secret = fc.string({ minLength: 4, maxLength: 20 }).map((text) => `geheim${text}`);
    fc.assert(
      fc.property(secret, someObservedOf, (value, observed) => {
        const inputs = someInputs({
          provisioningParameters: { P: value },
          __secrets: ["provisioningParameters.P"],
        });
        observed.outputs.Shown = `before ${value} after`;
        const clear = (part: unknown): string[] =>
          typeof part === "string"
            ? [part]
            : typeof part === "object" && part !== null && !("4dabf18193072939515e22adb298388d" in part)
              ? Object.values(part).flatMap(clear)
              : [];
        for (const text of [
          ...clear(toProperties({ inputs, observed })),
          ...clear(toInputProperties(inputs)),
        ]) {
          assert.ok(!text.includes(value), text);
        }
      }),
    );
  });

  it("is told from what get hands over", () => {
    assert.ok(isStored(toProperties(someState())));
    assert.ok(!isStored(toInputProperties(someInputs())));
  });

  it("names every argument and hidden input there is", () => {
    const all: Required<Inputs> = {
      ...someInputs(),
      productName: "",
      provisioningArtifactName: "",
      pathId: "",
      pathName: "",
      stackSetProvisioningPreferences: {},
      notificationArns: [],
      tags: {},
      acceptLanguage: "",
      ignoreErrors: false,
      retainPhysicalResources: false,
      region: "",
      profile: "",
      assumeRole: { roleArn: "" },
      owner: "",
      repairTainted: true,
      secretOutputs: true,
      __timeouts: {},
      __connection: {},
      __import: "",
      __secrets: [],
    } as Required<Inputs>;
    assert.deepEqual([...ARGUMENTS, ...HIDDEN].sort(), Object.keys(all).sort());
  });
});

const baseHidden = {
  __schema: 1,
  __provider: "text",
  __urn: "urn",
  __identity: "0".repeat(32),
  __derivedName: "web-00000000",
};
