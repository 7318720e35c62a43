import assert from "node:assert/strict";
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import { judge, type Verdict } from "../../tools/verify/run";
import { template } from "../../tools/verify/target";

const versions = (["v1", "v2"] as const).map((name) => ({ name, template: template(name) }));

async function judged(
  options: EmulatorOptions,
): Promise<{ verdicts: Verdict[]; left: ReturnType<Emulator["products"]> }> {
  const product = "conformance";
  const emulator = await createEmulator({
    catalog: { products: [{ name: product, versions }] },
    clock: "virtual",
    ...options,
  });
  const client = new ServiceCatalog({
    endpoint: emulator.url,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIA123456789012", secretAccessKey: "emulator" },
  });
  try {
    const wait = () => emulator.advance(3_000);
    const verdicts = await judge({ client, product, prefix: "check", wait });
    return { verdicts, left: emulator.products() };
  } finally {
    client.destroy();
    await emulator.close();
  }
}

describe("npm run verify:aws", () => {
  for (const statusOrder of ["record-first", "product-first"] as const)
    it(`finds every claim to hold of the emulator, ${statusOrder}, and leaves nothing behind`, async () => {
      const { verdicts, left } = await judged({ statusOrder });
      assert.deepEqual(
        verdicts.filter(({ problem }) => problem !== undefined),
        [],
      );
      assert.ok(verdicts.length >= 12);
      assert.deepEqual(left, []);
    });

  it("tells a claim that does not hold", async () => {
    const { verdicts, left } = await judged({ guesses: { omittedParameter: "previous-value" } });
    const wrong = verdicts.filter(({ problem }) => problem !== undefined);
    assert.deepEqual(
      wrong.map(({ claim }) => claim),
      ["A parameter that an update leaves out takes the template's default."],
    );
    assert.deepEqual(left, []);
  });
});
