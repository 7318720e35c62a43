import { parameterValue } from "../../syntax/parameterTypes";
import { readParameters, readTemplate } from "../../syntax/readTemplate";
import type { Template } from "../../syntax/template";
import { dictionary, type Dictionary } from "../../syntax/value";
import type { ParameterValues } from "../../parameters/parameters";
import { expandMacros } from "./expandMacros";
import { writeOutLoops } from "./forEach";

/** A template with its loops written out for certain parameters. */
export function templateWith(template: Template, values: ParameterValues, region: string): Template {
  if (!template.loops) return template;
  const { template: expanded, macros } = expandMacros(writeOut(template.loops, values, region));
  return { ...readTemplate(expanded), macros, loops: template.loops };
}

/** Before there are values the defaults tell what is checked, and where there are none anything does. */
export function writeOut(root: Dictionary, values: ParameterValues | undefined, region: string): Dictionary {
  const parameters = readParameters(root);
  const mappings = dictionary(root["Mappings"]);
  const unknown = () => undefined;
  const context = {
    region,
    ref(name: string) {
      if (name === "AWS::Region") return region;
      const parameter = parameters.get(name);
      return parameter && parameterValue(parameter, values?.[name] ?? parameter.default ?? "A,B");
    },
    attribute: unknown,
    condition: () => false,
    mapping: (name: string, first: string, second: string) =>
      dictionary(dictionary(mappings[name])[first])[second],
    parameterType: (name: string) => parameters.get(name)?.type,
  };
  return dictionary(writeOutLoops(root, context));
}
