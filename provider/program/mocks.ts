import * as pulumi from "@pulumi/pulumi";

/** Is this a unit test? The monitor that `pulumi.runtime.setMocks` puts in place holds the mocks. */
export function isMocked(): boolean {
  const monitor = pulumi.runtime.getMonitor() as { mocks?: unknown } | undefined;
  return typeof monitor?.mocks === "object";
}
