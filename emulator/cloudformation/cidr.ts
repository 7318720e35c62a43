import { CloudFormationError } from "./value";

/** Fn::Cidr for IPv4: so many blocks of so many host bits, one after the other. (documented) */
export function subnets(block: string, count: number, hostBits: number): string[] {
  const [, address = "", prefix = ""] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(block) ?? [];
  const size = 2 ** hostBits;
  const room = 2 ** (32 - Number(prefix));
  if (address === "" || !(count >= 1 && count <= 256) || !(hostBits >= 0) || count * size > room)
    throw new CloudFormationError(
      `Template error: Fn::Cidr cannot make ${count} blocks with ${hostBits} host bits of ${block}`,
    );
  const start = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = start - (start % room);
  return Array.from({ length: count }, (_, i) => `${dotted(first + i * size)}/${32 - hostBits}`);
}

const dotted = (value: number) =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
