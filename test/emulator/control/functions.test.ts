import assert from "node:assert/strict";
import { createEmulator, type Emulator } from "../../../emulator";
import { useEmulator } from "../support";

describe("options that cannot be meant", () => {
  const cases: [object, RegExp][] = [
    [
      { profil: "admin" },
      /^createEmulator\(options\): profil is an unknown property; expected one of .*profile/,
    ],
    [{ profile: "root" }, / profile must be one of admin, end-user, .*, not "root"$/],
    [{ profile: { level: "User" } }, / profile must have actions$/],
    [{ profile: { actions: ["a:b"], level: "All" } }, / profile\.level must be one of User, Role, Account/],
    [
      { guesses: { searchlag: 5 } },
      / guesses\.searchlag is an unknown property; expected one of tokenWithOtherContent/,
    ],
    [
      { guesses: { tagOptions: "maybe" } },
      / guesses\.tagOptions must be one of enforced, ignored, not "maybe"$/,
    ],
    [{ guesses: { searchLag: "5" } }, / guesses\.searchLag must be a number of milliseconds, .*, not "5"$/],
    [
      { guesses: { accountOperations: 0 } },
      / guesses\.accountOperations must be a whole number above 0, not 0$/,
    ],
    [{ guesses: { recordErrorCode: 5 } }, / guesses\.recordErrorCode must be a string or null, not 5$/],
    [{ guesses: { notFoundStatus: 500 } }, / guesses\.notFoundStatus must be one of 400, 404, not 500$/],
    [{ clock: "fast" }, / clock must be one of real, virtual, not "fast"$/],
    [{ speed: NaN }, / speed must be a number above 0, not NaN$/],
    [{ durations: { creat: 5 } }, / durations\.creat is an unknown property; expected one of create, /],
    [{ durations: { create: -5 } }, / durations\.create must be a number of milliseconds, .*, not -5$/],
    [{ port: 70_000 }, / port must be a port, 0 to 65535, not 70000$/],
    [{ seed: "x" }, / seed must be a number, 0 or more, not "x"$/],
    [{ state: 5 }, / state must be a file or a snapshot, not 5$/],
    [{ log: "stderr" }, / log must be a function, not "stderr"$/],
  ];
  for (const [options, expected] of cases)
    it(`are refused: ${JSON.stringify(options)}`, async () => {
      const message = (error: Error) => error.name === "SetupError" && expected.test(error.message);
      await assert.rejects(createEmulator(options), message);
    });
});

describe("arguments that cannot be meant", () => {
  const bench = useEmulator();
  const cases: [name: string, args: unknown[], expected: RegExp][] = [
    [
      "injectCallFaults",
      ["ProvisonProduct", "500"],
      /operation must be one of \*, .*, not "ProvisonProduct"$/,
    ],
    [
      "injectCallFaults",
      ["*", "rain"],
      /^injectCallFaults\(operation, kind, count\): kind must be one of throttle, .*, not "rain"$/,
    ],
    ["injectCallFaults", ["*"], /^injectCallFaults\(operation, kind, count\): must have kind$/],
    [
      "injectCallFaults",
      ["*", "500", { share: 1.5 }],
      /count\.share must be a number from 0 to 1, not 1\.5$/,
    ],
    ["injectCallFaults", ["*", "500", -1], /count must be a whole number, not -1$/],
    ["delayCalls", ["*", "slow"], /ms must be a number of milliseconds, 0 or more, not "slow"$/],
    ["delayCalls", ["*", { min: 5 }], /ms must have max$/],
    ["limitCalls", [0], /callsPerSecond must be a number above 0, not 0$/],
    ["fail", ["logs"], /^fail\(productNameOrId, what\): must have what$/],
    [
      "fail",
      ["logs", { operation: "delete" }],
      /what\.operation must be one of create, update, terminate, not/,
    ],
    [
      "fail",
      ["logs", { operation: "create", kind: "odd" }],
      /what\.kind must be one of validation, resource, /,
    ],
    [
      "fail",
      ["logs", { operation: "create", time: 1 }],
      /what\.time is an unknown property; expected one of .*times/,
    ],
    ["products", [{ acount: "1" }], /where\.acount is an unknown property; expected one of account, region$/],
    ["calls", ["ProvisionProduct"], /filter must be a map of names to values, not "ProvisionProduct"$/],
    ["reset", [1], /^reset\(\) takes 0 arguments, not 1$/],
    ["outside.setTags", ["logs"], /^outside\.setTags\(idOrName, tags\): must have tags$/],
    ["outside.setTags", ["logs", { a: 1 }], /tags\.a must be a string, not 1$/],
    ["outside.setTags", ["nope", {}], /^there is no provisioned product nope; there are logs$/],
    ["outside.setVersion", ["logs", "v9"], /^prod-\w+ has no version v9; there are v1, v2$/],
    ["outside.associate", ["nope"], /^there is no portfolio nope; there are Portfolio$/],
    ["outside.createStack", [{ name: "s", product: "x", version: "v1" }], /no product x; there are Bucket$/],
    [
      "outside.createStack",
      [{ name: "s", product: "Bucket", version: "x" }],
      /no version x; there are v1, v2$/,
    ],
    ["outside.beginOperation", ["logs", "UPDATE"], /type must be one of UPDATE_PROVISIONED_PRODUCT, /],
    ["outside.finishOperation", ["rec-1", "DONE"], /end must be one of SUCCEEDED, FAILED, not "DONE"$/],
    ["engine.answer", ["logs", "SUCCEEDED"], /^the engine has no work for logs; there is none$/],
  ];
  const inJavaScript = (name: string, args: unknown[]): unknown => {
    const [last = "", owner] = name.split(".").reverse();
    const of = owner === undefined ? bench.emulator : (Reflect.get(bench.emulator, owner) as object);
    return (Reflect.get(of, last) as (...args: unknown[]) => unknown).apply(of, args);
  };
  for (const [name, args, expected] of cases)
    it(`are refused at both doors: ${name}(${JSON.stringify(args).slice(1, -1)})`, async () => {
      await bench.provisioned();
      const refused = (error: Error) => error.name === "SetupError" && expected.test(error.message);
      assert.throws(() => inJavaScript(name, args), refused);
      const url = `${bench.emulator.url}/emulator/${name}`;
      const response = await fetch(url, { method: "POST", body: JSON.stringify(args) });
      assert.equal(response.status, 400);
      assert.match(((await response.json()) as { message: string }).message, expected);
    });

  for (const ms of ["5", NaN, -1, Infinity, undefined])
    it(`leave the clock as it is: ${String(ms)}`, async () => {
      const before = bench.emulator.now();
      const advance: (ms: never) => Promise<void> = (ms) => bench.emulator.advance(ms);
      await assert.rejects(advance(ms as never), /^SetupError: advance\(ms\): (ms must be|must have ms)/);
      assert.equal(bench.emulator.now(), before);
    });

  it("let pass what is meant", async () => {
    const emulator: Emulator = bench.emulator;
    emulator.injectCallFaults("GetCallerIdentity", "500", Infinity);
    emulator.injectCallFaults("DescribeStacks", "500", { share: 0 });
    emulator.fail("not-yet-there", { operation: "create", times: Infinity });
    emulator.delayCalls("*", { min: 0, max: 1 });
    emulator.limitCalls(undefined);
    await emulator.advance(0);
  });
});
