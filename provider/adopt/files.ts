import { lstatSync, rmSync, writeFileSync } from "node:fs";

/** Is there anything of this name, be it a link that leads nowhere? */
export const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

/** Only the user may read them: outputs and parameters may repeat what a NoEcho parameter hides. */
const MODE = 0o600;

/**
 * Writes a file anew: what has the name is taken away, so that neither its mode nor, where it is a link, its target
 * counts.
 */
export function writeAnew(file: string, text: string): void {
  rmSync(file, { force: true });
  writeFileSync(file, text, { flag: "wx", mode: MODE });
}
