import { createHash } from "node:crypto";

/** Letters and digits as AWS makes them up: always the same of the same seed. */

const digest = (seed: string) => createHash("sha256").update(seed).digest("hex");

/** Upper-case letters and digits. */
export const capitals = (seed: string, length: number) =>
  BigInt(`0x${digest(seed)}`)
    .toString(36)
    .toUpperCase()
    .slice(0, length);

export const lowerCase = (seed: string, length: number) => capitals(seed, length).toLowerCase();

export const hex = (seed: string, length: number) => digest(seed).slice(0, length);

export const uuid = (seed: string) =>
  hex(seed, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");

/** 1 to 250. */
export const octet = (seed: string) => 1 + (Number.parseInt(hex(seed, 2), 16) % 250);

export const publicIp = (seed: string) => `54.${octet(`${seed}a`)}.${octet(`${seed}b`)}.${octet(`${seed}c`)}`;
export const privateIp = (seed: string) => `10.0.${octet(`${seed}a`)}.${octet(`${seed}b`)}`;
