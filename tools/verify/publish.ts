import type { CloudFormation } from "@aws-sdk/client-cloudformation";
import { template } from "./target";

/**
 * The portfolio and the product in a real account, as one stack, so that deleting it removes all of them. A version
 * needs its template in a bucket or from a stack that runs; the latter needs nothing else.
 */
export const portfolioTemplate = (prefix: string, principal: string, stacks: { v1: string; v2: string }) => ({
  AWSTemplateFormatVersion: "2010-09-09",
  Description: "For the conformance of an emulator. Safe to delete.",
  Resources: {
    Portfolio: {
      Type: "AWS::ServiceCatalog::Portfolio",
      Properties: { DisplayName: prefix, ProviderName: "conformance" },
    },
    Product: {
      Type: "AWS::ServiceCatalog::CloudFormationProduct",
      Properties: {
        Name: prefix,
        Owner: "conformance",
        ProvisioningArtifactParameters: Object.entries(stacks).map(([Name, ImportFromPhysicalId]) => ({
          Name,
          Info: { ImportFromPhysicalId },
        })),
      },
    },
    InPortfolio: {
      Type: "AWS::ServiceCatalog::PortfolioProductAssociation",
      Properties: { PortfolioId: { Ref: "Portfolio" }, ProductId: { Ref: "Product" } },
    },
    User: {
      Type: "AWS::ServiceCatalog::PortfolioPrincipalAssociation",
      Properties: { PortfolioId: { Ref: "Portfolio" }, PrincipalARN: principal, PrincipalType: "IAM" },
    },
  },
});

/** Publishes, and answers what takes it all away again. */
export async function publish(
  cloudFormation: CloudFormation,
  prefix: string,
  principal: string,
  wait: () => Promise<void>,
): Promise<() => Promise<void>> {
  const made: string[] = [];
  const create = async (name: string, body: object): Promise<string> => {
    made.push(name);
    const { StackId = "" } = await cloudFormation.createStack({
      StackName: name,
      TemplateBody: JSON.stringify(body),
    });
    for (;;) {
      const { Stacks } = await cloudFormation.describeStacks({ StackName: StackId });
      const { StackStatus = "", StackStatusReason = "" } = Stacks?.[0] ?? {};
      if (StackStatus === "CREATE_COMPLETE") return StackId;
      if (StackStatus !== "CREATE_IN_PROGRESS")
        throw new Error(`${name}: ${StackStatus} ${StackStatusReason}`);
      await wait();
    }
  };
  const remove = async () => {
    for (const name of made.reverse()) {
      const { Stacks } = await cloudFormation
        .describeStacks({ StackName: name })
        .catch(() => ({ Stacks: undefined }));
      const id = Stacks?.[0]?.StackId;
      if (id === undefined) continue;
      await cloudFormation.deleteStack({ StackName: id });
      for (let gone = false; !gone;) {
        const { Stacks: now } = await cloudFormation.describeStacks({ StackName: id });
        const { StackStatus = "" } = now?.[0] ?? {};
        if (StackStatus === "DELETE_FAILED")
          throw new Error(`${name} could not be deleted; delete it by hand`);
        gone = StackStatus === "DELETE_COMPLETE";
        if (!gone) await wait();
      }
    }
  };
  try {
    const v1 = await create(`${prefix}-v1`, template("v1"));
    const v2 = await create(`${prefix}-v2`, template("v2"));
    await create(`${prefix}-portfolio`, portfolioTemplate(prefix, principal, { v1, v2 }));
    return remove;
  } catch (error) {
    await remove();
    throw error;
  }
}
