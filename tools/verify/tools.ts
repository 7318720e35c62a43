import assert from "node:assert/strict";
import type { RecordDetail, UpdateProvisionedProductCommandInput } from "@aws-sdk/client-service-catalog";
import type { Target } from "./target";

/** What checks are made of. */
export class Tools {
  private readonly started = new Set<string>();

  constructor(readonly target: Target) {}

  get client() {
    return this.target.client;
  }

  name(suffix: string): string {
    return `${this.target.prefix}-${suffix}`;
  }

  async provision(suffix: string, parameters: Record<string, string> = {}): Promise<RecordDetail> {
    this.started.add(suffix);
    const { RecordDetail } = await this.client.provisionProduct({
      ProductName: this.target.product,
      ProvisioningArtifactName: "v1",
      ProvisionedProductName: this.name(suffix),
      ProvisioningParameters: Object.entries(parameters).map(([Key, Value]) => ({ Key, Value })),
      ProvisionToken: undefined,
    });
    return present(RecordDetail);
  }

  async update(suffix: string, change: Partial<UpdateProvisionedProductCommandInput>): Promise<RecordDetail> {
    const { RecordDetail } = await this.client.updateProvisionedProduct({
      ProvisionedProductName: this.name(suffix),
      UpdateToken: undefined,
      ...change,
    });
    return this.over(suffix, present(RecordDetail));
  }

  async terminate(suffix: string): Promise<RecordDetail> {
    const { RecordDetail } = await this.client.terminateProvisionedProduct({
      ProvisionedProductName: this.name(suffix),
      TerminateToken: undefined,
    });
    return this.over(suffix, present(RecordDetail));
  }

  /** Also the product is out of its change then, so that the next operation is not refused. */
  private async over(suffix: string, accepted: RecordDetail): Promise<RecordDetail> {
    const record = await this.ended(accepted);
    await this.status(suffix);
    return record;
  }

  /** The record when it has ended. */
  async ended({ RecordId }: RecordDetail): Promise<RecordDetail> {
    for (let reads = 0; reads < 300; reads++) {
      const { RecordDetail } = await this.client.describeRecord({ Id: RecordId });
      const record = present(RecordDetail);
      if (["SUCCEEDED", "FAILED"].includes(record.Status ?? "")) return record;
      await this.target.wait();
    }
    throw new Error(`the record ${RecordId} does not end`);
  }

  /**
   * The status of a product once its operation is over, which may be after its record has ended; undefined if
   * there is no such product.
   */
  async status(suffix: string): Promise<string | undefined> {
    for (let reads = 0; ; reads++) {
      const answer = await this.client
        .describeProvisionedProduct({ Name: this.name(suffix) })
        .catch((error: Error) => {
          if (error.name !== "ResourceNotFoundException") throw error;
        });
      const status = answer?.ProvisionedProductDetail?.Status;
      if (status !== "UNDER_CHANGE" || reads === 300) return status;
      await this.target.wait();
    }
  }

  async refused(work: Promise<unknown>, name: string, message: RegExp): Promise<void> {
    await assert.rejects(work, (error: Error) => {
      assert.equal(error.name, name, error.message);
      assert.match(error.message, message);
      return true;
    });
  }

  /** Terminates whatever checks have left. */
  async cleanUp(): Promise<void> {
    for (const suffix of this.started)
      if ((await this.status(suffix)) !== undefined) await this.terminate(suffix);
  }
}

function present<T>(value: T | undefined): T {
  assert.ok(value !== undefined, "the answer lacks a member");
  return value;
}
