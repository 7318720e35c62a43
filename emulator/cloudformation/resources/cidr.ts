import { isIPv4, isIPv6 } from "node:net";
import { CloudFormationError } from "../syntax/value";

/** Fn::Cidr: so many blocks of so many host bits, one after the other. (documented) */
export function subnets(block: string, count: number, hostBits: number): string[] {
  const range = rangeOf(block);
  const fits =
    range &&
    isWithin(count, 1, 256) &&
    isWithin(hostBits, 1, range.bits) &&
    count <= 2 ** (range.bits - range.prefix - hostBits);
  if (!fits)
    throw new CloudFormationError(
      `Template error: Fn::Cidr cannot make ${count} blocks with ${hostBits} host bits of ${block}`,
    );
  const { address, prefix, bits } = range;
  const [read, write] = bits === 32 ? [numberOf4, text4] : [numberOf6, text6];
  const room = BigInt(bits - prefix);
  const first = (read(address) >> room) << room;
  return Array.from(
    { length: count },
    (_, i) => `${write(first + (BigInt(i) << BigInt(hostBits)))}/${bits - hostBits}`,
  );
}

/** Whether a text is a block of addresses. */
export const isBlock = (text: string): boolean => rangeOf(text) !== undefined;

function rangeOf(block: string) {
  const [, address = "", digits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(block) ?? [];
  const bits = isIPv4(address) ? 32 : isIPv6(address) && !address.includes("%") ? 128 : 0;
  const prefix = Number(digits);
  return bits > 0 && prefix <= bits ? { address, prefix, bits } : undefined;
}

const isWithin = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

const numberOf4 = (address: string) =>
  address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);

const text4 = (value: bigint) => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");

function numberOf6(address: string): bigint {
  const [left = "", right = ""] = canonical(address).split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const zeros = Array.from({ length: 8 - groups(left).length - groups(right).length }, () => "0");
  return [...groups(left), ...zeros, ...groups(right)].reduce(
    (sum, group) => (sum << 16n) + BigInt(`0x${group}`),
    0n,
  );
}

const text6 = (value: bigint) => {
  const digits = value.toString(16).padStart(32, "0");
  return canonical((digits.match(/.{4}/g) ?? []).join(":"));
};

/** As short as it can be; URLs have such addresses in brackets. */
const canonical = (address: string) => new URL(`http://[${address}]`).hostname.slice(1, -1);
