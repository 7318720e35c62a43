import assert from "node:assert/strict";
import { createEmulator, requireEmulator } from "../../../emulator";

describe("requireEmulator", () => {
  const here = "http://127.0.0.1:4566";
  const all = {
    AWS_ENDPOINT_URL_SERVICE_CATALOG: here,
    AWS_ENDPOINT_URL_CLOUDFORMATION: here,
    AWS_ENDPOINT_URL_STS: here,
  };

  it("is content with the environment of an emulator", async () => {
    const emulator = await createEmulator();
    assert.equal(requireEmulator(emulator.env), emulator.url);
    await emulator.close();
    assert.equal(requireEmulator({ AWS_ENDPOINT_URL: "http://localhost:1" }), "http://localhost:1");
  });

  const refused: [string, Record<string, string>, RegExp][] = [
    ["an empty environment", {}, /AWS_ENDPOINT_URL_SERVICE_CATALOG is not set/],
    ["no STS", { ...all, AWS_ENDPOINT_URL_STS: "" }, /AWS_ENDPOINT_URL_STS is not set/],
    [
      "another machine",
      { ...all, AWS_ENDPOINT_URL_STS: "https://sts.us-east-1.amazonaws.com" },
      /STS is https.*not on this machine/,
    ],
    [
      "a name that only begins as this machine's",
      { ...all, AWS_ENDPOINT_URL_STS: "http://127.0.0.1.example.com" },
      /not on this machine/,
    ],
    ["what is no address", { ...all, AWS_ENDPOINT_URL_STS: "yes" }, /not on this machine/],
    ["endpoints that are ignored", { ...all, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }, /would not look/],
  ];
  for (const [what, env, expected] of refused)
    it(`refuses ${what}, and says what to do`, () => {
      assert.throws(
        () => requireEmulator(env),
        (error: Error) => {
          assert.match(error.message, expected);
          assert.match(error.message, /^This would reach the real AWS .* -- <command>`\.$/);
          return true;
        },
      );
    });
});
