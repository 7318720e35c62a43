import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { plainProperties, secretPathsIn } from "../../../provider/plugin/wire";
import { secret } from "../../../provider/state/secrets";

const struct = (properties: object) =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);

describe("properties on the wire", () => {
  const request = struct({
    name: secret("web"),
    provisioningParameters: { Size: "small", Password: secret("x"), Subnets: ["a", secret("b")] },
    tags: secret({ team: "a" }),
    assumeRole: { roleArn: "arn", externalId: secret("y") },
  });

  it("are plain inside, at every depth", () =>
    assert.deepEqual(plainProperties(request), {
      name: "web",
      provisioningParameters: { Size: "small", Password: "x", Subnets: ["a", "b"] },
      tags: { team: "a" },
      assumeRole: { roleArn: "arn", externalId: "y" },
    }));

  it("tell which arguments are secret: parameters and tags by member, others as a whole", () =>
    assert.deepEqual(secretPathsIn(request), [
      "assumeRole",
      "name",
      "provisioningParameters.Password",
      "provisioningParameters.Subnets",
      "tags",
    ]));

  it("may be none", () => assert.deepEqual([plainProperties(undefined), secretPathsIn(undefined)], [{}, []]));
});
