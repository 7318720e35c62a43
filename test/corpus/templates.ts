import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface CorpusTemplate {
  /** Below the folder of the corpus; the same on every machine. */
  readonly name: string;
  readonly file: string;
  readonly source: string;
}

const hasResources = /^\s{0,8}["']?Resources["']?\s*:/m;
const hasTypes = /Type["']?\s*:\s*["']?(AWS|Custom|Alexa)::\w/;
/** Schemas of resource types look like templates. */
const isNone = /[\\/]schemas[\\/]/;

/** The templates in a folder of packages, sorted by name. */
export function templatesIn(folder: string): CorpusTemplate[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ya?ml|json|template)$/.test(name) && !isNone.test(name))
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      return { name: name.split(path.sep).join("/"), file, source: readFileSync(file, "utf8") };
    })
    .filter(({ source }) => hasResources.test(source) && hasTypes.test(source) && source.length < 1_000_000);
}
