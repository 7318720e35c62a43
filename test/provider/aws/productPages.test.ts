import assert from "node:assert/strict";
import { ProductPages, productPagesOf } from "../../../provider/aws/productPages";
import { SEARCH_LAG } from "../../../provider/aws/delays";
import { callToChange } from "../../../provider/aws/calls";
import { awsError, type Answers } from "../support";
import { accountInPages, type Account } from "./accountInPages";

const OLD = SEARCH_LAG + 60_000;

/** An account of so many products, all made long ago. */
function accountOf(count: number, instead: Answers = {}) {
  const account = accountInPages(instead);
  const ids = Array.from({ length: count }, (_, n) => account.provision(`web-${n}`));
  account.run.clock.advance(OLD);
  return { account, ids };
}

/** What the pages say of the product; undefined where it has to be asked for by itself. */
const ask = ({ run }: Account, id: string) =>
  productPagesOf(run.aws).find(run, (list) => (list.isCurrent(run) ? (list.take(id) ?? null) : undefined));

/** Could the name be taken? Undefined where it has to be asked for by itself. */
const askName = ({ run }: Account, name: string) =>
  productPagesOf(run.aws).find(run, (list) => (list.isCurrent(run) ? list.mayBeTaken(name) : undefined));

const askFor = async (account: Account, count: number) => {
  for (let n = 0; n < count; n++) assert.equal(await ask(account, "pp-none"), undefined);
};
const calls = (account: Account) => [
  account.called("searchProvisionedProducts"),
  account.called("listRecordHistory"),
];

