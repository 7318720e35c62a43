import * as pulumi from "@pulumi/pulumi";
import type {
  ProvisionedProductArgs,
  ProvisioningParameterArgs,
  ProvisioningParameters,
  ProvisioningParameterValue,
} from "./args";
import { derivedName, identityOf } from "../state/identity";
import type { AssumeRole, StackSetPreferences } from "../state/inputs";
import { ARGUMENTS, SCHEMA } from "../state/inputs";
import { isSecret } from "../state/secrets";
import { missingDependency } from "./handlerLookup";
import { isMocked } from "./mocks";
import { faultOfList } from "../state/parameterList";
import { OBSERVED } from "../state/observed";
import { intercept } from "./options";
import type { OutputMap } from "./typed";
import { PROVIDER, TYPE } from "./contract";
import { skipPromiseTraces } from "./promiseTraces";

const PAIRS = [
  ["productId", "productName"],
  ["provisioningArtifactId", "provisioningArtifactName"],
  ["pathId", "pathName"],
] as const;

/**
 * A product of the AWS Service Catalog, provisioned: created, updated and terminated as an experienced operator
 * would, each operation followed on its own record to its real end.
 *
 * `Outputs` are those that the product has, where a class of `pulumi-servicecatalog generate` knows them.
 */
export class ProvisionedProduct<Outputs extends Record<string, string> = Record<string, string>>
  extends pulumi.CustomResource
{
  /** As the value of a parameter: keep what the product has. Not for a product that is new. */
  static readonly previousValue: { readonly usePreviousValue: true } = Object.freeze({
    usePreviousValue: true,
  });

  /** `arn:aws:servicecatalog:<region>:<account>:stack/<name>/pp-…` */
  declare readonly arn: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string>;
  /** AVAILABLE, TAINTED (an update failed, the product runs with what it had before) or ERROR. */
  declare readonly status: pulumi.Output<string>;
  declare readonly statusMessage: pulumi.Output<string | null>;
  /** CFN_STACK, CFN_STACKSET, CONTROL_TOWER_ACCOUNT, EXTERNAL … */
  declare readonly type: pulumi.Output<string>;
  /** ISO 8601. */
  declare readonly createdTime: pulumi.Output<string>;
  declare readonly launchRoleArn: pulumi.Output<string | null>;
  declare readonly lastRecordId: pulumi.Output<string>;
  declare readonly lastProvisioningRecordId: pulumi.Output<string>;
  declare readonly lastSuccessfulProvisioningRecordId: pulumi.Output<string | null>;
  declare readonly cloudwatchDashboardNames: pulumi.Output<string[]>;
  /** The product, version and launch path in force, also where the program gives names or nothing. */
  declare readonly productId: pulumi.Output<string>;
  declare readonly provisioningArtifactId: pulumi.Output<string>;
  declare readonly pathId: pulumi.Output<string>;
  declare readonly region: pulumi.Output<string>;
  declare readonly accountId: pulumi.Output<string>;
  /** The CloudFormation stack, for products that have one. */
  declare readonly stackArn: pulumi.Output<string | null>;
  /**
   * The outputs of the product. One that shows a secret parameter makes the whole map secret; `output` gives single
   * ones, secret only where they are.
   */
  declare readonly outputs: OutputMap<Outputs>;
  /** The arguments as the product has them, undefined where the program does not give them. */
  declare readonly productName: pulumi.Output<string | undefined>;
  declare readonly provisioningArtifactName: pulumi.Output<string | undefined>;
  declare readonly pathName: pulumi.Output<string | undefined>;
  /** Numbers, booleans and lists are the text that AWS has. */
  declare readonly provisioningParameters: pulumi.Output<
    Record<string, string | { usePreviousValue: true }> | undefined
  >;
  declare readonly stackSetProvisioningPreferences: pulumi.Output<StackSetPreferences | undefined>;
  declare readonly notificationArns: pulumi.Output<string[] | undefined>;
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  declare readonly acceptLanguage: pulumi.Output<string | undefined>;
  declare readonly ignoreErrors: pulumi.Output<boolean | undefined>;
  declare readonly retainPhysicalResources: pulumi.Output<boolean | undefined>;
  declare readonly profile: pulumi.Output<string | undefined>;
  declare readonly assumeRole: pulumi.Output<AssumeRole | undefined>;
  declare readonly owner: pulumi.Output<string | undefined>;
  declare readonly repairTainted: pulumi.Output<boolean | undefined>;
  declare readonly secretOutputs: pulumi.Output<boolean | undefined>;
  declare private readonly __secretOutputs: pulumi.Output<string[] | undefined>;
  /** The option `additionalSecretOutputs` names the whole map. */
  private readonly outputsAreSecret: boolean;
  /** As the program says. The property of that name, where the program says nothing, is not known in a preview. */
  private readonly allOutputsSecret: pulumi.Input<boolean | undefined>;

  /**
   * A product that exists and is not managed by this program. The form with four arguments is that of `@pulumi/aws`,
   * whose state is not needed: what the product is, is read.
   *
   * @param id `pp-…`; a product that does not exist fails the preview.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): ProvisionedProduct;
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: object | undefined,
    options: pulumi.CustomResourceOptions,
  ): ProvisionedProduct;
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    optionsOrState?: object,
    options: pulumi.CustomResourceOptions = optionsOrState ?? {},
  ): ProvisionedProduct {
    return new ProvisionedProduct(name, {}, { ...options, id });
  }

  static override isInstance(object: unknown): object is ProvisionedProduct {
    return object instanceof ProvisionedProduct;
  }

  /** Arguments that are left out, as JavaScript can, are an error of the preview: a product is required. */
  constructor(name: string, args: ProvisionedProductArgs = {}, options: pulumi.CustomResourceOptions = {}) {
    for (const [id, byName] of PAIRS) {
      // An output may turn out to be undefined; check looks again when it is known.
      if ([args[id], args[byName]].every((given) => typeof given === "string")) {
        throw new Error(`${name}: ${id} and ${byName} cannot be given together.`);
      }
    }
    const missing = missingDependency();
    if (missing !== undefined) throw new pulumi.RunError(`${name}: ${missing}`);
    const { provisioningParameters, ...others } = args;
    const parameters = asRecord(name, provisioningParameters);
    const intercepted = intercept(options);
    const outputsAreSecret = options.additionalSecretOutputs?.includes("outputs") === true;
    const urn = urnOf(name, options.parent);
    const [organization, project, stack] = [organizationName(), pulumi.getProject(), pulumi.getStack()];
    const identity = urn.then((text) => identityOf(organization, project, stack, text));
    const traceAgain = skipPromiseTraces();
    try {
      super(
        TYPE,
        name,
        {
          ...Object.fromEntries([...ARGUMENTS, ...OUTPUTS].map((property) => [property, undefined])),
          ...others,
          provisioningParameters: parameters,
          ...intercepted.hidden,
          __provider: PROVIDER,
          __schema: SCHEMA,
          // These two are for check alone and not kept. In a preview what does not exist yet may exist in the `up`;
          // and the product that a replacement made first finds under its name is the one that it is to replace.
          __dryRun: pulumi.runtime.isDryRun() ? true : undefined,
          __createFirst: options.deleteBeforeReplace === false ? true : undefined,
          __urn: urn,
          __identity: identity,
          __derivedName: identity.then((digits) => derivedName(name, digits)),
          __secrets: secretPaths({ ...others, provisioningParameters: parameters }),
        },
        intercepted.options,
      );
    } finally {
      traceAgain();
    }
    this.outputsAreSecret = outputsAreSecret;
    this.allOutputsSecret = args.secretOutputs;
    // Where the engine marks a map as secret that holds secrets, the SDK takes only the outer mark off.
    Object.assign(this, { outputs: this.outputs.apply(withoutMarks) });
  }

  /**
   * One output of the product, secret only if it is, or if all are: by `secretOutputs`, or by
   * `additionalSecretOutputs: ["outputs"]`.
   *
   * @throws Error, in the output, that names the outputs there are, when there is none of that name.
   */
  output(key: keyof Outputs & string): pulumi.Output<string> {
    return pulumi
      .all([
        pulumi.unsecret(this.outputs),
        pulumi.unsecret(this.__secretOutputs),
        pulumi.unsecret(pulumi.output(this.allOutputsSecret)),
        pulumi.isSecret(this.outputs),
      ])
      .apply(([all, secrets, allSecret, isSecret]) => {
        // Under setMocks there are no outputs unless the mock makes some.
        if (all === undefined) return pulumi.output("");
        const value = Object.hasOwn(all, key) ? (all as Record<string, string>)[key] : undefined;
        if (value === undefined) {
          throw new Error(
            `The product has no output "${key}"; it has ${Object.keys(all).join(", ") || "none"}.`,
          );
        }
        // A `transforms` option may have made the map secret: then it is so without a secret in it.
        const markedWhole = this.outputsAreSecret || (isSecret && (secrets ?? []).length === 0);
        return allSecret || markedWhole || secrets?.includes(key)
          ? pulumi.secret(value)
          : pulumi.output(value);
      });
  }
}

