import assert from "node:assert/strict";
import { listOfEach, pagesPay, PagesForMany, type PagedList } from "../../../provider/aws/pagesForMany";
import { callToChange } from "../../../provider/aws/calls";
import type { OperationContext } from "../../../provider/aws/operationContext";
import { awsError, testRun } from "../support";

/** A list of numbers, ten a page. */
class Numbers implements PagedList {
  read = 0;
  restarts = 0;
  deadlines: number[] = [];
  failure: Error | undefined;
  /** Called when a page is asked for. */
  onRead: () => Promise<void> = () => Promise.resolve();

  constructor(readonly pages = Infinity) {}

  hasNext(): boolean {
    return this.read < this.pages;
  }
  async readNext({ deadline }: OperationContext): Promise<void> {
    this.deadlines.push(deadline);
    await this.onRead();
    if (this.failure) throw this.failure;
    this.read++;
  }
  restart(): void {
    this.restarts++;
  }
  has(number: number): true | undefined {
    return number < this.read * 10 ? true : undefined;
  }
}

const find = (pages: PagesForMany<Numbers>, number: number, context = testRun({})) =>
  pages.find(context, (list) => list.has(number));

/** So many have asked, and were told nothing. */
async function asked(pages: PagesForMany<Numbers>, times: number): Promise<void> {
  for (let time = 0; time < times; time++) assert.equal(await find(pages, 0), undefined);
}

describe("a list that many ask for", () => {
  it("is not read for the first three", async () => {
    const list = new Numbers();
    await asked(new PagesForMany(list), pagesPay.from - 1);
    assert.equal(list.read, 0);
  });

  it("is read for the fourth, as far as it takes, and not again for what is known", async () => {
    const list = new Numbers();
    const pages = new PagesForMany(list);
    await asked(pages, 3);
    assert.equal(await find(pages, 5), true);
    assert.equal(await find(pages, 6), true);
    assert.equal(list.read, 1);
    assert.equal(await find(pages, 25), true);
    assert.equal(list.read, 3);
  });

  it("has never more pages than askers, and ends where there is none", async () => {
    const list = new Numbers();
    const pages = new PagesForMany(list);
    await asked(pages, 3);
    assert.equal(await find(pages, 1_000), undefined);
    assert.equal(list.read, 4);
    const short = new Numbers(2);
    const few = new PagesForMany(short);
    await asked(few, 3);
    assert.equal(await find(few, 1_000), undefined);
    assert.equal(short.read, 2);
  });

  it("is read once for all who ask at the same time", async () => {
    const list = new Numbers(1);
    let answer: () => void = () => undefined;
    list.onRead = () => new Promise((resolve) => (answer = resolve));
    const pages = new PagesForMany(list);
    await asked(pages, 3);
    const all = [1, 2, 3].map((number) => find(pages, number));
    await new Promise((resolve) => setImmediate(resolve));
    answer();
    assert.deepEqual(await Promise.all(all), [true, true, true]);
    assert.equal(list.read, 1);
  });

  it("is read for half a minute at most, and within the asker's own time", async () => {
    const list = new Numbers();
    const pages = new PagesForMany(list);
    await asked(pages, 3);
    const patient = testRun({});
    await find(pages, 5, patient);
    const hurried = testRun({}, { timeout: 1_000 });
    await find(pages, 15, hurried);
    assert.deepEqual(list.deadlines, [patient.clock.begun + 30_000, hurried.clock.begun + 1_000]);
  });

  it("is left alone for long after it failed, and begun anew", async () => {
    const list = new Numbers();
    list.failure = awsError("ThrottlingException");
    const pages = new PagesForMany(list);
    await asked(pages, 4);
    assert.deepEqual([list.deadlines.length, list.restarts], [1, 1]);
    list.failure = undefined;
    await asked(pages, 11);
    assert.equal(list.deadlines.length, 1);
    assert.equal(await find(pages, 0), true, "the sixteenth: four times as many as had asked");
  });

  it("is left alone for good where it is denied", async () => {
    const list = new Numbers();
    list.failure = awsError("AccessDeniedException");
    const pages = new PagesForMany(list);
    await asked(pages, 100);
    assert.equal(list.deadlines.length, 1);
  });
});

describe("the list of a connection", () => {
  it("is one, until this process changes something", async () => {
    const of = listOfEach(() => new Numbers());
    const context = testRun({ terminateProvisionedProduct: {} });
    const first = of(context.aws);
    assert.equal(of(context.aws), first);
    assert.notEqual(of(testRun({}).aws), first);
    await callToChange(context, (client, options) =>
      client.terminateProvisionedProduct({ TerminateToken: "t" }, options),
    );
    const second = of(context.aws);
    assert.notEqual(second, first);
    assert.equal(of(context.aws), second);
  });
});
