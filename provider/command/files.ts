import { lstatSync, rmSync, writeFileSync } from "node:fs";

/** Is there anything of this name, be it a link that leads nowhere? */
export const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

/** The mode of files that only the user may read: outputs and parameters may repeat what a NoEcho parameter hides. */
export const PRIVATE = 0o600;

/**
 * Writes a file anew: what has the name is taken away, so that neither its mode nor, where it is a link, its target
 * counts.
 */
export function writeAnew(file: string, text: string, mode: number): void {
  rmSync(file, { force: true });
  writeFileSync(file, text, { flag: "wx", mode });
}
