import { html, type Html, type Part } from "./html";
import { limit } from "./shown";

type Tone = "good" | "busy" | "odd" | "bad" | "gone";

/** The colour of a status of a product, a record, a stack or a resource; also of one that is not known. */
export function toneOf(status: string): Tone {
  if (/FAILED$|^ERROR$/.test(status)) return "bad";
  if (/TAINTED|IN_ERROR|ROLLBACK|SKIPPED/.test(status)) return "odd";
  if (/IN_PROGRESS|UNDER_CHANGE|^CREATED$/.test(status)) return "busy";
  if (status === "DELETE_COMPLETE") return "gone";
  return "good";
}

export const pill = (status: string): Html => html`<b class="pill ${toneOf(status)}">${status}</b>`;

export const clock = (ms: number): Html =>
  html`<time datetime="${new Date(ms).toISOString()}">${new Date(ms).toISOString().slice(11, 19)}</time>`;

/** `4 s`, `1 min 5 s`, `2 h 10 min`, with blanks at which no line breaks. */
export const duration = (ms: number): string => words(ms).replaceAll(" ", "\u00a0");

function words(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Opens on demand. The key keeps it open when the page is drawn anew. */
export const more = (key: string, summary: Part, content: Part): Html =>
  html`<details id="${key}">
    <summary>${summary}</summary>
    ${content}
  </details>`;

export const pairs = (entries: readonly (readonly [string, Part])[]): Html | undefined =>
  entries.length === 0
    ? undefined
    : html`<dl>
        ${entries.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>`;

export function table(head: readonly string[], rows: readonly Html[], empty: string): Html {
  if (rows.length === 0) return html`<p class="none">${empty}</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${head.map((name) => html`<th>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

export const row = (...cells: Part[]): Html =>
  html`<tr>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr>`;

export const section = (id: string, title: string, count: number, content: Part): Html =>
  html`<section id="${id}">
    <h2>${title} <span>${count}</span></h2>
    ${content}
    ${count > limit && id !== "products" ? html`<p class="none">The newest ${limit} of ${count}.</p>` : undefined}
  </section>`;

/** The newest ones, newest first. */
export const newest = <T>(items: readonly T[]): T[] => items.slice(-limit).reverse();
