import assert from "node:assert/strict";
import {
  CreateProvisionedProductPlanCommand,
  DeleteProvisionedProductPlanCommand,
  DescribeProductCommand,
  DescribeProvisionedProductPlanCommand,
  ExecuteProvisionedProductPlanCommand,
  ListProvisionedProductPlansCommand,
  TerminateProvisionedProductCommand,
} from "@aws-sdk/client-service-catalog";
import { createEmulator, type Snapshot } from "../../../emulator";
import { bucketCatalog, clientOf, useEmulator } from "../../emulator/support";

for (const terminateWhilePlanned of ["refuse", "accept"] as const)
  describe(`a plan, where terminating its product is answered with: ${terminateWhilePlanned}`, () => {
    const bench = useEmulator({ guesses: { terminateWhilePlanned } });

    async function plan(parameters = [{ Key: "Purpose", Value: "logs" }], version = "v1"): Promise<string> {
      const { ProductViewSummary, ProvisioningArtifacts } = await bench.client.send(
        new DescribeProductCommand({ Name: "Bucket" }),
      );
      const { PlanId = "" } = await bench.client.send(
        new CreateProvisionedProductPlanCommand({
          PlanName: "mine",
          PlanType: "CLOUDFORMATION",
          ProductId: ProductViewSummary?.ProductId,
          ProvisioningArtifactId: ProvisioningArtifacts?.find(({ Name }) => Name === version)?.Id,
          ProvisionedProductName: "logs",
          ProvisioningParameters: parameters,
          IdempotencyToken: undefined,
        }),
      );
      return PlanId;
    }
    const describePlan = async (PlanId: string) => {
      const answer = await bench.client.send(new DescribeProvisionedProductPlanCommand({ PlanId }));
      return {
        status: answer.ProvisionedProductPlanDetails?.Status,
        message: answer.ProvisionedProductPlanDetails?.StatusMessage,
        changes: answer.ResourceChanges?.map(
          ({ Action, LogicalResourceId }) => `${Action} ${LogicalResourceId}`,
        ),
      };
    };
    const execute = (PlanId: string) =>
      bench.client.send(new ExecuteProvisionedProductPlanCommand({ PlanId, IdempotencyToken: undefined }));
    const remove = (PlanId: string, IgnoreErrors = false) =>
      bench.client.send(new DeleteProvisionedProductPlanCommand({ PlanId, IgnoreErrors }));
    const status = () => bench.emulator.products()[0]?.status;

    it("of a new product allocates it, and provisions it when it is executed", async () => {
      const id = await plan();
      assert.equal(status(), "PLAN_IN_PROGRESS");
      assert.deepEqual(await describePlan(id), {
        status: "CREATE_IN_PROGRESS",
        message: undefined,
        changes: [],
      });
      await assert.rejects(execute(id), { name: "InvalidStateException" });
      await bench.emulator.advance(5_000);
      assert.deepEqual(await describePlan(id), {
        status: "CREATE_SUCCESS",
        message: undefined,
        changes: ["ADD Bucket", "ADD Policy"],
      });
      const { RecordDetail } = await execute(id);
      assert.equal(RecordDetail?.RecordType, "PROVISION_PRODUCT");
      assert.equal((await describePlan(id)).status, "EXECUTE_IN_PROGRESS");
      await bench.pass();
      assert.equal((await describePlan(id)).status, "EXECUTE_SUCCESS");
      assert.equal(status(), "AVAILABLE");
    });

    it("outlives a restart from a snapshot", async () => {
      const id = await plan();
      const state = JSON.parse(JSON.stringify(bench.emulator.snapshot())) as Snapshot;
      const later = await createEmulator({ catalog: bucketCatalog, clock: "virtual", state });
      const client = clientOf(later);
      await later.advance(5_000);
      const { ProvisionedProductPlanDetails } = await client.send(
        new DescribeProvisionedProductPlanCommand({ PlanId: id }),
      );
      assert.equal(ProvisionedProductPlanDetails?.Status, "CREATE_SUCCESS");
      client.destroy();
      await later.close();
    });

    it("of an existing product shows changes, one plan at a time", async () => {
      await bench.provisioned();
      const id = await plan([{ Key: "Purpose", Value: "data" }]);
      await assert.rejects(plan(), { name: "InvalidStateException" });
      await bench.emulator.advance(5_000);
      assert.equal((await describePlan(id)).status, "CREATE_SUCCESS");
      assert.equal(status(), "AVAILABLE");
      const { RecordDetail } = await execute(id);
      assert.equal(RecordDetail?.RecordType, "UPDATE_PROVISIONED_PRODUCT");
      await bench.pass();
      assert.equal(bench.emulator.products()[0]?.parameters["Purpose"], "data");
    });

    it("fails when there is nothing to do, or parameters are wrong", async () => {
      await bench.provisioned();
      const same = await plan();
      await bench.emulator.advance(5_000);
      assert.deepEqual(await describePlan(same), {
        status: "CREATE_FAILED",
        message: "No updates are to be performed.",
        changes: [],
      });
      await remove(same);
      const wrong = await plan([{ Key: "Purpose", Value: "123" }]);
      await bench.emulator.advance(5_000);
      assert.match(
        (await describePlan(wrong)).message ?? "",
        /^Error calling API cloudformation:CreateChangeSet/,
      );
    });

    it("is listed and deleted, and with it a product that was never made", async () => {
      const id = await plan();
      const listed = await bench.client.send(new ListProvisionedProductPlansCommand({}));
      assert.equal(listed.ProvisionedProductPlans?.[0]?.PlanId, id);
      await remove(id);
      assert.deepEqual(bench.emulator.products(), []);
      await assert.rejects(describePlan(id), { name: "ResourceNotFoundException" });
    });

    it("of a product that is terminated makes nothing any more", async () => {
      await bench.provisioned({ ProvisioningParameters: [{ Key: "Purpose", Value: "old" }] });
      const ofExisting = await plan();
      await bench.emulator.advance(5_000);
      const terminate = () =>
        bench.client.send(
          new TerminateProvisionedProductCommand({
            ProvisionedProductName: "logs",
            TerminateToken: undefined,
          }),
        );
      await terminate();
      await bench.pass();
      await assert.rejects(execute(ofExisting), { name: "ResourceNotFoundException" });
      assert.deepEqual(bench.emulator.products(), []);

      const ofNew = await plan();
      if (terminateWhilePlanned === "refuse")
        return assert.rejects(terminate(), { name: "ValidationException" });
      await terminate();
      await bench.pass();
      await assert.rejects(describePlan(ofNew), { name: "ResourceNotFoundException" });
      await assert.rejects(execute(ofNew), { name: "ResourceNotFoundException" });
      assert.deepEqual(bench.emulator.products(), []);
    });

    it("whose execution failed is deleted with IgnoreErrors only", async () => {
      await bench.provisioned();
      const id = await plan([{ Key: "Purpose", Value: "data" }]);
      await bench.emulator.advance(5_000);
      bench.emulator.fail("logs", { operation: "update" });
      await execute(id);
      await bench.pass();
      await assert.rejects(remove(id), { name: "ValidationException", message: /EXECUTE_FAILED/ });
      await remove(id, true);
    });

    it("keeps its product from being terminated, or not, by the switch", async () => {
      await plan();
      const terminate = bench.client.send(
        new TerminateProvisionedProductCommand({ ProvisionedProductName: "logs", TerminateToken: undefined }),
      );
      if (terminateWhilePlanned === "refuse")
        await assert.rejects(terminate, { name: "ValidationException" });
      else {
        await terminate;
        await bench.pass();
        assert.deepEqual(bench.emulator.products(), []);
      }
    });
  });
