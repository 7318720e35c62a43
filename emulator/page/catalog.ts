import type { Portfolio, Version } from "../catalog/catalog";
import { html, type Html } from "./html";
import { more, pairs, row, section, table } from "./parts";
import { masked } from "./mask";
import type { Shown } from "./shown";
import type { ParameterDeclaration } from "../cloudformation/syntax/template";

export function catalog({ catalog: { products, portfolios } }: Shown): Html {
  const cards = products.map(
    (product) =>
      html`<article>
        <h3>${product.name}</h3>
        <small>${product.id}, ${product.owner}</small>
        <p>${product.description}</p>
        ${pairs(
          product.paths.map(({ name, portfolioId, constraints }) => [
            "Launch path",
            html`${name}
              <small>${constraints.map(({ type }) => type).join(", ")}</small>
              ${forWhom(portfolios.find(({ id }) => id === portfolioId))}`,
          ]),
        )}
        ${product.paths.length === 0 ? html`<p class="none">No launch path: nobody can launch it.</p>` : undefined}
        ${product.versions.map(versionOf)}
      </article>`,
  );
  const empty = html`<p class="none">
    No products. Start the emulator with --catalog, or make some through the API.
  </p>`;
  return section("catalog", "Catalog", products.length, [
    products.length === 0 ? empty : html`<div class="cards">${cards}</div>`,
  ]);
}

/** Of a portfolio that was made through the API; the others are for everybody. */
const forWhom = (portfolio: Portfolio | undefined) =>
  portfolio?.open
    ? undefined
    : html`<small>for ${portfolio?.principals.map(({ arn }) => arn).join(", ") || "nobody yet"}</small>`;

function versionOf(version: Version): Html {
  const marks = [version.guidance === "DEPRECATED" ? "deprecated" : "", version.active ? "" : "inactive"];
  const parameters = [...version.template.parameters.values()];
  return more(
    `version-${version.id}`,
    html`<strong>${version.name}</strong> ${version.description}
      <small>${[version.id, ...marks.filter(Boolean)].join(", ")}</small>`,
    table(
      ["Parameter", "Type", "Default", "Allowed"],
      parameters.map((parameter) =>
        row(
          html`${parameter.key}<small>${parameter.description ?? ""}</small>`,
          html`${parameter.type}${parameter.noEcho ? html`<small>NoEcho</small>` : undefined}`,
          defaultOf(parameter),
          allowedIn(parameter),
        ),
      ),
      "No parameters.",
    ),
  );
}

function defaultOf({ default: value, noEcho }: ParameterDeclaration): string | Html {
  if (value === undefined) return html`<i>required</i>`;
  return noEcho ? masked : value;
}

function allowedIn(parameter: ParameterDeclaration): string {
  const { allowedValues, allowedPattern, minLength, maxLength, minValue, maxValue, noEcho } = parameter;
  const range = (least: string | undefined, most: string | undefined, what: string) =>
    least === undefined && most === undefined ? "" : `${least ?? ""} to ${most ?? "any"}${what}`;
  return [
    // The values that a secret may have tell a good deal of it.
    noEcho && allowedValues.length > 0 ? masked : allowedValues.join(", "),
    allowedPattern ?? "",
    range(minLength, maxLength, " characters"),
    range(minValue, maxValue, ""),
  ]
    .filter(Boolean)
    .join("; ");
}
