import { isDeepStrictEqual } from "node:util";
import { guessedText, invalidParameters, notFound, ServiceError } from "../protocol/errors";
import { newProduct } from "../provisioning/begin";
import { markUnderChange, newRecord, startOperation } from "../provisioning/records";
import * as model from "../protocol/serviceModel";
import { withStackArn } from "../provisioning/outcome/stackOutcome";
import { findLaunchableProduct, findVersion } from "./shared/find";
import { required, string } from "../protocol/shapes";
import { toJson } from "../persistence/jsonGraph";
import { recordTags } from "../provisioning/tags";
import { recordOnce } from "./shared/idempotency";
import { templateOf } from "./cloudformation/operation";
import { operation } from "./operation";

const importable = [
  "CREATE_COMPLETE",
  "UPDATE_COMPLETE",
  "UPDATE_ROLLBACK_COMPLETE",
  "IMPORT_COMPLETE",
  "IMPORT_ROLLBACK_COMPLETE",
];

/** Makes a provisioned product of a stack that is there; nothing of the stack changes. */
export const importAsProvisionedProduct = operation({
  name: "ImportAsProvisionedProduct",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: required(model.Id),
    ProvisioningArtifactId: required(model.Id),
    ProvisionedProductName: required(model.ProvisionedProductName),
    PhysicalId: required(string()),
    IdempotencyToken: required(model.Token),
  },
  run(context, input) {
    const { service, accountRegion, caller } = context;
    return recordOnce(
      context,
      { scope: "ImportAsProvisionedProduct", token: input.IdempotencyToken, input },
      () => {
        const catalogProduct = findLaunchableProduct(context, input);
        const version = findVersion(service, catalogProduct, input);
        // There is no member for a path: the first one is taken. (guessed)
        const [path] = service.paths.of(catalogProduct, caller);
        if (!path) throw notFound(`No launch paths found for resource: ${catalogProduct.id}`);
        const name = input.ProvisionedProductName;
        if (accountRegion.named(name)) throw invalidParameters(`A stack named ${name} already exists.`);
        const stack = accountRegion.stacks.find(
          ({ arn, name }) => arn === input.PhysicalId || name === input.PhysicalId,
        );
        if (!stack) throw guessedText(invalidParameters(`Stack ${input.PhysicalId} does not exist`));
        if (accountRegion.products.has(stack.provisionedProductId))
          throw guessedText(
            new ServiceError(
              "DuplicateResourceException",
              `Stack ${stack.name} is a provisioned product already`,
            ),
          );
        if (!importable.includes(stack.status))
          throw guessedText(
            new ServiceError("InvalidStateException", `Stack ${stack.name} is ${stack.status}`),
          );
        const template = templateOf(service, stack.template);
        // Compared as they are written down, where members are left out that have no value.
        if (!template || !isDeepStrictEqual(toJson(template), toJson(version.template)))
          throw guessedText(
            invalidParameters(`The template of stack ${stack.name} is not that of ${version.id}`),
          );

        const more = {
          token: input.IdempotencyToken,
          tags: stack.tags,
          notificationArns: stack.notificationArns,
        };
        const product = newProduct(context, name, { catalogProduct, version, path }, more);
        const imported = { ...stack, provisionedProductId: product.id };
        accountRegion.stacks.splice(accountRegion.stacks.indexOf(stack), 1, imported);
        product.stack = imported;
        const record = newRecord(service, accountRegion, "import", product, {
          selection: product.attempted,
          launchRoleArn: product.launchRoleArn,
          userArn: caller.userArn,
          tags: recordTags(service, accountRegion, product.attempted, caller.userArn),
        });
        markUnderChange(service, product, record);
        const outputs = withStackArn(imported, stack.outputs);
        startOperation(
          service,
          accountRegion,
          record,
          { status: "SUCCEEDED", productStatus: "AVAILABLE", outputs },
          "update",
        );
        return record;
      },
    );
  },
});