/** What is marked as secret inside of what is secret already, without those marks. */
function withoutMarks<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return withoutMarks((value as unknown as { value: T }).value);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withoutMarks<unknown>(member)]),
  ) as T;
}

/** Pulumi's guide to unit tests names no organization; the engine always does, and the same one in every run. */
const organizationName = (): string =>
  isMocked() && !hasOrganization() ? "organization" : pulumi.getOrganization();

function hasOrganization(): boolean {
  try {
    return pulumi.getOrganization() !== "";
  } catch {
    return false;
  }
}

/**
 * As a promise: an output would depend on the parent, and so on all children of a component, which then wait for one
 * another without an end.
 */
const urnOf = (name: string, parent: pulumi.Resource | undefined): Promise<string> =>
  new Promise((resolve) => void pulumi.createUrn(name, TYPE, parent).apply(resolve));

/** Every output. A test holds the documentation against it. */
export const OUTPUTS = [...OBSERVED, "__secretOutputs"];

type Parameters = pulumi.Input<ProvisioningParameters | undefined>;

/** The list form of `@pulumi/aws` as a record, key by key as far as the keys are known now. */
function asRecord(resource: string, given: ProvisionedProductArgs["provisioningParameters"]): Parameters {
  if (isLater(given)) return later(given);
  if (!Array.isArray(given)) return given as ProvisioningParameters | undefined;
  const entries: pulumi.Input<ProvisioningParameterArgs>[] = given;
  const isPlain = (entry: pulumi.Input<ProvisioningParameterArgs>): entry is ProvisioningParameterArgs =>
    !isLater(entry) && !isLater((entry as ProvisioningParameterArgs | null)?.key);
  if (!entries.every(isPlain)) return later(entries);
  const fault = faultOfList(entries);
  if (fault !== undefined) throw new pulumi.RunError(`${resource}: provisioningParameters: ${fault}.`);
  return Object.fromEntries(entries.map((entry) => [entry.key as string, valueOf(entry)]));
}