describe("pages of all products", () => {
  it("are not read for three who ask; from the fourth on everybody is told", async () => {
    const { account, ids } = accountOf(90);
    await askFor(account, 3);
    assert.deepEqual(calls(account), [0, 0]);
    for (const id of ids) assert.equal((await ask(account, id))?.Id, id);
    assert.deepEqual(calls(account), [1, 1]);
  });

  it("are read on only when as many have asked as there are pages", async () => {
    const { account, ids } = accountOf(1_000);
    await askFor(account, 10);
    assert.deepEqual(calls(account), [10, 0]);
    await askFor(account, 0);
    assert.equal((await ask(account, ids[999] ?? ""))?.Name, "web-999");
    assert.deepEqual(calls(account), [10, 1]);
  });

  it("are not read after the first one in an account that is far bigger than the program", async () => {
    const { account } = accountOf(3_000);
    await askFor(account, 29);
    assert.deepEqual(calls(account), [1, 0]);
  });

  it("never cost more calls than there are askers, also where the history is long", async () => {
    const { account } = accountOf(100);
    for (let n = 0; n < 500; n++) account.provision(`fresh-${n}`);
    let told = 0;
    for (let asked = 1; asked <= 60; asked++) {
      if ((await ask(account, "pp-none")) !== undefined) told++;
      const [searches = 0, histories = 0] = calls(account);
      assert.ok(searches + histories <= asked, `${searches} + ${histories} calls for ${asked}`);
    }
    assert.ok(told > 25, `${told} were told`);
  });

  it("are read once for all who ask at the same time", async () => {
    const { account, ids } = accountOf(200);
    const found = await Promise.all(ids.map((id) => ask(account, id)));
    assert.deepEqual(calls(account), [2, 1]);
    assert.equal(found.filter(Boolean).length, 197);
  });

  it("are sorted, as large as can be, and of the whole account", async () => {
    const { account } = accountOf(1);
    await askFor(account, 3);
    await ask(account, "pp-1");
    const level = { AccessLevelFilter: { Key: "Account", Value: "self" } };
    assert.deepEqual(account.run.aws.named("searchProvisionedProducts"), [
      { ...level, SortBy: "name", PageSize: 100 },
    ]);
    assert.deepEqual(account.run.aws.named("listRecordHistory"), [{ ...level, PageSize: 20 }]);
  });

  describe("where a search is behind", () => {
    for (const [what, happen] of [
      ["updated", (account: Account, id: string) => account.update(id)],
      ["terminated", (account: Account, id: string) => account.terminate(id)],
    ] as const)
      it(`do not say that a product is unchanged which was ${what} a moment ago`, async () => {
        const { account, ids } = accountOf(10);
        account.lag = SEARCH_LAG;
        const [changed = "", same = ""] = ids;
        happen(account, changed);
        await askFor(account, 3);
        assert.equal(await ask(account, changed), null);
        assert.equal((await ask(account, same))?.Id, same);
      });

    it("do not say so until the search is sure to show it", async () => {
      for (const age of [1, 1_000, 30_000, SEARCH_LAG - 1, SEARCH_LAG]) {
        const { account, ids } = accountOf(10);
        account.lag = SEARCH_LAG;
        account.update(ids[0] ?? "");
        account.run.clock.advance(age);
        await askFor(account, 3);
        const told = await ask(account, ids[0] ?? "");
        assert.ok(told === null || told?.LastRecordId === "rec-11", `after ${age} ms`);
      }
    });

    it("do not say that a name is free which no page shows yet", async () => {
      const { account } = accountOf(10);
      account.lag = SEARCH_LAG;
      account.provision("Fresh");
      await askFor(account, 3);
      assert.equal(await askName(account, "Fresh"), true);
      assert.equal(await askName(account, "other"), false);
    });
  });

  describe("read the history", () => {
    /** So many products, made that long ago; how many pages of records are read. */
    const pagesRead = async (count: number, age: number) => {
      const account = accountInPages();
      for (let n = 0; n < count; n++) account.provision(`web-${n}`);
      account.run.clock.advance(age);
      await askFor(account, 3);
      for (let asked = 0; asked < 20; asked++) await askName(account, "none");
      return account.called("listRecordHistory");
    };

    for (const [what, age, expected] of [
      ["to before what a search may not show yet, and the clocks of AWS apart", SEARCH_LAG + 2_000, 3],
      ["not further", SEARCH_LAG + 2_001, 1],
    ] as const)
      it(what, async () => {
        assert.equal(await pagesRead(50, age), expected);
      });

    it("for the last record of each product", async () => {
      const { account, ids } = accountOf(10);
      const [changed = ""] = ids;
      for (let time = 0; time < 3; time++) account.update(changed);
      await askFor(account, 3);
      assert.equal((await ask(account, changed))?.Id, changed);
    });

    it("in steps of one call", async () => {
      const account = accountInPages();
      for (let n = 0; n < 10; n++) account.provision(`web-${n}`);
      const pages = new ProductPages();
      for (const [searches, histories, isCurrent] of [
        [1, 0, false],
        [1, 1, true],
      ] as const) {
        await pages.readNext(account.run);
        assert.deepEqual([...calls(account), pages.isCurrent(account.run)], [searches, histories, isCurrent]);
      }
      account.run.clock.advance(5_000);
      assert.equal(pages.isCurrent(account.run), true);
      account.run.clock.advance(1);
      assert.equal(pages.isCurrent(account.run), false);
    });
  });

  it("tell nothing of a product that no search shows yet", async () => {
    const { account } = accountOf(10);
    account.lag = SEARCH_LAG;
    const fresh = account.provision("fresh");
    await askFor(account, 3);
    assert.equal(await ask(account, fresh), null);
  });

  it("are forgotten when they are begun anew", async () => {
    const { account, ids } = accountOf(10);
    const pages = new ProductPages();
    const read = async () => {
      for (let step = 0; step < 2; step++) await pages.readNext(account.run);
    };
    await read();
    account.terminate(ids[3] ?? "");
    account.update(ids[4] ?? "");
    account.run.clock.advance(OLD);
    pages.restart();
    assert.equal(pages.isCurrent(account.run), false);
    await read();
    assert.deepEqual([pages.mayBeTaken("web-3"), pages.mayBeTaken("web-4")], [false, true]);
  });

  it("are asked for by calls that end with the run, and soon", async () => {
    const options: unknown[] = [];
    const note = (_: object, given?: object) => (options.push(given), {});
    const account = accountInPages({
      searchProvisionedProducts: (_, given) => ({ ...note(_, given), ProvisionedProducts: [] }),
      listRecordHistory: (_, given) => ({ ...note(_, given), RecordDetails: [] }),
    });
    const pages = new ProductPages();
    for (let step = 0; step < 2; step++) await pages.readNext(account.run);
    const expected = { abortSignal: account.run.stop, requestTimeout: 5_000 };
    assert.deepEqual(options, [expected, expected]);
  });

  for (const [what, page] of [
    ["without an id", [{ Name: "web" }]],
    ["whose id is null", [{ Id: null, Name: "web" }]],
    ["without a name", [{ Id: "pp-1" }]],
  ] as const)
    it(`are unreadable with a product ${what}`, async () => {
      const account = accountInPages({ searchProvisionedProducts: { ProvisionedProducts: page } });
      await assert.rejects(new ProductPages().readNext(account.run), {
        message: "an answer without what was asked for",
      });
    });

  it("do not tell names apart by case", async () => {
    const { account } = accountOf(10);
    await askFor(account, 3);
    assert.equal(await askName(account, "WEB-3"), true);
  });

  it("are followed by what happens meanwhile, a call for many askers", async () => {
    const { account, ids } = accountOf(90);
    await askFor(account, 3);
    await ask(account, ids[0] ?? "");
    account.run.clock.advance(6_000);
    account.update(ids[1] ?? "");
    account.provision("new");
    assert.equal(await ask(account, ids[1] ?? ""), null);
    assert.equal(await askName(account, "new"), true);
    assert.equal((await ask(account, ids[2] ?? ""))?.Name, "web-2");
    assert.deepEqual(calls(account), [1, 2]);
  });

  it("tell of a product once: who asks again wants to know it anew", async () => {
    const { account, ids } = accountOf(10);
    await askFor(account, 3);
    assert.equal((await ask(account, ids[0] ?? ""))?.Id, ids[0]);
    assert.equal(await ask(account, ids[0] ?? ""), null);
  });

  it("do not tell of a product whose last operation goes on", async () => {
    const begun = accountInPages().run.clock.now();
    const running = accountInPages({
      listRecordHistory: {
        RecordDetails: [
          {
            RecordId: "rec-1",
            Status: "IN_PROGRESS",
            CreatedTime: new Date(begun),
            ProvisionedProductId: "pp-1",
            ProvisionedProductName: "web-0",
          },
        ],
      },
    });
    running.provision("web-0");
    await askFor(running, 3);
    assert.equal(await ask(running, "pp-1"), null);
  });

  it("are forgotten when this process changes something", async () => {
    const { account, ids } = accountOf(10);
    await askFor(account, 3);
    await ask(account, ids[0] ?? "");
    await callToChange(account.run, () => Promise.resolve());
    await askFor(account, 3);
    assert.deepEqual(calls(account), [1, 1]);
  });
});

