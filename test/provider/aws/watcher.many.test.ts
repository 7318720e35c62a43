import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { stub, useFakeTimers, type SinonFakeTimers, type SinonStub } from "sinon";
import { seededRandom } from "../../../emulator/base/random";
import { callToChange } from "../../../provider/aws/calls";
import { followRecord } from "../../../provider/aws/records";
import { watcherOf } from "../../../provider/aws/watcher";
import { systemClock } from "../../../provider/base/clock";
import { observe } from "../../../provider/product/observe";
import { awsError, testRun, type Answers } from "../support";

/** What the engine takes before it asks for the first operation, and between one and the next, ms. */
const ENGINE_START = 2_000;
const ENGINE_STEP = 10;
/** Calls that AWS admits at once. */
const BURST = 20;
const ROUND_TRIP = 40;
/** Status of the product and record end up to so far apart, ms. */
const LAG = 1_000;

type Input = Record<string, unknown>;

interface Operation {
  product: string;
  record: string;
  type: string;
  begun: number;
  productEnd: number;
  recordEnd: number;
}

/** An AWS whose operations take 20 s give or take 30 %, and which admits so many calls a second. */
class Aws {
  calls = 0;
  refused = 0;
  readonly operations: Operation[] = [];
  readonly #random = seededRandom(17, "many");
  #tokens = BURST;
  #at = systemClock.now();

  constructor(private readonly rate: number) {}

  readonly #operations: Record<string, (input: Input) => object> = {
    provisionProduct: ({ ProvisionedProductName: name }) =>
      this.#begin(`pp-${String(name)}`, "PROVISION_PRODUCT"),
    terminateProvisionedProduct: ({ ProvisionedProductId: id }) =>
      this.#begin(String(id), "TERMINATE_PROVISIONED_PRODUCT"),
    describeRecord: ({ Id }) => {
      const operation = this.#last(({ record }) => record === Id);
      const isOver = operation.recordEnd <= systemClock.now();
      return { RecordDetail: detailOf(operation, isOver ? "SUCCEEDED" : "IN_PROGRESS") };
    },
    describeProvisionedProduct: ({ Id }) => ({
      ProvisionedProductDetail: { Id, ...lastRecord(this.#last(({ product }) => product === Id)) },
    }),
    searchProvisionedProducts: ({ PageToken = "0", PageSize }) => {
      const [from, size] = [Number(PageToken), Number(PageSize)];
      const running = this.operations
        .filter(({ productEnd }) => productEnd > systemClock.now())
        .map((operation) => ({ Status: "UNDER_CHANGE", ...lastRecord(operation) }));
      const more = from + size < running.length && { NextPageToken: String(from + size) };
      return { ProvisionedProducts: running.slice(from, from + size), ...more };
    },
  };

  readonly answers: Answers = Object.fromEntries(
    Object.entries(this.#operations).map(([name, answer]) => [
      name,
      async (input: Input) => {
        await systemClock.sleep(ROUND_TRIP / 2);
        const result = this.#admits() ? answer(input) : awsError("ThrottlingException");
        await systemClock.sleep(ROUND_TRIP / 2);
        return result;
      },
    ]),
  );

  #admits(): boolean {
    const now = systemClock.now();
    this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#at) / 1000) * this.rate);
    this.#at = now;
    this.calls++;
    if (this.#tokens < 1) return (this.refused++, false);
    this.#tokens--;
    return true;
  }

  #begin(product: string, type: string) {
    const begun = systemClock.now();
    const end = begun + 20_000 * (0.7 + 0.6 * this.#random());
    const later = end + LAG * (0.1 + 0.9 * this.#random());
    const [productEnd, recordEnd] = this.#random() < 0.5 ? [end, later] : [later, end];
    const record = `rec-${this.operations.length}`;
    const operation = { product, type, record, begun, productEnd, recordEnd };
    this.operations.push(operation);
    return { RecordDetail: detailOf(operation, "CREATED") };
  }

  #last(wanted: (operation: Operation) => boolean): Operation {
    return this.operations.filter(wanted).at(-1) ?? assert.fail("unknown");
  }
}

