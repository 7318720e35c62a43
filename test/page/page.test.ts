import assert from "node:assert/strict";
import { ProvisionProductCommand, TerminateProvisionedProductCommand } from "@aws-sdk/client-service-catalog";
import type { Browser } from "playwright-core";
import { createEmulator, type CatalogDefinition, type Emulator } from "../../emulator";
import { bucketCatalog, clientOf } from "../emulator/support";
import { browserBin, openBrowser, openPage } from "../support/browser";
import { Project } from "../support/project";

const hostile = `</script><script>alert(1)</script><img src=x onerror="alert(2)">'"\``;
const hostileCatalog: CatalogDefinition = {
  portfolios: [{ name: hostile }],
  products: [
    {
      name: hostile,
      owner: hostile,
      description: hostile,
      versions: [
        {
          name: hostile,
          description: hostile,
          template: {
            Parameters: { A: { Type: "String", Default: hostile, Description: hostile } },
            Resources: { Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: hostile } } },
            Outputs: { A: { Value: { Ref: "A" } } },
          },
        },
      ],
    },
  ],
};

const program = `
const { ProvisionedProduct } = require("pulumi-servicecatalog");
new ProvisionedProduct("logs", {
  name: "logs",
  productName: "Bucket",
  provisioningArtifactName: "v1",
  provisioningParameters: { Purpose: "logs" },
});
`;

const what = browserBin === undefined ? " (skipped: there is no Chromium; install the package chromium)" : "";

(browserBin === undefined ? describe.skip : describe)(`the page in Chromium${what}`, () => {
  let browser: Browser;
  const running: Emulator[] = [];
  before(async () => (browser = await openBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  });
  const start = async (...options: Parameters<typeof createEmulator>) => {
    const emulator = await createEmulator(...options);
    running.push(emulator);
    return emulator;
  };

  it("shows pulumi up and destroy while they run, and keeps open what was opened", async () => {
    const emulator = await start({ catalog: bucketCatalog, speed: 10, durations: { lag: 1000 } });
    const { page, complaints } = await openPage(browser, emulator.url);
    await page.locator("#catalog summary").first().click();
    const project = await Project.create({ program, env: emulator.env });
    try {
      const status = page.locator("#products .pill");
      const up = project.up();
      await page.locator("#products strong", { hasText: "logs" }).waitFor();
      await status.filter({ hasText: "UNDER_CHANGE" }).waitFor();
      await page.locator("#records svg g.busy", { hasText: "provision" }).waitFor();
      await status.filter({ hasText: "AVAILABLE" }).waitFor();
      assert.equal((await up).code, 0);
      await page.locator("#records svg g.good").waitFor();
      await page.locator("#stacks .pill", { hasText: "CREATE_COMPLETE" }).first().waitFor();
      const destroy = project.destroy();
      await page.locator("#records svg g.busy", { hasText: "terminate" }).waitFor();
      await page.locator("#products .none").waitFor();
      assert.equal((await destroy).code, 0);
      assert.ok((await page.locator("#catalog details").first().getAttribute("open")) !== null);
      assert.ok((await page.locator("#calls tbody tr").count()) > 5);
    } finally {
      await project.remove();
    }
    assert.deepEqual(complaints, []);
  });

  it("runs nothing of what names and values bring along", async () => {
    const emulator = await start({ catalog: hostileCatalog, clock: "virtual" });
    const client = clientOf(emulator);
    const provision = new ProvisionProductCommand({
      ProductName: hostile,
      ProvisioningArtifactName: hostile,
      ProvisionedProductName: "logs",
      ProvisioningParameters: [{ Key: "A", Value: hostile }],
      ProvisionToken: undefined,
    });
    await client.send(provision);
    await client
      .send(new TerminateProvisionedProductCommand({ ProvisionedProductName: hostile, TerminateToken: "t" }))
      .catch(() => undefined);
    emulator.fail("*", { operation: "terminate", message: hostile });
    await emulator.advance(100_000);
    await client.send(
      new TerminateProvisionedProductCommand({ ProvisionedProductName: "logs", TerminateToken: "t2" }),
    );
    await emulator.advance(100_000);
    const { page, complaints } = await openPage(browser, emulator.url);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await page.waitForTimeout(700);
    assert.deepEqual(complaints, []);
    assert.equal(await page.locator("script").count(), 1);
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.locator("#catalog h3").textContent(), hostile);
    assert.ok((await page.locator("#products td").last().textContent())?.includes(hostile));
    client.destroy();
  });

  for (const colorScheme of ["light", "dark"] as const)
    it(`has enough contrast in ${colorScheme}, and no scroll bar across on a phone`, async () => {
      const emulator = await start({ catalog: bucketCatalog, clock: "virtual" });
      const { page } = await openPage(browser, emulator.url, {
        colorScheme,
        viewport: { width: 390, height: 800 },
      });
      const [text, ground, wide] = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body);
        const { scrollWidth, clientWidth } = document.documentElement;
        return [color, backgroundColor, scrollWidth > clientWidth] as const;
      });
      assert.ok(contrast(text, ground) >= 7, `${text} on ${ground}`);
      assert.equal(wide, false);
    });

  it("says so when the emulator is gone", async () => {
    const emulator = await start({ catalog: bucketCatalog });
    const { page } = await openPage(browser, emulator.url);
    await emulator.close();
    await page.locator("#live", { hasText: "does not answer" }).waitFor();
  });
});

/** As WCAG defines it. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
