import type { CatalogDefinition } from "../../emulator";

const template = (resources: string[]) => ({
  Parameters: {
    Purpose: { Type: "String", AllowedPattern: "[a-z]*", Default: "nothing" },
    Days: { Type: "Number", Default: 30 },
    ApiKey: { Type: "String", Default: "nokey" },
    Password: { Type: "String", NoEcho: true, Default: "none" },
  },
  Resources: Object.fromEntries(resources.map((name) => [name, { Type: "AWS::S3::Bucket" }])),
  Outputs: {
    Label: { Value: { "Fn::Sub": "${Purpose}-${Days}" } },
    Key: { Value: { "Fn::Sub": "key:${ApiKey}" } },
    Login: { Value: { "Fn::Sub": "user:${Password}@host" } },
  },
});

/** What a parameter is when the program does not give it. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  Purpose: "nothing",
  Days: "30",
  ApiKey: "nokey",
  Password: "none",
};

const versions = [
  { name: "v1", template: template(["Bucket"]) },
  { name: "v2", template: template(["Bucket", "Log"]) },
];

export const catalog: CatalogDefinition = {
  products: [
    { name: "CFN_STACK", versions, constraints: [{ type: "RESOURCE_UPDATE", tagUpdates: "ALLOWED" }] },
    {
      name: "EXTERNAL",
      type: "EXTERNAL",
      versions,
      constraints: [{ type: "RESOURCE_UPDATE", tagUpdates: "ALLOWED" }],
    },
  ],
};
