import assert from "node:assert/strict";
import vm from "node:vm";
import fc from "fast-check";
import { programText } from "../../../provider/adopt/program";
import type { Found } from "../../../provider/adopt/product";
import { nothingObserved } from "../../../provider/state/observed";

/** What others have given names, keys and values to: code, ends of comments, lines and strings. */
const hostile = fc.oneof(
  fc.constantFrom(
    "\nhacked()//",
    "*/ hacked() /*",
    '"); hacked(); ("',
    "${hacked()}",
    "`;hacked();`",
    "\u2028hacked()",
    "\\",
    "__proto__",
    "constructor",
    "// x",
    "",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const previous = fc.constant({ usePreviousValue: true as const });
const record = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(hostile, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));

const founds: fc.Arbitrary<Found> = fc.record(
  {
    id: hostile,
    observed: hostile.map((type) => ({ ...nothingObserved(), type })),
    args: fc.record({
      name: hostile,
      productName: hostile,
      provisioningParameters: record(fc.oneof(hostile, previous)),
      tags: record(hostile),
    }),
    noEcho: fc.array(hostile, { maxLength: 3 }),
    parametersRead: fc.boolean(),
    owner: hostile,
  },
  { requiredKeys: ["id", "observed", "args", "noEcho", "parametersRead"] },
);

/** Runs the program as an editor would show it, and answers what it declares. */
function declared(program: string): { name: unknown; args: unknown }[] {
  const script = program.replace(/^import .*$/gm, "").replace(/^export /gm, "");
  const found: { name: unknown; args: unknown }[] = [];
  class ProvisionedProduct {
    static readonly previousValue = { usePreviousValue: true };
    constructor(name: unknown, args: unknown) {
      found.push({ name, args: JSON.parse(JSON.stringify(args)) as unknown });
    }
  }
  const pulumi = {
    Config: class {
      getSecret = (): undefined => undefined;
    },
  };
  const hacked = (): never => {
    throw new Error("code from outside was run");
  };
  vm.runInNewContext(script, { ProvisionedProduct, pulumi, hacked });
  return found;
}

describe("the program that adopt writes, of whatever others have made", () => {
  it("declares exactly that, and runs nothing of it", () => {
    fc.assert(
      fc.property(founds, hostile, (found, name) => {
        const text = programText([{ found, name, identifier: "web1" }], undefined);
        const { provisioningParameters, ...args } = found.args;
        const expected = {
          ...args,
          ...(Object.keys(provisioningParameters ?? {}).length > 0 && { provisioningParameters }),
        };
        assert.deepEqual(
          JSON.stringify(declared(text)),
          JSON.stringify([{ name, args: JSON.parse(JSON.stringify(expected)) as unknown }]),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("has nothing in it that is not seen", () => {
    fc.assert(
      fc.property(founds, hostile, (found, name) => {
        const text = programText([{ found, name, identifier: "web1" }], undefined);
        assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]/u);
      }),
    );
  });
});
