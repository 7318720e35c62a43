// The tests of Pulumi's guide, whatever runs them.
import * as pulumi from "@pulumi/pulumi";

type Done = (error?: Error) => void;

/** `setMocks` as the guide calls it: without an organization, and without waiting for it. */
export const mock = (): Promise<void> =>
  pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: `${name}_id`, state: inputs }),
      call: ({ inputs }) => inputs,
    },
    "project",
    "stack",
    false,
  );

/** The same with mocks that answer later, and no name of anything. */
export const mockLater = (): Promise<void> =>
  pulumi.runtime.setMocks({
    newResource: async ({ name, inputs }) => {
      await new Promise((resolve) => setImmediate(resolve));
      return { id: `${name}_id`, state: { ...inputs, outputs: { Url: "web.example" }, arn: "arn:aws:x" } };
    },
    call: async ({ inputs }) => Promise.resolve(inputs),
  });

export const nameTag =
  (infra: () => typeof import("./infra")) =>
  (done: Done): void => {
    pulumi.all([infra().site.product.urn, infra().site.product.tags]).apply(([urn, tags]) => {
      if (!tags?.["Name"]) done(new Error(`Missing a name tag on ${urn}`));
      else done();
    });
  };

export const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => void output.apply(resolve));
