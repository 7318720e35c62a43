import type { ProvisionedProductAttribute, RecordDetail } from "@aws-sdk/client-service-catalog";
import { awsError, testRun, type Answers, type TestRun } from "../support";

/*
 * An account as its lists show it: searches may be behind, the history of records is not. What happens, happens by
 * records.
 */

export interface Account {
  readonly run: TestRun;
  /** How far searches are behind, ms. */
  lag: number;
  /** @param shown what its description and its pages show of it besides */
  provision(name: string, shown?: Pick<ProvisionedProductAttribute, "Status" | "StatusMessage">): string;
  update(id: string): void;
  terminate(id: string): void;
  /** How often an operation was called. */
  called(operation: string): number;
}

type Product = ProvisionedProductAttribute & { Id: string; Name: string; LastRecordId: string };

const pageOf = <T>(items: readonly T[], size: number, { PageToken = "0" }: { PageToken?: string }) => {
  const end = Number(PageToken) + size;
  return {
    items: items.slice(Number(PageToken), end),
    ...(end < items.length && { NextPageToken: String(end) }),
  };
};

export function accountInPages(instead: Answers = {}): Account {
  const history: RecordDetail[] = [];
  const states: { at: number; products: readonly Product[] }[] = [];
  const productsAt = (moment: number) => states.filter(({ at }) => at <= moment).at(-1)?.products ?? [];
  const found = (id: unknown) => productsAt(Infinity).find(({ Id, Name }) => Id === id || Name === id);
  const run = testRun({
    searchProvisionedProducts: (input) => {
      const products = [...productsAt(run.clock.now() - account.lag)].sort((a, b) =>
        a.Name < b.Name ? -1 : 1,
      );
      const { items, ...more } = pageOf(products, Number(input["PageSize"]), input);
      return { ProvisionedProducts: items, TotalResultsCount: products.length, ...more };
    },
    listRecordHistory: (input) => {
      const { items, ...more } = pageOf([...history].reverse(), Number(input["PageSize"]), input);
      return { RecordDetails: items, ...more };
    },
    describeProvisionedProduct: ({ Id, Name }) => {
      const product = found(Id ?? Name);
      if (!product)
        throw awsError("ResourceNotFoundException", "Provisioned product not found", { $fault: "client" });
      return { ProvisionedProductDetail: product };
    },
    describeRecord: ({ Id }) => ({ RecordDetail: history.find(({ RecordId }) => RecordId === Id) }),
    ...instead,
  });
  const record = (product: Pick<Product, "Id" | "Name">, type: string): string => {
    const id = `rec-${history.length + 1}`;
    history.push({
      RecordId: id,
      RecordType: type,
      Status: "SUCCEEDED",
      CreatedTime: new Date(run.clock.now()),
      ProvisionedProductId: product.Id,
      ProvisionedProductName: product.Name,
      ProductId: "prod-1",
      ProvisioningArtifactId: "pa-1",
      PathId: "lpv3-1",
    });
    return id;
  };
  const become = (change: (products: Product[]) => Product[]) =>
    void states.push({ at: run.clock.now(), products: change([...productsAt(Infinity)]) });
  const account: Account = {
    run,
    lag: 0,
    provision(name, shown) {
      const product = { Id: `pp-${history.length + 1}`, Name: name };
      const last = record(product, "PROVISION_PRODUCT");
      become((products) => [
        ...products,
        {
          ...product,
          Arn: `arn:aws:servicecatalog:eu-west-1:123456789012:stack/${name}/${product.Id}`,
          Status: "AVAILABLE",
          Type: "EXTERNAL",
          CreatedTime: new Date(run.clock.now()),
          LastRecordId: last,
          LastProvisioningRecordId: last,
          LastSuccessfulProvisioningRecordId: last,
          ProductId: "prod-1",
          ProvisioningArtifactId: "pa-1",
          ...shown,
        },
      ]);
      return product.Id;
    },
    update(id) {
      const last = record(found(id) as Product, "UPDATE_PROVISIONED_PRODUCT");
      become((products) =>
        products.map((product) =>
          product.Id === id
            ? {
                ...product,
                LastRecordId: last,
                LastProvisioningRecordId: last,
                LastSuccessfulProvisioningRecordId: last,
              }
            : product,
        ),
      );
    },
    terminate(id) {
      record(found(id) as Product, "TERMINATE_PROVISIONED_PRODUCT");
      become((products) => products.filter(({ Id }) => Id !== id));
    },
    called: (operation) => run.aws.named(operation).length,
  };
  return account;
}
