import { attributeKind } from "../resources/resourceTypes";
import { dictionary, entriesOf, text, type Dictionary } from "../syntax/value";
import type { TemplateProblem } from "../syntax/template";
import { referencesIn } from "../syntax/references";

/** Attributes that a type is known not to have. */
export function* checkAttributes(template: Dictionary): Iterable<TemplateProblem> {
  const resources = dictionary(template["Resources"]);
  for (const section of ["Resources", "Outputs"])
    for (const [entry, value] of entriesOf(template, section))
      for (const { name, attribute } of referencesIn(value)) {
        const type = Object.hasOwn(resources, name) ? text(dictionary(resources[name])["Type"]) : undefined;
        if (type !== undefined && attribute !== undefined && !attributeKind(type, attribute))
          yield {
            path: [section, entry],
            reason: `Template error: resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`,
          };
      }
}
