import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recordedCatalog } from "./recorded/catalog";
import { post, useEmulator } from "../../emulator/support";

interface Recording {
  status: number;
  request: Record<string, string>;
  response: unknown;
}
const recordings = JSON.parse(readFileSync(join(__dirname, "recorded/responses.json"), "utf8")) as Record<
  string,
  Recording[]
>;

/**
 * Members that AWS has added since the recordings were made: seen in later samples, or in the service model.
 * Nothing else may be in an answer that is not in its recording.
 */
const addedSince = [
  "LastProvisioningRecordId",
  "LastSuccessfulProvisioningRecordId",
  "ProvisioningArtifactOutputKeys",
];

describe("the recordings of AWS", () => {
  const bench = useEmulator({ catalog: recordedCatalog, durations: { create: 60_000 } });
  const bare = useEmulator({ catalog: { products: [] } });

  for (const [operation, answers] of Object.entries(recordings))
    for (const [index, { request, status, response }] of answers.entries())
      it(`${operation} ${index + 1} is reproduced in shape`, async () => {
        const live = showsNothing(response) ? request : await withLiveIds(operation, request);
        const { emulator } = showsNothing(response) ? bare : bench;
        const actual = await post(emulator, operation, live, asUser);
        assert.equal(actual.status, status);
        const members = Object.keys(actual.json as object).filter((name) => !addedSince.includes(name));
        assert.deepEqual(members, Object.keys(response as object).sort());
        const known = new Map<string, string>();
        collect(response, "", known);
        const found = new Map<string, string>();
        collect(actual.json, "", found);
        for (const name of addedSince)
          for (const path of found.keys()) if (path.includes(name)) found.delete(path);
        assert.deepEqual(Object.fromEntries(found), Object.fromEntries(known));
      });

  it("DescribeProduct is reproduced to the letter, but for its view's id and times", async () => {
    const [recording] = recordings["DescribeProduct"] ?? [];
    const actual = await post(bench.emulator, "DescribeProduct", recording?.request);
    const neutral = (value: unknown) =>
      JSON.stringify(value)
        .replace(/"CreatedTime":[^,]+/g, "time")
        .replace(/prodview-\w+/g, "view");
    assert.equal(neutral(actual.json), neutral(recording?.response));
  });

  it("errors are reproduced to the letter", async () => {
    const recording = recordings["DescribeProduct"]?.find(({ status }) => status === 400);
    const actual = await post(bench.emulator, "DescribeProduct", recording?.request);
    assert.deepEqual(actual.json, recording?.response);
  });

  /** Provisioned products and records get their ids at random: those of a product made as the recorded one. */
  async function withLiveIds(
    operation: string,
    request: Record<string, string>,
  ): Promise<Record<string, string>> {
    const id = request["Id"] ?? "";
    if (!/^(pp|rec)-/.test(id) && operation !== "ScanProvisionedProducts") return request;
    const record = await bench.provision({
      ProductName: undefined,
      ProductId: "prod-cei2spnzu24lq",
      ProvisioningArtifactName: "v1.1",
      ProvisioningParameters: [{ Key: "KeyName", Value: "key" }],
    });
    await bench.pass();
    if (id === "") return request;
    return { Id: id.startsWith("pp-") ? record.ProvisionedProductId : record.RecordId };
  }
});

/** The user that provisions, to whom a scan shows their own products. */
const asUser = {
  authorization:
    "AWS4-HMAC-SHA256 Credential=AKIA123456789012/20260101/us-east-1/servicecatalog/aws4_request, SignedHeaders=host, Signature=00",
};

/** Nothing but empty lists. */
const showsNothing = (response: unknown): boolean =>
  Object.values(response as object).every((member) => Array.isArray(member) && member.length === 0);

/** Every path of a value with the JSON type that is there; the elements of a list are looked at as one. */
function collect(value: unknown, path: string, into: Map<string, string>): void {
  into.set(path, Array.isArray(value) ? "list" : value === null ? "null" : typeof value);
  if (Array.isArray(value)) for (const item of value) collect(item, `${path}[]`, into);
  else if (typeof value === "object" && value !== null)
    for (const [key, member] of Object.entries(value)) collect(member, `${path}.${key}`, into);
}
