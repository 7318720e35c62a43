import assert from "node:assert/strict";
import { bucket, called, failure, useProvider } from "./support";

describe("the resource's row", () => {
  const bench = useProvider();
  const logsOf = (urn: string) => bench.provider.engine.logs.filter((log) => log.urn === urn);

  it("shows the progress of an operation, each step once, and keeps nothing of a quiet run", async () => {
    const web = bench.resource();
    await web.up(bucket());
    const logs = logsOf(web.urn);
    assert.ok(logs.every(({ ephemeral, severity }) => ephemeral && severity === "info"));
    const texts = logs.map(({ message }) => message);
    assert.equal(texts[0], "asking Service Catalog to provision");
    assert.match(
      texts[1] ?? "",
      /^provisioning: (created|in progress|succeeded) \(rec-\S+\), begun \d\d:\d\d UTC$/,
    );
    assert.equal(new Set(texts).size, texts.length);
  });

  it("gives the reason of a change once, although diff runs more than once", async () => {
    const web = bench.resource();
    await web.up(bucket());
    bench.emulator.fail(web.id, { operation: "update" });
    await failure(web.up(bucket({ Days: 7 })));
    await web.diff(web.inputs);
    await web.diff(web.inputs);
    const warnings = logsOf(web.urn).filter(({ severity }) => severity === "warning");
    assert.equal(warnings.length, 1);
    assert.ok(
      warnings[0]?.message.startsWith(`${web.derivedName} (${web.id}) is TAINTED`),
      "named: --diff shows no row",
    );
  });

  it("shows no secret that AWS quotes", async () => {
    const web = bench.resource();
    await web.up(bucket({ Password: "hunter2-secret" }, { ignoreErrors: true }));
    bench.emulator.fail(web.id, { operation: "update", message: "hunter2-secret is bad" });
    await failure(web.up(bucket({ Password: "hunter2-secret", Days: 7 }, { ignoreErrors: true })));
    await web.refresh();
    await web.up(bucket({ Password: "hunter2-secret" }, { ignoreErrors: true }));
    const texts = logsOf(web.urn).map(({ message }) => message);
    assert.ok(texts.some((text) => text.includes("[secret] is bad")));
    assert.doesNotMatch(texts.join("\n"), /hunter2/);
  });
});

describe("the row of an operation that takes long", () => {
  const bench = useProvider({ clock: "virtual", durations: { create: 600_000, lag: 0 } });

  it("says which resource is under way, in a log not more often than that changes", async () => {
    const web = bench.resource();
    const created = web.up(bucket());
    await called(bench.emulator, "DescribeRecord");
    await bench.emulator.advance(120_000);
    await called(bench.emulator, "DescribeStackEvents");
    await bench.emulator.advance(600_000);
    await created;
    const texts = bench.provider.engine.logs.map(({ message }) => message);
    assert.ok(
      texts.some((text) =>
        /in progress \(rec-\S+\), begun \d\d:\d\d UTC; Bucket \(AWS::S3::Bucket\) is under way$/.test(text),
      ),
      texts.join("\n"),
    );
  });
});
