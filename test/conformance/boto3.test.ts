import assert from "node:assert/strict";
import { createEmulator, type Emulator } from "../../emulator";
import { runPython, tools, without } from "./awsCli";
import { catalog } from "./catalog";

/** The waiters and paginators that botocore 1.43 has for these services. */
const program = `
import json, boto3, sys, urllib.request
sc, cfn = boto3.client("servicecatalog"), boto3.client("cloudformation")
told = {}

def provision(name, size):
    return sc.provision_product(ProductName="Topic", ProvisioningArtifactName="v1", ProvisionedProductName=name,
        ProvisioningParameters=[{"Key": "Purpose", "Value": "news"}, {"Key": "Size", "Value": size}])["RecordDetail"]

records = [provision(f"news-{index}", "small") for index in range(25)]
stack = f"SC-{records[0]['RecordId'] and boto3.client('sts').get_caller_identity()['Account']}-{records[0]['ProvisionedProductId']}"
cfn.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
told["stack"] = cfn.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]

def pages(operation, key, **more):
    found = [len(page[key]) for page in sc.get_paginator(operation).paginate(**more)]
    return found
told["scan"] = pages("scan_provisioned_products", "ProvisionedProducts", PageSize=10)
told["history"] = pages("list_record_history", "RecordDetails", PageSize=10)
told["search"] = pages("search_provisioned_products" , "ProvisionedProducts", PageSize=10) if sc.can_paginate("search_provisioned_products") else None
told["events"] = sum(len(page["StackEvents"]) for page in cfn.get_paginator("describe_stack_events").paginate(StackName=stack))
product = sc.search_products(Filters={"FullTextSearch": ["Topic"]})["ProductViewSummaries"][0]["ProductId"]
told["paths"] = pages("list_launch_paths", "LaunchPathSummaries", ProductId=product)
told["plans"] = pages("list_provisioned_product_plans", "ProvisionedProductPlans")
told["portfolios"] = pages("list_portfolios", "PortfolioDetails")
told["shares"] = pages("list_accepted_portfolio_shares", "PortfolioDetails")

for call, arguments in ((sc.describe_provisioned_product, {"Name": "nothing"}), (sc.describe_provisioned_product, {})):
    try:
        call(**arguments)
    except sc.exceptions.ResourceNotFoundException as error:
        told["missing"] = error.response["Error"]["Message"]
    except sc.exceptions.InvalidParametersException as error:
        told["neither"] = error.response["Error"]["Code"]

sc.terminate_provisioned_product(ProvisionedProductName="news-0")
cfn.get_waiter("stack_delete_complete").wait(StackName=records[0]["ProvisionedProductId"] and cfn.describe_stacks(StackName=stack)["Stacks"][0]["StackId"],
    WaiterConfig={"Delay": 1, "MaxAttempts": 30})
detail = sc.describe_record(Id=records[0]["RecordId"])["RecordDetail"]
told["record"] = [detail["Status"], type(detail["CreatedTime"]).__name__]
print(json.dumps(told))
`;

(tools ? describe : describe.skip)(`boto3${without}`, () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await createEmulator({ catalog, speed: 20 });
  });
  after(() => emulator.close());

  it("waits, pages, and raises the exceptions it knows", async () => {
    const { json, stderr } = await runPython(emulator, ["-"], program);
    assert.deepEqual(
      json,
      {
        stack: "CREATE_COMPLETE",
        scan: [10, 10, 5],
        history: [10, 10, 5],
        // botocore has no paginator for it.
        search: null,
        // Two of the stack, three of each resource: CloudFormation also tells "Resource creation Initiated".
        events: 8,
        paths: [1],
        plans: [0],
        portfolios: [1],
        shares: [1],
        missing: "Provisioned product not found: nothing",
        neither: "InvalidParametersException",
        record: ["SUCCEEDED", "datetime"],
      },
      stderr,
    );
  });
});
