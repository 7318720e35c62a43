// What the program asks for, without AWS, CLI or emulator: milliseconds.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { first } from "./hooks";

const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => void output.apply(resolve));

describe("the program", () => {
  let program: typeof import("../index.js");

  first(async () => {
    await pulumi.runtime.setMocks(
      {
        newResource: ({ name, inputs }) => ({
          id: `pp-${name}`,
          state: { ...inputs, outputs: { Domain: "shop.example" } },
        }),
        call: ({ inputs }) => inputs,
      },
      "testing",
      "production",
    );
    pulumi.runtime.setAllConfig({ "testing:password": "only-for-tests" });
    program = await import("../index.js");
  });

  it("asks for the size that the stack needs", async () => {
    const parameters = await valueOf(program.shop.provisioningParameters);
    assert.equal((parameters as Record<string, unknown>)["Visitors"], "many");
  });

  it("tags what it makes with the stack", async () => {
    assert.deepEqual(await valueOf(program.shop.tags), { Environment: "production" });
  });

  it("makes its address of the product's domain", async () => {
    assert.equal(await valueOf(program.url), "https://shop.example/");
  });
});
