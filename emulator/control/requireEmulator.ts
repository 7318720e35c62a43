import { SetupError } from "../base/setupError";

const needed = ["SERVICE_CATALOG", "CLOUDFORMATION", "STS"].map((service) => `AWS_ENDPOINT_URL_${service}`);

/**
 * Throws unless AWS clients with this environment use an emulator on this machine: for the beginning of tests
 * that must never reach real AWS because a variable was forgotten. Answers the emulator's address.
 */
export function requireEmulator(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const ignored = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
  if (env[ignored]?.toLowerCase() === "true")
    throw refusal(`${ignored} is true, so the clients would not look at the emulator's address`);
  for (const name of needed) {
    const url = env[name] || env["AWS_ENDPOINT_URL"];
    if (!url) throw refusal(`${name} is not set`);
    if (!isHere(url)) throw refusal(`${name} is ${url}, which is not on this machine`);
  }
  return env["AWS_ENDPOINT_URL_SERVICE_CATALOG"] || (env["AWS_ENDPOINT_URL"] ?? "");
}

const refusal = (reason: string) =>
  new SetupError(
    `This would reach the real AWS Service Catalog: ${reason}. ` +
      "Start an emulator and hand its `env` to the program under test, " +
      "or run the tests by `servicecatalog-emulator --catalog <folder> -- <command>`.",
  );

function isHere(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