const detailOf = ({ product, record, type }: Operation, Status: string) => ({
  ...{ RecordId: record, ProvisionedProductId: product, RecordType: type, Status },
});

const lastRecord = ({ record }: Operation) => ({ LastRecordId: record, LastProvisioningRecordId: record });

describe("many products, created and terminated", () => {
  let timers: SinonFakeTimers;
  let random: SinonStub;
  beforeEach(() => {
    timers = useFakeTimers({ now: 1_700_000_000_000, loopLimit: 10_000_000 });
    random = stub(Math, "random").callsFake(seededRandom(17, "pauses"));
  });
  afterEach(() => {
    timers.restore();
    random.restore();
  });

  /** All of them created, then terminated, with the calls that the lifecycle makes. */
  async function play(count: number, rate: number) {
    const aws = new Aws(rate);
    const late: number[] = [];
    /** Resolves to how long that took, s. */
    const phase = async (work: (context: ReturnType<typeof newContext>, name: string) => Promise<string>) => {
      const begun = systemClock.now();
      const context = newContext(aws);
      const one = async (_: unknown, index: number) => {
        await systemClock.sleep(ENGINE_START + index * ENGINE_STEP);
        const record = await work(context, `web-${index}`);
        const operation = aws.operations.find((each) => each.record === record);
        late.push((systemClock.now() - (operation?.recordEnd ?? 0)) / 1000);
      };
      const all = Promise.all(Array.from({ length: count }, one));
      await timers.runAllAsync();
      await all;
      return (systemClock.now() - begun) / 1000;
    };
    const up = await phase(async (context, ProvisionedProductName) => {
      const { RecordDetail } = await callToChange(context, (client) =>
        client.provisionProduct({ ProvisionedProductName, ProvisionToken: "1" }),
      );
      const { ProvisionedProductId: id = "", RecordId: record = "" } = RecordDetail ?? {};
      await observe(context, id, await followRecord(context, record, "provisioning"));
      return record;
    });
    const destroy = await phase((context, name) =>
      watcherOf(context.aws).amongOthers(async () => {
        const { RecordDetail } = await callToChange(context, (client) =>
          client.terminateProvisionedProduct({ ProvisionedProductId: `pp-${name}` }),
        );
        const record = RecordDetail?.RecordId ?? "";
        await followRecord(context, record, "terminating");
        return record;
      }),
    );
    late.sort((a, b) => a - b);
    const lateAt = (share: number) => late[Math.ceil(late.length * share) - 1] ?? 0;
    const refused = aws.refused / aws.calls;
    return { up, destroy, calls: aws.calls / count, refused, median: lateAt(0.5), p95: lateAt(0.95) };
  }

  function newContext({ answers }: Aws) {
    const run = testRun(answers);
    setMaxListeners(0, run.stop);
    return { ...run, clock: systemClock, deadline: systemClock.now() + 3_600_000 };
  }

  for (const count of [5, 20, 50])
    it(`${count} of them: each end is seen within moments`, async () => {
      const { median, p95, calls } = await play(count, Infinity);
      assert.ok(median <= 1, `median ${median} s`);
      assert.ok(p95 <= 3, `p95 ${p95} s`);
      if (count === 50) assert.ok(calls <= 7, `${calls} calls a product`);
    });

  for (const count of [50, 200])
    it(`${count} of them at ten calls a second: few calls, few refused, no time lost`, async () => {
      const { calls, refused, up, destroy } = await play(count, 10);
      const needed = (each: number) => Math.max(26, (each * count - BURST) / 10);
      assert.ok(calls <= 7, `${calls} calls a product`);
      assert.ok(refused < 0.02, `${refused} refused`);
      assert.ok(up <= 1.25 * needed(3), `up ${up} s`);
      assert.ok(destroy <= 1.25 * needed(2), `destroy ${destroy} s`);
    });
});
