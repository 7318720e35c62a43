import { parseTemplate, TemplateError } from "../../cloudformation/template/parseTemplate";
import { guessedText } from "../../protocol/errors";
import { requiredStack, templateOf, validationError, type StackOperation } from "./operation";
import type { Context } from "../../service/context";
import type { Template } from "../../cloudformation/syntax/template";
import { SetupError } from "../../base/setupError";

/** Of a stack, or of a template in the request. */
export const getTemplateSummary: StackOperation = {
  name: "GetTemplateSummary",
  run(context, form) {
    const template = templateIn(context, form);
    const types = [...template.resources.values()].map(({ type }) => type);
    return {
      Description: template.description,
      Version: template.version,
      Metadata: template.metadata === undefined ? undefined : JSON.stringify(template.metadata),
      Parameters: [...template.parameters.values()].map((parameter) => ({
        ParameterKey: parameter.key,
        DefaultValue: parameter.default,
        ParameterType: parameter.type,
        NoEcho: String(parameter.noEcho),
        Description: parameter.description,
        ParameterConstraints: { AllowedValues: parameter.allowedValues },
      })),
      ResourceTypes: [...new Set(types)],
      DeclaredTransforms: template.macros.length > 0 ? template.macros : undefined,
      ResourceIdentifierSummaries: [],
    };
  },
};

function templateIn(context: Context, form: URLSearchParams): Template {
  const body = form.get("TemplateBody");
  if (body !== null)
    try {
      return parseTemplate(body, "template");
    } catch (error) {
      if (error instanceof TemplateError) {
        const [{ reason, guessed }] = error.problems;
        throw guessed ? guessedText(validationError(reason)) : validationError(reason);
      }
      if (!(error instanceof SetupError)) throw error;
      throw validationError(`Template format error: ${error.message}`);
    }
  if (form.has("TemplateURL"))
    throw validationError("The emulator reads no TemplateURL; give the TemplateBody");
  const template = templateOf(context.service, requiredStack(context, form).template);
  if (!template) throw validationError("The template of this stack is not in the catalog any more");
  return template;
}
