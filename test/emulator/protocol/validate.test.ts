import assert from "node:assert/strict";
import { operations } from "../../../emulator/operations/index";
import { validateInput } from "../../../emulator/protocol/validate";

const refusal = (operation: string, input: object): string => {
  const found = operations.get(operation);
  assert.ok(found);
  try {
    validateInput(found.input, input);
    return "";
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : "";
  }
};

describe("request validation", () => {
  const good = { ProvisionedProductName: "logs", ProvisionToken: "t" };
  const cases: [string, object, string][] = [
    ["accepts what is right", good, ""],
    [
      "tells of what is missing",
      { ProvisionToken: "t" },
      "1 validation error detected: Value null at 'provisionedProductName' failed to satisfy constraint: Member must not be null",
    ],
    [
      "tells of a pattern",
      { ...good, ProvisionedProductName: "-logs" },
      "1 validation error detected: Value '-logs' at 'provisionedProductName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9][a-zA-Z0-9._-]*",
    ],
    [
      "matches the pattern against the whole value",
      { ...good, ProvisionedProductName: "logs\n" },
      "1 validation error detected: Value 'logs\n' at 'provisionedProductName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9][a-zA-Z0-9._-]*",
    ],
    [
      "tells of a length",
      { ...good, ProvisionedProductName: "x".repeat(129) },
      `1 validation error detected: Value '${"x".repeat(129)}' at 'provisionedProductName' failed to satisfy constraint: Member must have length less than or equal to 128`,
    ],
    [
      "tells of all at once, with the place in lists",
      { ...good, ProvisionToken: "", Tags: [{ Key: "a", Value: "b" }, { Key: "c" }] },
      "3 validation errors detected: Value null at 'tags.2.member.value' failed to satisfy constraint: Member must not be null; " +
        "Value '' at 'provisionToken' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value '' at 'provisionToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9][a-zA-Z0-9_-]*",
    ],
    [
      "tells of a number out of range",
      { ...good, ProvisioningPreferences: { StackSetMaxConcurrencyPercentage: 101 } },
      "1 validation error detected: Value '101' at 'provisioningPreferences.stackSetMaxConcurrencyPercentage' failed to satisfy constraint: Member must have value less than or equal to 100",
    ],
    [
      "tells of too many tags",
      { ...good, Tags: Array.from({ length: 51 }, () => ({ Key: "k", Value: "v" })) },
      "Member must have length less than or equal to 50",
    ],
    ["takes null for absent", { ...good, PathId: null }, ""],
    ["lets unknown members pass", { ...good, Whatever: 1 }, ""],
  ];
  for (const [what, input, expected] of cases)
    it(what, () => {
      const actual = refusal("ProvisionProduct", { ...input });
      if (expected === "") assert.equal(actual, "");
      else assert.ok(actual.startsWith("ValidationException: ") && actual.endsWith(expected), actual);
    });

  it("tells of a value outside of its enumeration", () => {
    assert.equal(
      refusal("SearchProvisionedProducts", { SortOrder: "UP", Filters: { Other: [] } }),
      "ValidationException: 2 validation errors detected: Value 'Other' at 'filters.key' failed to satisfy constraint: Member must satisfy enum value set: [SearchQuery]; " +
        "Value 'UP' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [ASCENDING, DESCENDING]",
    );
  });

  for (const [operation, input] of [
    ["ListPortfolios", { PageToken: "a\u0000" }],
    ["SearchProducts", { PageToken: "\uFFFF" }],
    ["DescribeRecord", { Id: "rec-1", PageToken: "a\u001b[2J" }],
    ["NotifyTerminateProvisionedProductEngineWorkflowResult", { FailureReason: "\u0007" }],
    [
      "NotifyProvisionProductEngineWorkflowResult",
      { ResourceIdentifier: { UniqueTag: { Key: "a#b", Value: "c" } } },
    ],
    ["ListPortfolios", { PageSize: 101 }],
    ["SearchProductsAsAdmin", { PageSize: 21 }],
  ] as const)
    it(`refuses ${JSON.stringify(input)} of ${operation}`, () => {
      const required = { WorkflowToken: "t", RecordId: "rec-1", Status: "FAILED", IdempotencyToken: "t" };
      assert.match(
        refusal(operation, operation.startsWith("Notify") ? { ...required, ...input } : { ...input }),
        /^ValidationException: 1 validation error detected/,
      );
    });

  it("takes pages of a hundred where the model says so, and reasons of several lines", () => {
    for (const operation of ["ListPortfolios", "ListAcceptedPortfolioShares", "SearchProducts"])
      assert.equal(refusal(operation, { PageSize: 100, PageToken: "a\tb\u00e4" }), "");
    const told = { WorkflowToken: "t", RecordId: "rec-1", Status: "FAILED", IdempotencyToken: "t" };
    const notify = "NotifyTerminateProvisionedProductEngineWorkflowResult";
    assert.equal(refusal(notify, { ...told, FailureReason: "no quota\nat all" }), "");
  });

  it("takes a name or an ARN where the model says so", () => {
    const input = (ProvisionedProductName: string) => ({ ProvisionedProductName, TerminateToken: "t" });
    assert.equal(refusal("TerminateProvisionedProduct", input("logs")), "");
    assert.equal(
      refusal(
        "TerminateProvisionedProduct",
        input("arn:aws:servicecatalog:us-east-1:123456789012:stack/logs/pp-x"),
      ),
      "",
    );
    assert.notEqual(refusal("TerminateProvisionedProduct", input("no blanks")), "");
  });
});
