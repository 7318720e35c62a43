import { stackArn } from "../base/arns";
import { SetupError, describeChoices } from "../base/setupError";
import type { Product, Version } from "../catalog/catalog";
import { evaluateTemplate } from "../cloudformation/evaluation/evaluateTemplate";
import { resolveParameters } from "../cloudformation/parameters/parameters";
import { selectionOf } from "../provisioning/begin";
import { defaultScope, type Service } from "../service/service";
import { newStack } from "../state/stack";

/**
 * Makes a stack that is nobody's provisioned product, in the default account and region: what
 * ImportAsProvisionedProduct takes over. Gives its ARN.
 */
export function createUnmanagedStack(
  service: Service,
  {
    name,
    product,
    version,
    parameters = {},
  }: { name: string; product: string; version: string; parameters?: Record<string, string> },
): string {
  const { catalogProduct, found } = versionNamed(service, product, version);
  const [path] = catalogProduct.paths;
  if (!path) throw new SetupError(`${product} is in no portfolio`);
  const accountRegion = service.accountRegion(defaultScope);
  const given = Object.entries(parameters).map(([key, value]) => ({ key, value, usePreviousValue: false }));
  const values = resolveParameters(found.template, given, undefined);
  const arn = stackArn(accountRegion.scope, name, service.ids.uuid());
  const { inventory } = service.catalog;
  const identity = { scope: accountRegion.scope, name, arn, notificationArns: [], inventory };
  const { resources, outputs } = evaluateTemplate(found.template, values, identity, found.template.rules);
  accountRegion.stacks.push({
    ...newStack({
      name,
      arn,
      provisionedProductId: "",
      created: service.clock.now(),
      notificationArns: [],
      template: selectionOf({ catalogProduct, version: found, path }),
      tags: [],
    }),
    status: "CREATE_COMPLETE",
    parameters: values,
    outputs,
    resources: resources.map((resource) => ({ ...resource, status: "CREATE_COMPLETE" })),
  });
  return arn;
}

function versionNamed(
  { catalog: { products } }: Service,
  product: string,
  version: string,
): { catalogProduct: Product; found: Version } {
  const catalogProduct = products.find((each) => [each.id, each.name].includes(product));
  if (!catalogProduct)
    throw new SetupError(
      `there is no product ${product}${describeChoices(products.map(({ name }) => name))}`,
    );
  const found = catalogProduct.versions.find((each) => [each.id, each.name].includes(version));
  if (!found)
    throw new SetupError(
      `${product} has no version ${version}${describeChoices(catalogProduct.versions.map(({ name }) => name))}`,
    );
  return { catalogProduct, found };
}