/** What has become known, as the program gives it: a record, or the list form. A faulty list is left to check. */
function recordIn(given: unknown): ProvisioningParameters | undefined {
  const entries: unknown[] | undefined = Array.isArray(given) ? given : undefined;
  if (!entries || faultOfList(entries) !== undefined) return given as ProvisioningParameters | undefined;
  return Object.fromEntries(
    (entries as pulumi.Unwrap<ProvisioningParameterArgs>[]).map(({ key, value, usePreviousValue }) => [
      key,
      usePreviousValue ? ProvisionedProduct.previousValue : (value ?? ""),
    ]),
  );
}

const later = (given: unknown): Parameters =>
  (pulumi.output(given) as pulumi.Output<unknown>).apply(recordIn);

const isLater = (value: unknown): boolean => pulumi.Output.isInstance(value) || isPromise(value);

const isPromise = (value: unknown): boolean =>
  typeof (value as { then?: unknown } | null)?.then === "function";

function valueOf({
  value,
  usePreviousValue,
}: ProvisioningParameterArgs): pulumi.Input<ProvisioningParameterValue> {
  if (usePreviousValue === undefined && !isLater(value)) return (value as string | undefined) ?? "";
  return pulumi
    .all([value, usePreviousValue])
    .apply(([text, previous]) => (previous ? ProvisionedProduct.previousValue : (text ?? "")));
}

/** The paths of all arguments that are marked secret: parameters and tags one by one, others whole. */
function secretPaths(args: pulumi.Inputs): pulumi.Output<string[] | undefined> | undefined {
  const single = ["provisioningParameters", "tags"];
  const values = Object.entries(args).flatMap(([name, value]: [string, unknown]): [string, unknown][] =>
    single.includes(name) && typeof value === "object" && value !== null && !isLater(value)
      ? Object.entries(value).map(([key, item]): [string, unknown] => [`${name}.${key}`, item])
      : [[name, value]],
  );
  const markable = values.filter(([, value]) => mayHoldSecret(value));
  if (markable.length === 0) return undefined;
  const marked = markable.map(async ([path, value]) =>
    (await pulumi.isSecret(pulumi.output(value))) ? [path] : [],
  );
  return pulumi.output(
    Promise.all(marked).then((paths) => {
      const found = paths.flat().sort();
      return found.length > 0 ? found : undefined;
    }),
  );
}

/** Is an output or a promise in it? Texts as they stand are not asked: a thousand products have many. */
const mayHoldSecret = (value: unknown): boolean =>
  isLater(value) || (typeof value === "object" && value !== null && Object.values(value).some(mayHoldSecret));
