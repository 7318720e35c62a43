import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { agree, type Surroundings } from "../../tools/verify/guard";
import { cleanEnvironment } from "../support/sandbox";
import { root } from "../support/setup";

describe("npm run verify:aws, before anything is done", () => {
  const account = "123456789012";
  const region = "eu-central-1";
  const identity = () => Promise.resolve({ Account: account, Arn: `arn:aws:iam::${account}:user/me` });
  const nobody = () => Promise.reject(new Error("it has called AWS"));

  it("agrees with who names the account of the credentials", async () => {
    assert.deepEqual(await agree({ account, region, ask: undefined, identity }), { account, region });
    const answers = [account, ` ${region} `];
    const ask = () => Promise.resolve(answers.shift() ?? "");
    assert.deepEqual(await agree({ account: undefined, region: undefined, ask, identity }), {
      account,
      region,
    });
  });

  const refused: [string, Partial<Surroundings>, RegExp][] = [
    ["no account without a terminal", { account: undefined }, /--account <12 digits> --region/],
    ["no region without a terminal", { region: undefined }, /--account <12 digits> --region/],
    ["an empty answer", { account: undefined, ask: () => Promise.resolve("") }, /--account <12 digits>/],
    ["a short account", { account: "12345" }, /12345 is no account/],
    ["a region that is none", { region: "https://example.com" }, /is no region/],
  ];
  for (const [what, given, expected] of refused)
    it(`refuses ${what}, without a call`, async () => {
      await assert.rejects(agree({ account, region, ask: undefined, identity: nobody, ...given }), expected);
    });

  it("refuses credentials of another account", async () => {
    await assert.rejects(
      agree({ account: "210987654321", region, ask: undefined, identity }),
      /those of arn:aws:iam::123456789012:user\/me, not of account 210987654321/,
    );
  });

  it("refuses as a command, too", () => {
    const script = path.join(root, "tools", "verify", "main.ts");
    const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", script], {
      cwd: root,
      env: cleanEnvironment(),
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.match(stderr, /verify:aws works in a real account: say which/);
  });
});
