// npm run verify:aws -- --account <12 digits> --region <region>
// Judges a real Service Catalog by what the emulator claims of it. Makes a portfolio of its own, and removes it.
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { CloudFormation } from "@aws-sdk/client-cloudformation";
import { ServiceCatalog } from "@aws-sdk/client-service-catalog";
import { STS } from "@aws-sdk/client-sts";
import { agree } from "./guard";
import { publish } from "./publish";
import { judge } from "./run";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { account: { type: "string" }, region: { type: "string" }, principal: { type: "string" } },
  });
  const terminal = process.stdin.isTTY ? createInterface(process.stdin, process.stdout) : undefined;
  let arn = "";
  const { account, region } = await agree({
    ...{ account: values.account, region: values.region },
    ask: terminal && ((question) => terminal.question(question)),
    async identity(region) {
      const identity = await new STS({ region }).getCallerIdentity();
      arn = identity.Arn ?? "";
      return identity;
    },
  }).finally(() => terminal?.close());

  // A role that has a path cannot be told from its session; then it has to be said.
  const principal = values.principal ?? arn.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*/, ":iam:$1:role/$2");
  const prefix = `conformance-${randomBytes(4).toString("hex")}`;
  const wait = () => sleep(3_000);
  const stop = new AbortController();
  process.once("SIGINT", () => {
    console.log("Stopping after this check, then cleaning up; Ctrl-C again leaves everything as it is.");
    stop.abort();
  });
  console.log(
    `Account ${account}, ${region}: portfolio ${prefix} for ${principal}; it is removed at the end.`,
  );
  const remove = await publish(new CloudFormation({ region }), prefix, principal, wait);
  try {
    const client = new ServiceCatalog({ region });
    const verdicts = await judge(
      { client, product: prefix, prefix, wait, stop: stop.signal },
      ({ claim, source, problem }) => {
        console.log(
          problem === undefined ? `holds: ${claim}` : `DIFFERS: ${claim} (${source})\n  ${problem}`,
        );
      },
    );
    const wrong = verdicts.filter(({ problem }) => problem !== undefined).length;
    console.log(`${verdicts.length - wrong} claims hold, ${wrong} differ.`);
    if (wrong > 0) process.exitCode = 1;
  } finally {
    await remove();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
