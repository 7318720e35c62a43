import assert from "node:assert/strict";
import { subnets } from "../../../../emulator/cloudformation/resources/cidr";

describe("Fn::Cidr", () => {
  // The first two are examples of AWS's guide, the others counted by hand.
  const cases: [block: string, count: number, bits: number, expected: string[]][] = [
    ["192.168.0.0/24", 6, 5, [0, 32, 64, 96, 128, 160].map((last) => `192.168.0.${last}/27`)],
    ["10.0.0.0/16", 1, 8, ["10.0.0.0/24"]],
    ["10.0.255.7/16", 2, 15, ["10.0.0.0/17", "10.0.128.0/17"]],
    ["0.0.0.0/0", 2, 31, ["0.0.0.0/1", "128.0.0.0/1"]],
    ["2001:db8:1234:5600::/56", 2, 64, ["2001:db8:1234:5600::/64", "2001:db8:1234:5601::/64"]],
    ["::/0", 2, 127, ["::/1", "8000::/1"]],
    ["2001:db8::ff:0/112", 3, 1, ["2001:db8::ff:0/127", "2001:db8::ff:2/127", "2001:db8::ff:4/127"]],
  ];
  for (const [block, count, bits, expected] of cases)
    it(`makes ${count} of ${block}`, () => assert.deepEqual(subnets(block, count, bits), expected));

  it("makes all 256 networks of what AWS gives to a VPC", () => {
    const networks = subnets("2600:1f18:ab:cd00::/56", 256, 64);
    assert.equal(new Set(networks).size, 256);
    assert.equal(networks.at(-1), "2600:1f18:ab:cdff::/64");
  });

  const impossible: [block: string, count: number, bits: number][] = [
    ["10.0.0.300/16", 1, 8],
    ["10.0.0/16", 1, 8],
    ["10.0.0.0", 1, 8],
    ["10.0.0.0/33", 1, 0],
    ["10.0.0.0/16/8", 1, 8],
    ["10.0.0.0/24", 9, 5],
    ["10.0.0.0/24", 1, 9],
    ["10.0.0.0/8", 257, 8],
    ["10.0.0.0/8", 0, 8],
    ["10.0.0.0/8", 1.5, 8],
    ["10.0.0.0/8", NaN, 8],
    ["10.0.0.0/8", 1, 1e300],
    ["2001:db8::/56", 257, 64],
    ["2001:db8::/64", 2, 64],
    ["2001:db8::g/64", 1, 1],
    ["fe80::1%eth0/64", 1, 1],
    ["vpc-1", 1, 8],
  ];
  for (const [block, count, bits] of impossible)
    it(`makes no ${count} with ${bits} bits of ${block}`, () =>
      assert.throws(() => subnets(block, count, bits), { name: "CloudFormationError" }));
});
