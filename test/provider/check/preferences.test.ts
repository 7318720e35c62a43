import assert from "node:assert/strict";
import { checkPreferences, checkPreferencesOfPath } from "../../../provider/check/preferences";
import type { StackSetPreferences } from "../../../provider/state/inputs";
import { UNKNOWN } from "../../../provider/state/values";
import { launchOf, oneCheck } from "./support";

const PATH = "stackSetProvisioningPreferences";
const unknown = UNKNOWN as never;

describe("stack-set preferences by themselves", () => {
  const told = (given?: StackSetPreferences, __secrets?: string[]) => {
    const { checking, said } = oneCheck({
      inputs: { ...(given && { [PATH]: given }), ...(__secrets && { __secrets }) },
    });
    checkPreferences(checking);
    return said;
  };

  for (const [what, given] of [
    ["none", undefined],
    ["not known", unknown],
    ["the lowest", { failureToleranceCount: 0, maxConcurrencyCount: 1 }],
    ["the lowest percentages", { failureTolerancePercentage: 0, maxConcurrencyPercentage: 1 }],
    ["the highest percentages", { failureTolerancePercentage: 100, maxConcurrencyPercentage: 100 }],
    ["many", { failureToleranceCount: 1_000, maxConcurrencyCount: 1_000 }],
    [
      "members that are not known",
      { failureToleranceCount: unknown, accounts: unknown, operationType: unknown },
    ],
    ["an account that is not known", { accounts: [UNKNOWN, "123456789012"] }],
    ["each operation", { operationType: "CREATE" }],
  ] as [string, StackSetPreferences | undefined][])
    it(`are right: ${what}`, () => assert.deepEqual(told(given), []));

  for (const [given, reason] of [
    [{ failureToleranceCount: -1 }, "failureToleranceCount: -1 is less than 0"],
    [{ failureTolerancePercentage: 101 }, "failureTolerancePercentage: 101 is greater than 100"],
    [{ maxConcurrencyCount: 0 }, "maxConcurrencyCount: 0 is less than 1"],
    [{ maxConcurrencyPercentage: 0 }, "maxConcurrencyPercentage: 0 is less than 1"],
    [{ maxConcurrencyPercentage: 101 }, "maxConcurrencyPercentage: 101 is greater than 100"],
    [{ maxConcurrencyCount: 1.5 }, "maxConcurrencyCount: 1.5 is not a whole number"],
    [
      { failureToleranceCount: 1, failureTolerancePercentage: 1 },
      "failureToleranceCount: cannot be given together with failureTolerancePercentage",
    ],
    [
      { maxConcurrencyCount: 1, maxConcurrencyPercentage: 1 },
      "maxConcurrencyCount: cannot be given together with maxConcurrencyPercentage",
    ],
    [
      { accounts: ["123456789012", "12345678901"] },
      'accounts[1]: "12345678901" is not an account number of 12 digits',
    ],
    [{ accounts: ["1234567890123"] }, 'accounts[0]: "1234567890123" is not an account number of 12 digits'],
    [
      { operationType: "CREAT" },
      'operationType: "CREAT" is not one of CREATE, UPDATE, DELETE; did you mean "CREATE"?',
    ],
  ] as const)
    it(`are wrong: ${JSON.stringify(given)}`, () => {
      assert.deepEqual(told(given as StackSetPreferences), [`fail ${PATH}.${reason}`]);
    });

  it("show no secret", () => {
    assert.deepEqual(told({ accounts: ["x"] }, [PATH]), [
      `fail ${PATH}.accounts[0]: the secret value is not an account number of 12 digits`,
    ]);
  });
});

describe("stack-set preferences against the path", () => {
  const told = (given: StackSetPreferences | undefined, constraints = ["STACKSET"]) => {
    const { checking, said } = oneCheck({ inputs: given ? { [PATH]: given } : {} });
    checkPreferencesOfPath(
      checking,
      launchOf({ constraints, stackSetAccounts: ["111111111111"], stackSetRegions: ["eu-west-1"] }),
    );
    return said;
  };

  it("are right where the constraint allows them, or not known", () => {
    assert.deepEqual(told(undefined, []), []);
    assert.deepEqual(told({ accounts: ["111111111111"], regions: ["eu-west-1"] }), []);
    assert.deepEqual(told({ accounts: ["222222222222"], regions: [UNKNOWN] }), []);
    assert.deepEqual(told(unknown), []);
    assert.deepEqual(told({}), []);
  });

  it("are ignored by AWS without the constraint", () => {
    assert.deepEqual(told({ regions: ["mars-1"] }, ["LAUNCH"]), [
      `warn ${PATH}: AWS ignores them: the launch path has no STACKSET constraint`,
    ]);
  });

  it("are wrong where the constraint does not allow them; what is no account is said already", () => {
    assert.deepEqual(told({ accounts: ["x", "222222222222"], regions: ["eu-west-1", "us-east-1"] }), [
      `fail ${PATH}.accounts[1]: "222222222222" is not one of the accounts that the STACKSET constraint allows: 111111111111`,
      `fail ${PATH}.regions[1]: "us-east-1" is not one of the regions that the STACKSET constraint allows: eu-west-1`,
    ]);
  });

  it("are whatever is asked for where the constraint names none", () => {
    const { checking, said } = oneCheck({ inputs: { [PATH]: { accounts: ["222222222222"] } } });
    checkPreferencesOfPath(checking, launchOf({ constraints: ["STACKSET"] }));
    assert.deepEqual(said, []);
  });
});
