import { html, type Html } from "./html";
import { clock, duration, toneOf } from "./parts";
import type { Shown } from "./shown";

const width = 1000;
const labels = 190;
const line = 26;
const newestProducts = 25;

/** A line for each provisioned product, newest last, with a bar for each of its records. */
export function timeline({ records, now, mask }: Shown): Html | undefined {
  const products = [...new Set(records.map(({ provisionedProductId }) => provisionedProductId))];
  const lines = new Map(products.slice(-newestProducts).map((id, index) => [id, index]));
  const drawn = records.filter(({ provisionedProductId }) => lines.has(provisionedProductId));
  const [first] = drawn;
  if (!first) return undefined;
  const endOf = ({ status, updatedTime }: (typeof drawn)[number]) =>
    toneOf(status) === "busy" || status === "IN_PROGRESS_IN_ERROR" ? now : updatedTime;
  const start = first.createdTime;
  const span = Math.max(1000, ...drawn.map((record) => endOf(record) - start));
  const x = (moment: number) => labels + ((moment - start) / span) * (width - labels - 10);
  const height = lines.size * line + 24;

  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Records over time">
      ${ticks(span).map(
        (tick) =>
          html`<line x1="${x(start + tick)}" x2="${x(start + tick)}" y1="0" y2="${height - 20}" />
            <text class="tick" x="${x(start + tick)}" y="${height - 5}">+${duration(tick)}</text>`,
      )}
      ${drawn
        .filter((record, index) => drawn.findIndex((other) => sameProduct(other, record)) === index)
        .map(({ provisionedProductId, provisionedProductName: name }) => {
          const y = (lines.get(provisionedProductId) ?? 0) * line;
          return html`<text x="0" y="${y + 18}">${shorten(mask.text(name))}</text>`;
        })}
      ${drawn.map((record) => {
        const y = (lines.get(record.provisionedProductId) ?? 0) * line;
        const length = Math.max(5, x(endOf(record)) - x(record.createdTime));
        const word = wordOf(record.type);
        return html`<g class="${toneOf(record.status)}">
          <title>
            ${record.type} ${record.status}, ${duration(endOf(record) - record.createdTime)}, ${record.id}
          </title>
          <rect x="${x(record.createdTime)}" y="${y + 4}" width="${length}" height="${line - 8}" rx="4" />
          ${length > word.length * 8 ? html`<text x="${x(record.createdTime) + 6}" y="${y + 18}">${word}</text>` : undefined}
        </g>`;
      })}
    </svg>
    <p class="none">From ${clock(start)}, ${duration(span)}.</p>`;
}

const sameProduct = (one: { provisionedProductId: string }, other: { provisionedProductId: string }) =>
  one.provisionedProductId === other.provisionedProductId;

/** `PROVISION_PRODUCT` is `provision`. */
const wordOf = (type: string) => (type.split("_")[0] ?? type).toLowerCase();

const shorten = (name: string) => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

/** Four to eight round distances from the start. */
function ticks(span: number): number[] {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400].map((s) => s * 1000);
  const step = steps.find((candidate) => span / candidate <= 8) ?? span / 4;
  return Array.from({ length: Math.floor(span / step) }, (_, index) => (index + 1) * step);
}
