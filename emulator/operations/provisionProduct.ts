import { provisionedProductArn, roleArn } from "../arns";
import { invalidParameters } from "../errors";
import { begin, newRecord, run } from "../lifecycle";
import * as model from "../model";
import { outcomeOfCreate } from "../outcome/create";
import { findLaunchableProduct, findPath, findVersion } from "../resolve";
import { required } from "../shapes";
import { recordTags } from "../tags";
import { once } from "../tokens";
import type { ProvisionedProduct } from "../world";
import { operation } from "./operation";

export const provisionProduct = operation({
  name: "ProvisionProduct",
  mutating: true,
  input: {
    AcceptLanguage: model.AcceptLanguage,
    ProductId: model.Id,
    ProductName: model.ProductName,
    ProvisioningArtifactId: model.Id,
    ProvisioningArtifactName: model.ProvisioningArtifactName,
    PathId: model.Id,
    PathName: model.PathName,
    ProvisionedProductName: required(model.ProvisionedProductName),
    ProvisioningParameters: model.ProvisioningParameters,
    ProvisioningPreferences: model.ProvisioningPreferences,
    Tags: model.Tags,
    NotificationArns: model.NotificationArns,
    ProvisionToken: required(model.Token),
  },
  run(context, input) {
    const { service, world, caller } = context;
    return once(context, "ProvisionProduct", input.ProvisionToken, input, () => {
      const catalogProduct = findLaunchableProduct(service, input);
      const version = findVersion(service, catalogProduct, input);
      // Deprecated versions can be kept and updated to, not launched. (documented, the text is guessed)
      if (version.guidance === "DEPRECATED")
        throw invalidParameters(
          `Provisioning artifact ${version.id} is deprecated and cannot be provisioned.`,
        );
      const path = findPath(service, catalogProduct, input);
      const name = input.ProvisionedProductName;
      if (world.named(name)) throw invalidParameters(`A stack named ${name} already exists.`);

      const id = service.ids.next("pp");
      const selection = { productId: catalogProduct.id, versionId: version.id, pathId: path.id };
      const tags = input.Tags ?? [];
      const record = newRecord(
        service,
        world,
        "create",
        { id, name },
        {
          selection,
          launchRoleArn: launchRoleArn(context.world.scope, path.launchRole),
          userArn: caller.userArn,
          tags: [...recordTags(service, world, selection, caller.userArn), ...tags],
        },
      );
      const product: ProvisionedProduct = {
        id,
        name,
        arn: provisionedProductArn(world.scope, name, id),
        type: "CFN_STACK",
        // A few milliseconds before its record. (recorded)
        created: record.created - 5,
        userArn: caller.userArn,
        notificationArns: input.NotificationArns ?? [],
        status: "UNDER_CHANGE",
        statusMessage: undefined,
        idempotencyToken: input.ProvisionToken,
        lastRecordId: record.id,
        lastProvisioningRecordId: record.id,
        lastSuccessfulProvisioningRecordId: undefined,
        attempted: selection,
        running: undefined,
        launchRoleArn: record.launchRoleArn,
        tags,
        stack: undefined,
        stale: undefined,
      };
      world.products.set(id, product);
      begin(service, product, record);
      const parameters = (input.ProvisioningParameters ?? []).map(({ Key, Value }) => ({
        key: Key ?? "",
        value: Value,
        usePreviousValue: false,
      }));
      const fault = service.faults.take("create", product);
      const wanted = { selection, version, path, parameters, tags };
      const outcome = outcomeOfCreate(world, product, wanted, fault, service.clock.now(), () =>
        service.ids.uuid(),
      );
      run(service, world, record, outcome, "create");
      return record;
    });
  },
});

/** A launch role given by name is one of the account that launches. (documented) */
export const launchRoleArn = (scope: { account: string; region: string }, role: string | undefined) =>
  role === undefined || role.startsWith("arn:") ? role : roleArn(scope, role);
