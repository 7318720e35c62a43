import { html, type Html } from "./html";
import { clock, duration, more, newest, pairs, pill, row, section, table, toneOf } from "./parts";
import type { Shown } from "./shown";
import { timeline } from "./timeline";

export function products({ products, catalog, mask }: Shown): Html {
  const rows = products.map((product) => {
    const kind = catalog.products.find(({ id }) => id === product.productId);
    const version = kind?.versions.find(({ id }) => id === product.provisioningArtifactId);
    return row(
      html`<strong>${mask.text(product.name)}</strong><small>${product.id}</small>`,
      pill(product.status),
      html`${kind?.name ?? product.productId}<small
          >${version?.name ?? product.provisioningArtifactId}</small
        >`,
      html`${product.account}<small>${product.region}</small>`,
      tags(product.tags, mask.text.bind(mask)),
      mask.text(product.statusMessage ?? ""),
    );
  });
  const head = ["Name", "Status", "Product, version", "Account, region", "Tags", "Message"];
  return section(
    "products",
    "Provisioned products",
    rows.length,
    table(head, rows, "None. They appear as soon as a client provisions one."),
  );
}

const tags = (all: Record<string, string>, show: (text: string) => string) =>
  Object.entries(all).map(([key, value]) => html`<small>${show(key)}: ${show(value)}</small>`);

export function records(shown: Shown): Html {
  const { mask, now } = shown;
  const rows = newest(shown.records).map((record) => {
    const end = ["SUCCEEDED", "FAILED"].includes(record.status) ? record.updatedTime : now;
    const outputs = Object.entries(record.outputs);
    return row(
      clock(record.createdTime),
      html`${record.type}<small>${record.id}</small>`,
      html`${mask.text(record.provisionedProductName)}<small class="place">${record.place}</small>`,
      pill(record.status),
      duration(end - record.createdTime),
      html`${record.errors.map(({ code, description }) => html`<p>${code}: ${mask.text(description)}</p>`)}
      ${outputs.length > 0 ? more(`outputs-${record.id}`, `${outputs.length} outputs`, pairs(outputs.map(([key, value]) => [key, mask.text(value)]))) : undefined}`,
    );
  });
  const head = ["Began", "Operation", "Product", "Status", "Took", "Errors and outputs"];
  return section("records", "Records", shown.records.length, [
    timeline(shown),
    table(head, rows, "None yet."),
  ]);
}

export function stacks({ stacks, mask }: Shown): Html {
  const rows = newest(stacks).map((stack) =>
    row(
      html`${stack.name}<small class="place">${stack.place}</small>`,
      pill(stack.status),
      more(
        `resources-${stack.arn}`,
        `${stack.resources.length} resources`,
        pairs(
          stack.resources.map(({ logicalId, type, status }) => [
            logicalId,
            html`${pill(status)} <small>${type}</small>`,
          ]),
        ),
      ),
      more(
        `parameters-${stack.arn}`,
        `${Object.keys(stack.parameters).length} parameters`,
        pairs(Object.entries(stack.parameters).map(([key, value]) => [key, mask.parameter(key, value)])),
      ),
    ),
  );
  const head = ["Stack", "Status", "Resources", "Parameters"];
  return section("stacks", "Stacks", stacks.length, table(head, rows, "None yet."));
}

export function calls({ calls, callCount, mask }: Shown): Html {
  const rows = newest(calls).map((call) => {
    const { number } = call;
    const answer = call.status === 0 ? "no answer" : String(call.status);
    const input =
      typeof call.input === "string" ? call.input : JSON.stringify(mask.input(call.input), null, 2);
    return html`<tr class="${call.status === 200 ? toneOf("") : "bad"}">
      <td>${clock(call.at)}</td>
      <td>
        ${call.mutating ? html`<strong>${call.operation}</strong>` : call.operation || "(no operation)"}${call.attempt > 1 ? html` <small>attempt ${call.attempt}</small>` : undefined}
      </td>
      <td>${call.account}<small>${call.region}</small></td>
      <td>
        <b>${answer}</b>
        ${call.error ?? ""}${call.fault === undefined ? undefined : html` <small>fault: ${call.fault}</small>`}
      </td>
      <td>${more(`call-${number}`, "input", html`<pre>${input}</pre>`)}</td>
    </tr>`;
  });
  const head = ["At", "Operation", "Account, region", "Answer", "Input"];
  return section("calls", "Calls", callCount, table(head, rows, "None yet."));
}
