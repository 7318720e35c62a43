import assert from "node:assert/strict";
import type { CallFault } from "../../emulator";
import { PartialFailure } from "../support/providerProcess";
import { bucket, called, useProvider, type Resource } from "./support";

/** From five operations at once on a search tells which of them are running. */
const WATCHED = [
  [3, "without a search"],
  [7, "with a search"],
] as const;

const durations = { create: 1_000, terminate: 400, lag: 0 };

describe("several products at once", () => {
  const bench = useProvider({ durations });
  /** Resources with a provider of their own. */
  async function newRun(count: number): Promise<Resource[]> {
    const provider = await bench.another();
    return Array.from({ length: count }, () => Object.assign(bench.resource(), { provider }));
  }
  const ofEach = (resources: Resource[], work: (resource: Resource) => Promise<unknown>) =>
    Promise.all(resources.map(work));
  /** What becomes of all of them when their creates are cut short. */
  async function outcomes(resources: Resource[], cut: () => unknown) {
    const all = Promise.allSettled(resources.map((each) => each.up(bucket())));
    await called(bench.emulator, "ProvisionProduct", resources.length);
    await cut();
    return (await all).map((result) =>
      result.status === "rejected" ? (result.reason as unknown) : undefined,
    );
  }

  for (const [count, how] of WATCHED) {
    for (const fault of [undefined, "garbage", "500", "accessDenied", "expiredToken", "throttle"] as const)
      it(`(${count}, ${how}${fault ? `: ${fault}` : ""}) are created and destroyed`, async () => {
        if (fault)
          bench.emulator.injectCallFaults(
            "SearchProvisionedProducts",
            fault satisfies CallFault,
            fault === "throttle" ? 2 : Infinity,
          );
        const resources = await newRun(count);
        await ofEach(resources, (each) => each.up(bucket()));
        assert.deepEqual(
          bench.emulator.products().map(({ status }) => status),
          resources.map(() => "AVAILABLE"),
        );
        await ofEach(resources, (each) => each.destroy());
        assert.deepEqual(bench.emulator.products(), []);
        const searches = bench.emulator.calls({ operation: "SearchProvisionedProducts" }).length;
        assert.equal(searches > 0, count === 7);
      });

    it(`(${count}, ${how}) are all kept when the credentials expire, and taken up by the next run`, async () => {
      const resources = await newRun(count);
      const errors = await outcomes(resources, () =>
        bench.emulator.injectCallFaults("*", "expiredToken", Infinity),
      );
      const ids = bench.emulator.products().map(({ id }) => id);
      for (const error of errors)
        assert.ok(error instanceof PartialFailure && ids.includes(error.id), String(error));
      bench.emulator.clearCallFaults();
      for (const each of resources) each.provider = bench.provider;
      await ofEach(resources, (each) => each.up(bucket()));
      assert.deepEqual(
        bench.changes(),
        resources.map(() => "ProvisionProduct"),
      );
    });

    it(`(${count}, ${how}) are all kept at the engine's Cancel, which ends them at once`, async () => {
      const resources = await newRun(count);
      const errors = await outcomes(resources, () => resources[0]?.provider.cancel());
      for (const error of errors) assert.ok(error instanceof PartialFailure, String(error));
      assert.deepEqual(
        bench.changes(),
        resources.map(() => "ProvisionProduct"),
      );
    });
  }
});

describe("the death of the engine while several products are waited for", () => {
  const bench = useProvider({ clock: "virtual", process: {} });

  for (const [count, how] of WATCHED)
    it(`(${count}, ${how}) ends the process, and nothing is sent any more`, async () => {
      const provider = await bench.another();
      const resources = Array.from({ length: count }, () => bench.resource());
      for (const each of resources) each.provider = provider;
      const all = Promise.allSettled(resources.map((each) => each.up(bucket())));
      await called(bench.emulator, "ProvisionProduct", count);
      await called(bench.emulator, count === 7 ? "SearchProvisionedProducts" : "DescribeRecord");
      provider.engine.close();
      assert.deepEqual(await provider.exited, { code: 1, signal: null });
      for (const { status } of await all) assert.equal(status, "rejected");
      assert.deepEqual(
        bench.changes(),
        resources.map(() => "ProvisionProduct"),
      );
    });
});
