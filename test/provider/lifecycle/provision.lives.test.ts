import assert from "node:assert/strict";
import { createProduct } from "../../../provider/lifecycle/create";
import { SeenProducts } from "../../../provider/product/managedProducts";
import { NO_FLAGS, awsError, someInputs, testRun } from "../support";

const DAY = 24 * 3_600_000;

/** Each token that AWS was ever sent, with what it has made of it, for ever: it is not documented to forget any. */
class Account {
  readonly #made = new Map<string, { id: string; recordId: string; created: number }>();
  #living: string | undefined;

  /** One process, which provisions the product; answers how often it has asked, and which product there is then. */
  async up(after: number): Promise<{ asked: number; id: string }> {
    const context = testRun({
      provisionProduct: ({ ProvisionToken }) => {
        const token = String(ProvisionToken);
        const known = this.#made.get(token);
        if (!known && this.#living !== undefined)
          return awsError("InvalidParametersException", "A stack named web already exists.");
        const count = this.#made.size + 1;
        const made = known ?? { id: `pp-${count}`, recordId: `rec-${count}`, created: context.clock.now() };
        this.#made.set(token, made);
        if (!known) this.#living = made.id;
        return { RecordDetail: this.#record(made) };
      },
      describeRecord: ({ Id }) => ({
        RecordDetail: this.#record([...this.#made.values()].find(({ recordId }) => recordId === Id)),
      }),
      describeProvisionedProduct: ({ Id }) => {
        const made = [...this.#made.values()].find(({ id }) => id === Id);
        if (made?.id !== this.#living || !made) return awsError("ResourceNotFoundException");
        return {
          ProvisionedProductDetail: {
            Id: made.id,
            Status: "AVAILABLE",
            Type: "CFN_STACK",
            LastRecordId: made.recordId,
            CreatedTime: new Date(made.created),
          },
        };
      },
    });
    context.clock.advance(after);
    const { id } = await createProduct(context, someInputs(), new SeenProducts(), () => NO_FLAGS);
    assert.equal(id, this.#living);
    return { asked: context.aws.named("provisionProduct").length, id };
  }

  destroy(): void {
    this.#living = undefined;
  }

  #record(made: { id: string; recordId: string; created: number } | undefined) {
    return {
      RecordId: made?.recordId,
      ProvisionedProductId: made?.id,
      RecordType: "PROVISION_PRODUCT",
      Status: "SUCCEEDED",
      CreatedTime: new Date(made?.created ?? 0),
    };
  }
}

describe("one program that is brought up and destroyed again and again", () => {
  for (const [what, pause] of [
    ["night after night", DAY],
    ["within seconds", 5_000],
    ["at once", 1],
  ] as const)
    it(`has another product each time, at a constant number of calls: ${what}`, async () => {
      const account = new Account();
      const lives = [];
      for (let life = 0; life < 7; life++) {
        lives.push(await account.up(life * pause));
        account.destroy();
      }
      assert.deepEqual(
        lives.map(({ asked }) => asked),
        [1, 2, 2, 2, 2, 2, 2],
      );
      assert.equal(new Set(lives.map(({ id }) => id)).size, 7);
    });
});
