import type { CatalogDefinition } from "../../emulator";

const template = {
  Parameters: { Size: { Type: "String", Default: "small", AllowedValues: ["small", "large"] } },
  Resources: { Topic: { Type: "AWS::SNS::Topic" } },
};

/** Two launch paths with different constraints, versions of every kind, and a product that nobody may see. */
export const pathsCatalog: CatalogDefinition = {
  portfolios: [
    { name: "Development", id: "port-development", tagOptions: { CostCenter: ["1", "2"] } },
    { name: "Production", id: "port-production" },
  ],
  products: [
    {
      name: "Two paths",
      versions: [
        { name: "old", template, guidance: "DEPRECATED", id: "pa-old" },
        { name: "hidden", template, active: false, id: "pa-hidden" },
        { name: "twice", template, id: "pa-one" },
        { name: "twice", template, id: "pa-two" },
      ],
      constraints: [
        { type: "LAUNCH", role: "Launcher", portfolio: "Production", description: "Launch as Launcher" },
        {
          type: "TEMPLATE",
          portfolio: "Production",
          description: "Small only",
          rules: {
            Size: {
              Assertions: [
                {
                  Assert: { "Fn::Contains": [["small"], { Ref: "Size" }] },
                  AssertDescription: "Only small ones",
                },
              ],
            },
          },
        },
        { type: "RESOURCE_UPDATE", tagUpdates: "ALLOWED", portfolio: "Production" },
      ],
    },
    {
      name: "One path",
      portfolios: ["Development"],
      versions: [{ name: "v1", template, id: "pa-simple" }],
    },
    { name: "Nobody's", id: "prod-unshared", portfolios: [], versions: [{ name: "v1", template }] },
  ],
};
