import { wholeSeconds } from "./findAsAdmin";
import { isArchive } from "../../catalog/definition";
import type { Product, Version } from "../../catalog/catalog";
import { guessedText, invalidParameters } from "../../protocol/errors";
import type * as model from "../../protocol/serviceModel";
import { templateOf } from "../cloudformation/operation";
import type { InputOf } from "../../protocol/shapes";
import type { Context } from "../../service/context";
import type { Template } from "../../cloudformation/syntax/template";
import { SetupError } from "../../base/setupError";

type Properties = InputOf<(typeof model.ProvisioningArtifactProperties)["members"]>;

/** A version as a request describes it, with its template. */
export function newVersion(context: Context, type: Product["type"], properties: Properties): Version {
  const { service } = context;
  // Also if there is none at all, although the model calls it optional. (observed)
  if (properties.Type !== type) {
    const accepted = type === "CLOUD_FORMATION_TEMPLATE" ? `${type}, ACCOUNT_FACTORY` : type;
    throw invalidParameters(
      `The ${type} Product Type only supports the following ProvisioningArtifact Types: ${accepted}.`,
    );
  }
  return {
    ...sourceOf(context, type, properties.Info ?? {}),
    id: service.ids.next("pa"),
    name: properties.Name ?? "",
    description: properties.Description ?? "",
    guidance: "DEFAULT",
    active: true,
    created: wholeSeconds(service.clock.now()),
  };
}

/** Exactly one source of the template is accepted. (model) */
function sourceOf(
  context: Context,
  type: Product["type"],
  info: Record<string, string>,
): Pick<Version, "info" | "template"> {
  const { LoadTemplateFromURL: url, ImportFromPhysicalId: stackArn } = info;
  if (url !== undefined && stackArn === undefined)
    return { info: { TemplateUrl: url }, template: templateAt(context, type, url) };
  if (stackArn !== undefined && url === undefined)
    return { info: { PhysicalId: stackArn }, template: templateOfStack(context, stackArn) };
  throw guessedText(
    invalidParameters("Provide the template with either LoadTemplateFromURL or ImportFromPhysicalId."),
  );
}

/** Its only way to a template is the catalog: the network is never asked. */
function templateAt({ service }: Context, type: Product["type"], url: string): Template {
  const file = fileIn(url);
  if (file !== undefined && isArchive(file) && type === "CLOUD_FORMATION_TEMPLATE") throw invalidTemplate();
  try {
    const template = file === undefined ? undefined : service.catalog.templateNamed(file);
    if (template) return template;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
  }
  throw invalidTemplate();
}

function templateOfStack({ service, accountRegion }: Context, arn: string): Template {
  const stack = accountRegion.stacks.find(
    ({ kind, arn: own, status }) => kind === "stack" && own === arn && status !== "DELETE_COMPLETE",
  );
  const template = stack && templateOf(service, stack.template);
  if (!template) throw invalidTemplate();
  return template;
}

/** For a template that cannot be read, and for a URL that leads to none. (observed) */
const invalidTemplate = () =>
  invalidParameters("Invalid templateBody. Please make sure that your template is valid");

const s3 = /^(.+\.)?s3([.-][a-z0-9]+)*\.amazonaws\.com(\.cn)?$/;

/** The last part of the URL of an object in a bucket. */
function fileIn(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, pathname } = new URL(text);
  if (protocol !== "https:" || !s3.test(hostname)) return undefined;
  try {
    return decodeURIComponent(pathname.split("/").at(-1) ?? "");
  } catch {
    return undefined;
  }
}
