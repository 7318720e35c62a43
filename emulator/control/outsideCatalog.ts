import { stackArn } from "../base/arns";
import { resolveParameters } from "../cloudformation/parameters/parameters";
import { evaluateTemplate } from "../cloudformation/evaluation/evaluateTemplate";
import { selectionOf } from "../provisioning/begin";
import { defaultScope, type Service } from "../service/service";
import { SetupError, thereAre } from "../base/setupError";
import type { Stack } from "../state/stack";

/** Changes around provisioned products: of launch paths, of Control Tower, of stacks that are nobody's product. */
export interface OutsideCatalog {
  /** All launch paths get other ids; the old ones are invalid. */
  rotatePaths(): void;
  /** The launch paths of a portfolio, by name or id, are not found for so many milliseconds (default 60 s). */
  associate(portfolio: string, ms?: number): void;
  /** While it is busy with itself, Control Tower refuses all operations on accounts. */
  controlTowerIsBusy(busy: boolean): void;
  /** A stack made without Service Catalog, of a version's template; gives its ARN, for imports. */
  createStack(stack: {
    name: string;
    product: string;
    version: string;
    parameters?: Record<string, string>;
  }): string;
}

export function outsideCatalogOf(service: Service): OutsideCatalog {
  return {
    rotatePaths: () => service.paths.rotate(),
    associate(portfolio, ms = 60_000) {
      const { portfolios } = service.catalog;
      const named = portfolios.filter(({ id, name }) => [id, name].includes(portfolio));
      if (named.length === 0)
        throw new SetupError(
          `there is no portfolio ${portfolio}${thereAre(portfolios.map(({ name }) => name))}`,
        );
      for (const { id } of named) service.paths.hide(id, ms);
    },
    controlTowerIsBusy(busy) {
      service.controlTowerIsBusy = busy;
    },
    createStack({ name, product, version, parameters = {} }) {
      const { products } = service.catalog;
      const catalogProduct = products.find((each) => [each.id, each.name].includes(product));
      const found = catalogProduct?.versions.find((each) => [each.id, each.name].includes(version));
      const path = catalogProduct?.paths[0];
      if (!catalogProduct)
        throw new SetupError(`there is no product ${product}${thereAre(products.map(({ name }) => name))}`);
      if (!found)
        throw new SetupError(
          `${product} has no version ${version}${thereAre(catalogProduct.versions.map(({ name }) => name))}`,
        );
      if (!path) throw new SetupError(`${product} is in no portfolio`);
      const world = service.world(defaultScope);
      const given = Object.entries(parameters).map(([key, value]) => ({
        key,
        value,
        usePreviousValue: false,
      }));
      const values = resolveParameters(found.template, given, undefined);
      const arn = stackArn(world.scope, name, service.ids.uuid());
      const identity = {
        scope: world.scope,
        name,
        arn,
        notificationArns: [],
        inventory: service.catalog.inventory,
      };
      const { resources, outputs } = evaluateTemplate(found.template, values, identity, found.template.rules);
      const stack: Stack = {
        kind: "stack",
        name,
        arn,
        provisionedProductId: "",
        created: service.clock.now(),
        updated: undefined,
        notificationArns: [],
        template: selectionOf({ catalogProduct, version: found, path }),
        status: "CREATE_COMPLETE",
        statusReason: undefined,
        parameters: values,
        outputs,
        resources: resources.map((resource) => ({ ...resource, status: "CREATE_COMPLETE" })),
        tags: [],
        events: [],
        instances: [],
      };
      world.stacks.push(stack);
      return arn;
    },
  };
}