describe("pages that tell nothing", () => {
  const denied = awsError("AccessDeniedException", "no", { $fault: "client" });

  for (const operation of ["searchProvisionedProducts", "listRecordHistory"]) {
    it(`because ${operation} is denied are not asked for again`, async () => {
      const { account } = accountOf(10, { [operation]: denied });
      await askFor(account, 500);
      assert.equal(account.called(operation), 1);
    });

    for (const [what, answer] of [
      ["a list", {}],
      ["what is needed in an entry", { ProvisionedProducts: [{}], RecordDetails: [{}] }],
      ["a list of entries", { ProvisionedProducts: [null], RecordDetails: [null] }],
      ["a readable body", new SyntaxError("Unexpected token '<'")],
      ["an answer in time", awsError("TimeoutError")],
      ["an answer", awsError("ECONNRESET")],
      ["valid credentials", awsError("ExpiredTokenException", "expired", { $fault: "client" })],
    ] as const)
      it(`because ${operation} comes without ${what} are asked for a few times in a thousand`, async () => {
        const { account } = accountOf(10, { [operation]: answer });
        await askFor(account, 1_000);
        assert.ok(account.called(operation) <= 5, `${account.called(operation)} calls`);
      });
  }

  it("because they have skipped products are not believed", async () => {
    const { account } = accountOf(10, {
      searchProvisionedProducts: {
        ProvisionedProducts: [{ Id: "pp-1", Name: "web-0" }],
        TotalResultsCount: 10,
      },
    });
    await askFor(account, 20);
  });

  it("for once are read from the beginning later, and then tell", async () => {
    let broken = 1;
    const whole = accountOf(10).account;
    const { account, ids } = accountOf(10, {
      searchProvisionedProducts: async (input: Record<string, unknown>) => {
        if (broken-- > 0)
          throw awsError("ServiceUnavailableException", "later", { $metadata: { httpStatusCode: 503 } });
        return (await whole.run.aws.serviceCatalog()).searchProvisionedProducts(input);
      },
    });
    await askFor(account, 15);
    assert.equal((await ask(account, ids[3] ?? ""))?.Id, ids[3]);
  });

  it("while AWS limits the rate of calls are waited for, but not for long", async () => {
    const { account } = accountOf(10, { searchProvisionedProducts: awsError("ThrottlingException") });
    const begun = account.run.clock.now();
    await askFor(account, 4);
    const waited = account.run.clock.now() - begun;
    assert.ok(waited > 5_000 && waited <= 31_000, `${waited} ms`);
  });

  it("end with the run: whoever waits for them asks for himself, and is told that it was stopped", async () => {
    const { account } = accountOf(10, {
      searchProvisionedProducts: () => {
        account.run.stopper.abort();
        throw awsError("AbortError");
      },
    });
    await askFor(account, 4);
  });
});
