import type { CatalogDefinition } from "../../../../emulator";

/** The catalog that the recordings were made with, as far as they show it. */
const webServer = {
  AWSTemplateFormatVersion: "2010-09-09",
  Description: "AWS CloudFormation Sample Template ELBWithLockedDownAutoScaledInstances",
  Metadata: { "AWS::CloudFormation::Designer": { "d734fbb5-46b9-46e6-8905-e95d19b8e184": { z: 1 } } },
  Parameters: {
    KeyName: { Type: "AWS::EC2::KeyPair::KeyName", Description: "Name of an existing EC2 KeyPair" },
    SSHLocation: { Type: "String", Default: "0.0.0.0/0", Description: "The IP address range" },
    InstanceType: {
      Type: "String",
      Default: "t2.small",
      Description: "WebServer EC2 instance type",
      AllowedValues: ["t1.micro", "t2.small", "m1.small"],
    },
  },
  Resources: { ElasticLoadBalancer: { Type: "AWS::ElasticLoadBalancing::LoadBalancer" } },
  Outputs: {
    URL: {
      Description: "URL of the website",
      Value: { "Fn::Join": ["", ["http://", { "Fn::GetAtt": ["ElasticLoadBalancer", "DNSName"] }]] },
    },
  },
};

export const recordedCatalog: CatalogDefinition = {
  portfolios: [
    { name: "EmsRefreshSpecPortfolio", id: "port-a", pathId: "lp-e76ssfhze5jyi" },
    { name: "EmsRefreshSpecPortfolio2", id: "port-dg3wqzbxza75m", pathId: "lp-rb5sy6f5vyrdk" },
    { name: "EmsRefreshSpecPortfolio3", id: "port-c", pathId: "lp-jg4ob2tnq4pg2" },
  ],
  products: [
    {
      name: "EmsRefreshSpecProduct",
      id: "prod-h7p6ruq5qgrga",
      owner: "EmsRefreshSpecOwner",
      distributor: "EmsRefreshSpecVendor",
      description: "EmsRefreshSpecProduct description",
      supportDescription: "EmsRefreshSpec desc",
      supportEmail: "EmsRefreshSpec@test.com",
      supportUrl: "http://EmsRefreshSpec.com",
      portfolios: ["EmsRefreshSpecPortfolio", "EmsRefreshSpecPortfolio2"],
      versions: [
        {
          name: "v1",
          id: "pa-ci43v4i7myz7g",
          description: "deactivated",
          active: false,
          template: webServer,
        },
        { name: "v2", id: "pa-nr3ua3nz3pgwq", description: "desc", template: webServer },
        { name: "v3", id: "pa-ysaib55ylta6k", description: "new version", template: webServer },
      ],
      constraints: [
        {
          type: "TEMPLATE",
          portfolio: "EmsRefreshSpecPortfolio",
          description: "Enforcing instance type to be either t1.micro or m1.small",
          rules: {
            Rule1: {
              Assertions: [
                {
                  AssertDescription: "Instance type should be either t1.micro or m1.small",
                  Assert: { "Fn::Contains": [["t1.micro", "m1.small"], { Ref: "InstanceType" }] },
                },
              ],
            },
          },
        },
      ],
    },
    {
      name: "EmsRefreshSpecProductWithRules",
      id: "prod-cei2spnzu24lq",
      owner: "EmsRefreshSpecProductWithRulesowner",
      distributor: "EmsRefreshSpecProductWithRulesVendor",
      description: "EmsRefreshSpecProductWithRules desc",
      portfolios: ["EmsRefreshSpecPortfolio3"],
      versions: [{ name: "v1.1", id: "pa-ybnrerfyrhm74", template: webServer }],
    },
    {
      name: "EmsRefreshSpecProductWithNoPortfolio",
      id: "prod-4v6rc4hwaiiha",
      portfolios: [],
      versions: [{ name: "v1.1.1", template: webServer }],
    },
  ],
};
