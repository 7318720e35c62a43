import type { Input, Output } from "@pulumi/pulumi";
import type { ProvisionedProductArgs } from "./args";

/*
 * The types of which `pulumi-servicecatalog generate` makes the classes of a catalog's products.
 */

/** The arguments that every product has; its class names the product, and has types of its own for the others. */
export type ProductArgs = Omit<
  ProvisionedProductArgs,
  | "productId"
  | "productName"
  | "provisioningArtifactId"
  | "provisioningArtifactName"
  | "provisioningParameters"
>;

interface PreviousValue {
  usePreviousValue: Input<boolean>;
}

/** Numbers and booleans may be given as the text that AWS takes. */
type Written<T> = T extends number | boolean ? T | `${T}` : T;

/** A list of any text may be given with commas. */
type Value<T> = T extends readonly (infer Element)[]
  ? Input<Written<Element>>[] | (string extends Element ? string : never)
  : Written<T>;

/** A parameter that the template requires. `ProvisionedProduct.previousValue` keeps what the product has. */
export type ParameterInput<T> = Input<Value<T> | PreviousValue>;

/** A parameter with a default, which counts where it is left out or undefined. */
export type OptionalParameterInput<T> = Input<Value<T> | PreviousValue | undefined> | undefined;

/** The outputs of a product: those that are named, or any. */
export type OutputMap<Outputs> = string extends keyof Outputs
  ? Output<Outputs>
  : Output<Outputs> & { readonly [unknown: string]: never };
