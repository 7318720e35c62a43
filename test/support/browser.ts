import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { temporaryFolder } from "./sandbox";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where Chromium is, if it is on this machine. `CHROMIUM` names another place. */
export const browserBin = [process.env["CHROMIUM"] ?? "", ...places].find(existsSync);

/** Nothing of Chromium's own may go out to the network, or into a profile of the user. */
const quietly = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function openBrowser(): Promise<Browser> {
  if (browserBin === undefined)
    throw new Error("there is no Chromium here; install the package chromium, or set CHROMIUM");
  const home = temporaryFolder("browser");
  const browser = await chromium.launch({
    executablePath: browserBin,
    args: quietly,
    env: { PATH: process.env["PATH"] ?? "", HOME: home, XDG_CONFIG_HOME: path.join(home, "config") },
  });
  browser.once("disconnected", () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
  return browser;
}

/** A page that keeps what its scripts complain about; a refusal by the content security policy is such. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, complaints };
}
