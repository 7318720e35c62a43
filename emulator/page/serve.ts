import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isForThisMachine } from "../base/loopback";
import { catalog } from "./catalog";
import { Html, html } from "./html";
import { script } from "./script";
import { calls, products, records, stacks } from "./sections";
import { readShown, type PageSource } from "./shown";
import { style } from "./style";

const hashOf = (text: string, encoding: "base64" | "hex") =>
  createHash("sha256").update(text).digest(encoding);

/** Nothing but our own script and style, and nothing from anywhere else, should a name ever get through. */
const policy = [
  "default-src 'none'",
  `script-src 'sha256-${hashOf(script, "base64")}'`,
  `style-src 'sha256-${hashOf(style, "base64")}'`,
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%231d5fd1' d='M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z'/%3E%3C/svg%3E";

/** Answers a GET request: the page to look at. Service Catalog itself knows only POST. */
export function servePage(source: PageSource, message: IncomingMessage, response: ServerResponse): void {
  const { host = "" } = message.headers;
  const path = (message.url ?? "/").split("?")[0];
  if (!isForThisMachine(message))
    return send(response, message, 403, `This page is for this machine only, not for ${host}.\n`);
  if (path !== "/" && path !== "/live")
    return send(response, message, 404, "There is only one page here: /\n");

  const shown = readShown(source);
  const content = html`${[products, records, stacks, catalog, calls].map((part) => part(shown))}`;
  const tag = `"${hashOf(content.text, "hex").slice(0, 20)}"`;
  if (path === "/live") {
    if (message.headers["if-none-match"] === tag) return send(response, message, 304, "");
    return send(response, message, 200, content, { ETag: tag });
  }
  const page = pageOf(content, tag, `http://${host}`, source.seed);
  send(response, message, 200, page, { "Content-Security-Policy": policy });
}

const shellOf = (url: string) =>
  ["SERVICE_CATALOG", "CLOUDFORMATION", "STS"]
    .map((of) => `export AWS_ENDPOINT_URL_${of}=${url}\n`)
    .join("") +
  "export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1\nexport AWS_ACCESS_KEY_ID=AKIA123456789012 AWS_SECRET_ACCESS_KEY=emulator\n" +
  "export NO_PROXY=127.0.0.1,$NO_PROXY no_proxy=127.0.0.1,$no_proxy";

/** Style and script go in as they are: the policy has their hashes. */
const pageOf = (content: Html, tag: string, url: string, seed: number) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Service Catalog emulator</title>
        <link rel="icon" href="${icon}" />
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <header>
          <h1>Service Catalog emulator</h1>
          <p>${url}</p>
          <p>seed ${seed}</p>
          <p id="live">as of now</p>
        </header>
        <div class="set">
          <details id="use">
            <summary>Use it from a shell</summary>
            <pre>${shellOf(url)}</pre>
          </details>
        </div>
        <main data-tag="${tag}">${content}</main>
        ${new Html(`<script type="module">${script}</script>`)}
      </body>
    </html> `;

function send(
  response: ServerResponse,
  { method }: IncomingMessage,
  status: number,
  content: string | Html,
  headers: Record<string, string> = {},
): void {
  const body = content instanceof Html ? content.text : content;
  response.writeHead(status, {
    "Content-Type": `text/${content instanceof Html ? "html" : "plain"}; charset=utf-8`,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    ...headers,
  });
  response.end(method === "HEAD" ? undefined : body);
}
