import { problem } from "../base/errors";
import type { StackConfig } from "../config/stackConfig";
import { readStackConfig } from "../config/stackConfig";
import type { Handler } from "../engine/createHandler";
import { asInputs } from "../state/inputs";
import { texts } from "../state/observed";
import type { Properties } from "../state/values";
import { hasUnknown, isAbsent } from "../state/values";
import type { ChangeKind } from "./detailedDiff";
import { detailedDiff } from "./detailedDiff";
import { hiddenInputs } from "./hiddenInputs";
import type { FunctionParts } from "./lookUpFunction";
import { getProvisionedProduct } from "./lookUpFunction";
import { previewCreated, previewUpdated } from "./preview";

/*
 * The resource plugin protocol over plain objects: what it hands on otherwise than the dynamic protocol is made into
 * what the first door takes, so that both lead to the same core.
 */

export interface ResourceRequest {
  urn: string;
  id: string;
  /** `customTimeouts`, in seconds; 0 where there is none. */
  timeout: number;
  preview: boolean;
  /** The outputs in state. */
  olds: Properties;
  /** The inputs of the last step. */
  oldInputs: Properties;
  news: Properties;
}

export interface Difference {
  changes: boolean;
  replaces: string[];
  deleteBeforeReplace: boolean;
  properties: Map<string, ChangeKind>;
}

type Request<Keys extends keyof ResourceRequest> = Pick<ResourceRequest, "urn" | Keys>;

export type Door = ReturnType<typeof createDoor>;

export function createDoor(handler: Handler, parts: FunctionParts) {
  let asksForPlans = false;
  let config: () => StackConfig = () => ({});

  /** In a preview what does not exist is a failure; in `up` it may have come into being since. */
  const refuseAbsent = async (urn: string, olds: Properties, news: Properties): Promise<void> => {
    if (hasUnknown(news.__connection)) return;
    const { failures } = await handler.check(olds, { ...news, ...hiddenInputs(urn), __dryRun: true });
    const [first, ...others] = failures.map(({ reason }) => reason);
    if (first !== undefined) throw problem("arguments", first, ...others);
  };

  return {
    /** @returns what is wrong with the settings of the provider. */
    checkConfig(settings: Properties): string[] {
      if (hasUnknown(settings)) return [];
      try {
        readStackConfig(settingIn(settings));
        return [];
      } catch (error) {
        return [(error as Error).message];
      }
    },

    configure(settings: Properties): void {
      asksForPlans = ["previewResourceChanges", "refuseReplacements"].some((key) => !isAbsent(settings[key]));
      config = () => readStackConfig(settingIn(settings));
      handler.configure({ config: { get: settingIn(settings) } });
    },

    check: ({ urn, oldInputs, news }: Request<"oldInputs" | "news">, secrets: string[]) =>
      handler.check(oldInputs, {
        ...news,
        ...hiddenInputs(urn),
        ...(secrets.length > 0 && { __secrets: secrets }),
      }),

    async diff({
      id,
      olds,
      oldInputs,
      news,
    }: Request<"id" | "olds" | "oldInputs" | "news">): Promise<Difference> {
      const verdict = await handler.diff(id, withoutTimeouts(olds), news);
      const visible = detailedDiff(asInputs(oldInputs), asInputs(news));
      for (const key of verdict.replaces ?? []) if (!visible.has(key)) visible.set(key, "update");
      return {
        changes: verdict.changes ?? true,
        replaces: verdict.replaces ?? [],
        deleteBeforeReplace: verdict.deleteBeforeReplace ?? false,
        properties: visible,
      };
    },

    async create({ urn, news, timeout, preview }: Request<"news" | "timeout" | "preview">) {
      if (!preview) {
        const { id, outs } = await handler.create(withTimeout(news, "create", timeout));
        return { id, properties: withoutTimeouts(outs) };
      }
      await refuseAbsent(urn, {}, news);
      return { id: "", properties: previewCreated(asInputs(news)) };
    },

    async update(request: ResourceRequest): Promise<Properties> {
      const { urn, id, oldInputs, news, timeout, preview } = request;
      const olds = withoutTimeouts(request.olds);
      if (!preview) {
        const { outs } = await handler.update(id, olds, withTimeout(news, "update", timeout));
        return withoutTimeouts(outs);
      }
      await refuseAbsent(urn, oldInputs, news);
      // What a plan says of the resources inside belongs to diff, which has not known yet that this is a preview.
      if (asksForPlans) await handler.diff(id, olds, news);
      return previewUpdated(olds, asInputs(news));
    },

    /** Of a product that state does not know (`pulumi import`, `get`), the inputs are what AWS shows. */
    async read({ urn, id, olds }: Request<"id" | "olds">) {
      const stored = "__given" in olds || Object.keys(olds).some((key) => key === "arn");
      const known = stored ? withoutTimeouts(olds) : { ...hiddenInputs(urn), __import: id };
      const found = await handler.read(id, known);
      if (found.id === undefined) return undefined;
      const { props: properties = {}, inputs = {} } = found;
      delete properties.__import;
      delete inputs.__import;
      if (!stored) describeByIds(properties, inputs);
      return { id: found.id, properties, inputs };
    },

    /** @throws Error of a function that there is not; else as the function does. */
    invoke(token: string, args: Properties): Promise<Properties> {
      if (token === "servicecatalog:index:getProvisionedProduct")
        return getProvisionedProduct(parts, config(), args);
      throw new Error(`There is no function ${token}`);
    },

    delete: ({ id, olds, timeout }: Request<"id" | "olds" | "timeout">) =>
      handler.delete(id, withTimeout(withoutTimeouts(olds), "delete", timeout)),
  };
}

/** Product and version of an import, which AWS shows by id: a program has to name them. */
function describeByIds(properties: Properties, inputs: Properties): void {
  const ids = ["productId", "provisioningArtifactId"].filter(
    (key) => !isAbsent(properties[key]) && isAbsent(inputs[key]),
  );
  for (const key of ids) inputs[key] = properties[key];
  properties.__given = [...new Set([...texts(properties.__given), ...ids])];
}

/** Settings by the full keys of stack config. Those of an explicit provider have types, those of the stack are text. */
const settingIn =
  (settings: Properties) =>
  (key: string): string | undefined => {
    const value = settings[key.replace(/^(servicecatalog|aws):/, "")];
    if (isAbsent(value)) return undefined;
    return typeof value === "string" ? value : JSON.stringify(value);
  };

/** Timeouts come with each request, so they are not stored. */
function withoutTimeouts({ __timeouts: _, ...properties }: Properties): Properties {
  return properties;
}

const withTimeout = (properties: Properties, operation: string, seconds: number): Properties =>
  seconds > 0 ? { ...properties, __timeouts: { [operation]: `${seconds}s` } } : properties;
