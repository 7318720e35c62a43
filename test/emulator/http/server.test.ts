import assert from "node:assert/strict";
import { post, useEmulator } from "../support";

describe("the protocol, AWS JSON 1.1", () => {
  const bench = useEmulator();

  it("answers with a request id, a date and the content type", async () => {
    const { status, headers } = await post(bench.emulator, "DescribeProduct", { Name: "Bucket" });
    assert.equal(status, 200);
    assert.match(headers.get("x-amzn-requestid") ?? "", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.equal(headers.get("content-type"), "application/x-amz-json-1.1");
    const skew = Date.now() - Date.parse(headers.get("date") ?? "");
    assert.ok(Math.abs(skew) < 2_000, `the SDK takes a skewed clock for an error: ${skew} ms`);
  });

  it("writes errors with a capital Message, status 400 and a closed connection", async () => {
    const { status, text, headers } = await post(bench.emulator, "DescribeProvisionedProduct", {
      Id: "pp-x",
    });
    assert.equal(status, 400);
    assert.equal(
      text,
      '{"Message":"Provisioned product not found: pp-x","__type":"ResourceNotFoundException"}',
    );
    assert.equal(headers.get("connection"), "close");
  });

  it("writes moments as Java doubles, members by the alphabet, nothing absent", async () => {
    const { text } = await post(bench.emulator, "ProvisionProduct", {
      ProductName: "Bucket",
      ProvisioningArtifactName: "v1",
      ProvisionedProductName: "logs",
      ProvisionToken: "t",
    });
    assert.match(
      text,
      /^\{"RecordDetail":\{"CreatedTime":1\.\d+E9,"PathId":"lpv3-[a-z2-7]{13}","ProductId":"prod-/,
    );
    assert.match(text, /"Status":"CREATED","UpdatedTime":1\.\d+E9\}\}$/);
    assert.doesNotMatch(text, /null|LaunchRoleArn/);
  });

  it("says of an operation that it lacks that it is not there", async () => {
    const { json } = await post(bench.emulator, "ListServiceActions", {});
    assert.match(JSON.stringify(json), /ListServiceActions: not an operation of this emulator/);
  });

  const refusals: [string, () => ReturnType<typeof post>, number, string][] = [
    ["an unknown operation", () => post(bench.emulator, "MakeCoffee", {}), 400, "UnknownOperationException"],
    [
      "a request without a target",
      () => post(bench.emulator, "", {}, { "x-amz-target": "Other.Op" }),
      400,
      "UnknownOperationException",
    ],
    [
      "an unsigned request",
      () => post(bench.emulator, "DescribeProduct", {}, { authorization: "" }),
      403,
      "MissingAuthenticationTokenException",
    ],
    [
      "a signature for another service",
      () =>
        post(
          bench.emulator,
          "DescribeProduct",
          {},
          {
            authorization: "AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/s3/aws4_request",
          },
        ),
      403,
      "InvalidSignatureException",
    ],
    [
      "a body that is no JSON",
      () => post(bench.emulator, "DescribeProduct", "{"),
      400,
      "SerializationException",
    ],
    [
      "a number for a text",
      () => post(bench.emulator, "DescribeProduct", { Id: 5 }),
      400,
      "SerializationException",
    ],
  ];
  for (const [what, request, status, type] of refusals)
    it(`refuses ${what}`, async () => {
      const answer = await request();
      assert.equal(answer.status, status);
      assert.equal((answer.json as { __type: string }).__type, type);
    });

  it("refuses other actions of STS", async () => {
    const response = await fetch(bench.emulator.url, {
      method: "POST",
      body: "Action=GetSessionToken&Version=2011-06-15",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        authorization: "AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/sts/aws4_request",
      },
    });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /<Code>InvalidAction<\/Code>/);
  });
});
