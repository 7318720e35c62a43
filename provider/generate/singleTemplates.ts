import { problem } from "../base/errors";
import type { CatalogProduct } from "./model";
import { readYaml } from "./readYaml";
import { templateContent } from "./templateContent";

/**
 * A product of templates that are not in a catalog yet.
 *
 * @param templates `version=file`, one for each version
 * @throws Problem `arguments` for templates that cannot be read
 */
export function readSingleTemplates(name: string, templates: readonly string[]): CatalogProduct {
  return {
    name,
    sharesName: false,
    support: [],
    paths: [],
    tagRules: [],
    versions: templates.map((given) => {
      const at = given.indexOf("=");
      if (at < 1) throw problem("arguments", `--template ${given}: must be version=file.`);
      const file = given.slice(at + 1);
      const content = templateContent(readYaml(file));
      if (!content) throw problem("arguments", `${file} is no template.`);
      return { name: given.slice(0, at), deprecated: false, content };
    }),
  };
}
