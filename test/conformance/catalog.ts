import path from "node:path";
import type { CatalogDefinition } from "../../emulator";
import { root } from "../support/setup";

export const quickstart = path.join(root, "examples", "quickstart", "catalog");

const template = {
  Description: "A topic",
  Parameters: {
    Purpose: { Type: "String", AllowedPattern: "[a-z]+" },
    Size: { Type: "String", Default: "small", AllowedValues: ["small", "large"] },
  },
  Resources: { Topic: { Type: "AWS::SNS::Topic" }, Queue: { Type: "AWS::SQS::Queue" } },
  Outputs: { Purpose: { Value: { Ref: "Purpose" } }, Size: { Value: { Ref: "Size" } } },
};
const later = { ...template, Resources: { ...template.Resources, Alarms: { Type: "AWS::SNS::Topic" } } };
const many = {
  Resources: { Topic: { Type: "AWS::SNS::Topic" } },
  Outputs: Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`Output${index}`, { Value: `${index}` }]),
  ),
};

/** A product of every kind that the operations need, and more products than a page has. */
export const catalog: CatalogDefinition = {
  portfolios: [{ name: "Approved" }, { name: "From elsewhere", shared: true }],
  products: [
    {
      name: "Topic",
      portfolios: ["Approved"],
      versions: [
        { name: "v1", template },
        { name: "v2", template: later },
      ],
    },
    { name: "Many outputs", portfolios: ["Approved"], versions: [{ name: "v1", template: many }] },
    { name: "Two ways", versions: [{ name: "v1", template: many }] },
    {
      name: "Everywhere",
      portfolios: ["Approved"],
      versions: [{ name: "v1", template: many }],
      constraints: [{ type: "STACKSET", accounts: ["123456789012"], regions: ["us-east-1", "eu-west-1"] }],
    },
    {
      name: "Engine",
      type: "EXTERNAL",
      portfolios: ["Approved"],
      versions: [{ name: "v1", template: many }],
    },
    ...Array.from({ length: 25 }, (_, index) => ({
      name: `Filler ${String(index).padStart(2, "0")}`,
      portfolios: ["Approved"],
      versions: [{ name: "v1", template: many }],
    })),
  ],
  templates: { "own.json": many, "topic.json": template },
};
