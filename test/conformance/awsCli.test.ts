import assert from "node:assert/strict";
import { createEmulator, type Emulator } from "../../emulator";
import { cloudFormationOperations } from "../../emulator/operations/cloudformation";
import { operations } from "../../emulator/operations";
import { aws, tools, without, type Answer } from "./awsCli";
import { catalog } from "./catalog";

/** Members of an answer by a path such as `RecordDetail.RecordId`. */
function at<T = string>(answer: Answer, path: string): T {
  assert.equal(answer.code, 0, answer.stderr);
  return path
    .split(".")
    .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], answer.json) as T;
}

/**
 * The verdicts were written down from the sources named before they were first run: the service model, the
 * recorded answers and what others have observed of AWS.
 */
(tools ? describe : describe.skip)(`the AWS CLI${without}`, () => {
  let emulator: Emulator;
  const ids: Record<string, string> = {};
  const sc = (line: string, ...words: string[]) => aws(emulator, `servicecatalog ${line}`, ...words);
  const pass = () => emulator.advance(3_600_000);
  before(async () => {
    emulator = await createEmulator({ catalog, clock: "virtual", seed: 21 });
  });
  after(() => emulator.close());
  const refused = async (code: string, message: RegExp, line: string, ...words: string[]) => {
    const { error, stderr } = await sc(line, ...words);
    assert.equal(error, code, stderr);
    assert.match(stderr, message);
  };

  it("browses the catalog", async () => {
    const found = await sc("search-products --filters FullTextSearch=Topic");
    const [view] = at<{ Id: string; ProductId: string; Name: string }[]>(found, "ProductViewSummaries");
    assert.equal(view?.Name, "Topic");
    ids["product"] = view.ProductId;
    // Model: DescribeProductView takes the id of the view, not that of the product.
    const described = await sc(`describe-product-view --id ${view.Id}`);
    assert.equal(at(described, "ProductViewSummary.ProductId"), ids["product"]);
    await refused("ResourceNotFoundException", /./, `describe-product-view --id ${ids["product"]}`);
    const product = await sc("describe-product --name Topic");
    assert.equal(at<unknown[]>(product, "ProvisioningArtifacts").length, 2);
    const artifacts = await sc(`list-provisioning-artifacts --product-id ${ids["product"]}`);
    const [first, second] = at<{ Id: string; Active: boolean }[]>(artifacts, "ProvisioningArtifactDetails");
    assert.equal(first?.Active, true);
    ids["v1"] = first.Id;
    ids["v2"] = second?.Id ?? "";
    const artifact = await sc(
      "describe-provisioning-artifact --product-name Topic --provisioning-artifact-name v1",
    );
    assert.equal(at(artifact, "ProvisioningArtifactDetail.Id"), ids["v1"]);
    assert.equal(at(artifact, "Status"), "AVAILABLE");
    const paths = await sc(`list-launch-paths --product-id ${ids["product"]}`);
    ids["path"] = at<{ Id: string }[]>(paths, "LaunchPathSummaries")[0]?.Id ?? "";
    const parameters = await sc(
      "describe-provisioning-parameters --product-name Topic --provisioning-artifact-name v1",
    );
    const keys = at<{ ParameterKey: string }[]>(parameters, "ProvisioningArtifactParameters");
    assert.deepEqual(keys.map(({ ParameterKey }) => ParameterKey).sort(), ["Purpose", "Size"]);
    const names = async (line: string) =>
      at<{ DisplayName: string }[]>(await sc(line), "PortfolioDetails").map(({ DisplayName }) => DisplayName);
    assert.deepEqual(await names("list-portfolios"), ["Approved"]);
    assert.deepEqual(await names("list-accepted-portfolio-shares"), ["From elsewhere"]);
  });

  it("pages through everything, with and without being told how", async () => {
    // Model: the CLI has no paginator for SearchProducts, so that it shows one page and the token.
    const first = await sc("search-products --page-size 10");
    assert.equal(at<unknown[]>(first, "ProductViewSummaries").length, 10);
    const second = await sc(`search-products --page-size 100 --page-token ${at(first, "NextPageToken")}`);
    assert.equal(at<unknown[]>(second, "ProductViewSummaries").length, catalog.products.length - 10);
    // Model: a page of products has at most 100, one of a record's outputs 20.
    await refused(
      "ValidationException",
      /pageSize/i,
      "describe-record --page-size 21 --id rec-aaaaaaaaaaaaa",
    );
    await refused("InvalidParametersException", /./, "search-products --page-token nonsense");
  });

  it("provisions, and is told of mistakes at once or on the record, as AWS does", async () => {
    const line = "provision-product --product-name Topic --provisioning-artifact-name v1";
    const record = await sc(
      `${line} --provisioned-product-name news --provisioning-parameters Key=Purpose,Value=news --tags Key=team,Value=a`,
    );
    // Sample: the answer is CREATED, without errors and tags.
    assert.equal(at(record, "RecordDetail.Status"), "CREATED");
    assert.deepEqual(at(record, "RecordDetail.RecordTags"), []);
    ids["news"] = at(record, "RecordDetail.ProvisionedProductId");
    ids["record"] = at(record, "RecordDetail.RecordId");
    // Observed: a taken name, and terminating what is under change.
    await refused(
      "InvalidParametersException",
      /A stack named news already exists\./,
      `${line} --provisioned-product-name news`,
    );
    await refused(
      "ValidationException",
      /Can't terminate provisioned product because it's still under change/,
      `terminate-provisioned-product --provisioned-product-id ${ids["news"]}`,
    );
    // Observed: no outputs before the first success; several launch paths.
    await refused(
      "InvalidParametersException",
      /Last Successful Provisioning Record doesn't exist\./,
      `get-provisioned-product-outputs --provisioned-product-id ${ids["news"]}`,
    );
    await refused(
      "InvalidParametersException",
      /More than one launch path ids exist\. Please specify the launch path id/,
      "provision-product --provisioning-artifact-name v1 --provisioned-product-name two --product-name",
      "Two ways",
    );
    await refused(
      "ResourceNotFoundException",
      /does not exist or access was denied/,
      "describe-product --id prod-aaaaaaaaaaaaa",
    );
    // Sample: what CloudFormation refuses comes with the record, with two blanks after the exception's name.
    const bad = await sc(
      `${line} --provisioned-product-name bad --provisioning-parameters Key=Purpose,Value=NEWS`,
    );
    ids["bad"] = at(bad, "RecordDetail.RecordId");
    await pass();
    const failed = await sc(`describe-record --id ${ids["bad"]}`);
    assert.equal(at(failed, "RecordDetail.Status"), "FAILED");
    const [error] = at<{ Description: string }[]>(failed, "RecordDetail.RecordErrors");
    assert.match(
      error?.Description ?? "",
      /^AmazonCloudFormationException {2}.*Parameter 'Purpose' must match pattern.*Error Code: ValidationError/,
    );
    const product = await sc("describe-provisioned-product --name bad");
    assert.equal(at(product, "ProvisionedProductDetail.Status"), "ERROR");
    await sc("terminate-provisioned-product --provisioned-product-name bad");
  });

  it("reads what there is", async () => {
    const record = await sc(`describe-record --id ${ids["record"]}`);
    assert.equal(at(record, "RecordDetail.Status"), "SUCCEEDED");
    const outputs = await sc(`get-provisioned-product-outputs --provisioned-product-id ${ids["news"]}`);
    const values = at<{ OutputKey: string; OutputValue: string }[]>(outputs, "Outputs");
    assert.equal(values[0]?.OutputKey, "CloudformationStackARN");
    ids["stack"] = values[0].OutputValue;
    assert.ok(values.some(({ OutputKey, OutputValue }) => OutputKey === "Purpose" && OutputValue === "news"));
    const search = await sc("search-provisioned-products --filters SearchQuery=name:news");
    assert.equal(at<{ Id: string }[]>(search, "ProvisionedProducts")[0]?.Id, ids["news"]);
    const scan = await sc("scan-provisioned-products --access-level-filter Key=Account,Value=self");
    assert.ok(at<{ Id: string }[]>(scan, "ProvisionedProducts").some(({ Id }) => Id === ids["news"]));
    const history = await sc(
      `list-record-history --search-filter Key=provisionedproduct,Value=${ids["news"]}`,
    );
    assert.equal(at<{ RecordId: string }[]>(history, "RecordDetails")[0]?.RecordId, ids["record"]);
    // Model: neither id nor name, or both.
    await refused("InvalidParametersException", /./, "describe-provisioned-product");
    await refused(
      "InvalidParametersException",
      /./,
      `describe-provisioned-product --name news --id ${ids["news"]}`,
    );
    const missing = "describe-provisioned-product --id pp-aaaaaaaaaaaaa";
    await refused("ResourceNotFoundException", /Provisioned product not found: /, missing);
  });

  it("sees the stack through CloudFormation, and who it is through STS", async () => {
    const stacks = await aws(emulator, `cloudformation describe-stacks --stack-name ${ids["stack"]}`);
    assert.equal(at<{ StackStatus: string }[]>(stacks, "Stacks")[0]?.StackStatus, "CREATE_COMPLETE");
    const events = await aws(emulator, `cloudformation describe-stack-events --stack-name ${ids["stack"]}`);
    assert.ok(at<unknown[]>(events, "StackEvents").length >= 6);
    const resources = await aws(
      emulator,
      `cloudformation describe-stack-resources --stack-name ${ids["stack"]}`,
    );
    assert.equal(at<unknown[]>(resources, "StackResources").length, 2);
    const summary = await aws(emulator, `cloudformation get-template-summary --stack-name ${ids["stack"]}`);
    assert.equal(at<unknown[]>(summary, "Parameters").length, 2);
    const waited = await aws(
      emulator,
      `cloudformation wait stack-create-complete --stack-name ${ids["stack"]}`,
    );
    assert.equal(waited.code, 0, waited.stderr);
    assert.equal(at(await aws(emulator, "sts get-caller-identity"), "Account"), "123456789012");
    const role =
      "sts assume-role --role-arn arn:aws:iam::210987654321:role/deploy --role-session-name session";
    assert.match(
      at(await aws(emulator, role), "AssumedRoleUser.Arn"),
      /^arn:aws:sts::210987654321:assumed-role/,
    );
  });

  it("updates: a version, nothing at all, and what cannot be", async () => {
    const line = `update-provisioned-product --provisioned-product-id ${ids["news"]}`;
    await sc(
      `${line} --provisioning-artifact-name v2 --provisioning-parameters Key=Purpose,UsePreviousValue=true`,
    );
    await pass();
    const after = await sc(`describe-provisioned-product --id ${ids["news"]}`);
    assert.equal(at(after, "ProvisionedProductDetail.Status"), "AVAILABLE");
    assert.equal(at(after, "ProvisionedProductDetail.ProvisioningArtifactId"), ids["v2"]);
    // Observed by Terraform's tests: an update of nothing succeeds.
    const same = await sc(`${line} --provisioning-parameters Key=Purpose,UsePreviousValue=true`);
    await pass();
    const ended = await sc(`describe-record --id ${at(same, "RecordDetail.RecordId")}`);
    assert.equal(at(ended, "RecordDetail.Status"), "SUCCEEDED");
    // Observed (boto3 #4426): a previous value together with a new one fails, on the record.
    await sc(`${line} --provisioning-parameters Key=Purpose,Value=x,UsePreviousValue=true`);
    await pass();
    const tainted = await sc(`describe-provisioned-product --id ${ids["news"]}`);
    assert.equal(at(tainted, "ProvisionedProductDetail.Status"), "TAINTED");
    const owner = `--provisioned-product-properties OWNER=arn:aws:iam::123456789012:user/somebody`;
    const changed = await sc(
      `update-provisioned-product-properties --provisioned-product-id ${ids["news"]} ${owner}`,
    );
    assert.equal(at(changed, "ProvisionedProductId"), ids["news"]);
  });

  it("pages through the outputs of a record", async () => {
    const record = await sc(
      "provision-product --provisioning-artifact-name v1 --provisioned-product-name many --product-name",
      "Many outputs",
    );
    await pass();
    const id = at(record, "RecordDetail.RecordId");
    const sizes: number[] = [];
    for (let token = ""; sizes.length < 5;) {
      const page = await sc(`describe-record --id ${id} --page-size 20${token && ` --page-token ${token}`}`);
      sizes.push(at<unknown[]>(page, "RecordOutputs").length);
      token = at<string | undefined>(page, "NextPageToken") ?? "";
      if (!token) break;
    }
    // The stack's ARN and thirty of the template.
    assert.deepEqual(sizes, [20, 11]);
  });

  it("plans", async () => {
    const plan = await sc(
      `create-provisioned-product-plan --plan-name p --plan-type CLOUDFORMATION --product-id ${ids["product"]}` +
        ` --provisioning-artifact-id ${ids["v1"]} --provisioned-product-name planned` +
        " --provisioning-parameters Key=Purpose,Value=plan",
    );
    const id = at(plan, "PlanId");
    await pass();
    const described = await sc(`describe-provisioned-product-plan --plan-id ${id}`);
    assert.equal(at(described, "ProvisionedProductPlanDetails.Status"), "CREATE_SUCCESS");
    assert.equal(at<unknown[]>(described, "ResourceChanges").length, 2);
    const product = await sc("describe-provisioned-product --name planned");
    assert.equal(at(product, "ProvisionedProductDetail.Status"), "PLAN_IN_PROGRESS");
    const listed = await sc("list-provisioned-product-plans");
    assert.equal(at<{ PlanId: string }[]>(listed, "ProvisionedProductPlans")[0]?.PlanId, id);
    await sc(`execute-provisioned-product-plan --plan-id ${id}`);
    await pass();
    const done = await sc("describe-provisioned-product --name planned");
    assert.equal(at(done, "ProvisionedProductDetail.Status"), "AVAILABLE");
    assert.equal((await sc(`delete-provisioned-product-plan --plan-id ${id}`)).code, 0);
  });

  it("lists the stack instances of a stack set", async () => {
    const line = "provision-product --product-name Everywhere --provisioning-artifact-name v1";
    const record = await sc(
      `${line} --provisioned-product-name every --provisioning-preferences` +
        " StackSetAccounts=123456789012,StackSetRegions=us-east-1,eu-west-1",
    );
    await pass();
    const id = at(record, "RecordDetail.ProvisionedProductId");
    const instances = await sc(`list-stack-instances-for-provisioned-product --provisioned-product-id ${id}`);
    assert.equal(at<unknown[]>(instances, "StackInstances").length, 2);
  });

  it("notifies as the engine of EXTERNAL products does", async () => {
    const token = () => emulator.engine.waiting()[0];
    const answerWith = async (operation: string, ...words: string[]) => {
      const work = token();
      assert.ok(work, `the engine waits for nothing at ${operation}`);
      const line = `notify-${operation}-engine-workflow-result --status SUCCEEDED --record-id ${work.recordId}`;
      const { code, stderr } = await sc(`${line} --workflow-token ${work.workflowToken}`, ...words);
      assert.equal(code, 0, stderr);
      await pass();
    };
    const record = await sc(
      "provision-product --product-name Engine --provisioning-artifact-name v1 --provisioned-product-name engine",
    );
    const id = at(record, "RecordDetail.ProvisionedProductId");
    await pass();
    const unique = JSON.stringify({ UniqueTag: { Key: "engine", Value: "1" } });
    await answerWith("provision-product", "--resource-identifier", unique);
    const product = await sc(`describe-provisioned-product --id ${id}`);
    assert.equal(at(product, "ProvisionedProductDetail.Status"), "AVAILABLE");
    await sc(`update-provisioned-product --provisioned-product-id ${id}`);
    await answerWith("update-provisioned-product");
    await sc(`terminate-provisioned-product --provisioned-product-id ${id}`);
    await answerWith("terminate-provisioned-product");
    await refused("ResourceNotFoundException", /./, `describe-provisioned-product --id ${id}`);
  });

  it("terminates, keeping the stack, and imports it again", async () => {
    const line = `terminate-provisioned-product --provisioned-product-id ${ids["news"]}`;
    const record = await sc(`${line} --retain-physical-resources`);
    assert.equal(at(record, "RecordDetail.RecordType"), "TERMINATE_PROVISIONED_PRODUCT");
    await pass();
    // Observed: gone for all; its records stay.
    await refused("ResourceNotFoundException", /Provisioned product not found: /, line);
    assert.equal((await sc(`describe-record --id ${ids["record"]}`)).code, 0);
    const stacks = await aws(emulator, `cloudformation describe-stacks --stack-name ${ids["stack"]}`);
    assert.match(at<{ StackStatus: string }[]>(stacks, "Stacks")[0]?.StackStatus ?? "", /COMPLETE$/);
    const imported = await sc(
      `import-as-provisioned-product --product-id ${ids["product"]} --provisioning-artifact-id ${ids["v2"]}` +
        ` --provisioned-product-name again --physical-id ${ids["stack"]}`,
    );
    assert.equal(at(imported, "RecordDetail.ProvisionedProductName"), "again");
    await pass();
    const again = await sc("describe-provisioned-product --name again");
    assert.equal(at(again, "ProvisionedProductDetail.Status"), "AVAILABLE");
    for (const name of ["again", "many", "planned", "every"]) {
      const ended = await sc(`terminate-provisioned-product --provisioned-product-name ${name}`);
      assert.equal(ended.code, 0, ended.stderr);
    }
    await pass();
    assert.deepEqual(emulator.products(), []);
  });

  it("publishes a product, constrains it, provisions it, and takes all of it away", async () => {
    const created = await sc("create-portfolio --display-name Own --provider-name Platform");
    const portfolio = at(created, "PortfolioDetail.Id");
    // Sample: portfolios have milliseconds, and an ARN of the service catalog.
    assert.match(
      at(created, "PortfolioDetail.ARN"),
      /^arn:aws:catalog:us-east-1:123456789012:portfolio\/port-/,
    );
    assert.equal(at(await sc(`describe-portfolio --id ${portfolio}`), "PortfolioDetail.DisplayName"), "Own");
    const version = (name: string) =>
      `Name=${name},Type=CLOUD_FORMATION_TEMPLATE,Info={LoadTemplateFromURL=https://s3.amazonaws.com/b/own.json}`;
    const made = await sc(
      "create-product --name Own --owner Platform --product-type CLOUD_FORMATION_TEMPLATE" +
        ` --provisioning-artifact-parameters ${version("v1")}`,
    );
    const product = at(made, "ProductViewDetail.ProductViewSummary.ProductId");
    // Sample: CREATED, which is none of the model's; the version is there at once.
    assert.equal(at(made, "ProductViewDetail.Status"), "CREATED");
    assert.equal(at(made, "ProvisioningArtifactDetail.Active"), true);
    const later = await sc(
      `create-provisioning-artifact --product-id ${product} --parameters ${version("v2")}`,
    );
    assert.equal(at(later, "Status"), "CREATING");
    const described = await sc(`describe-product-as-admin --id ${product}`);
    assert.equal(at<unknown[]>(described, "ProvisioningArtifactSummaries").length, 2);
    const v2 = `--product-id ${product} --provisioning-artifact-id ${at(later, "ProvisioningArtifactDetail.Id")}`;
    const deprecated = await sc(`update-provisioning-artifact ${v2} --guidance DEPRECATED`);
    assert.equal(at(deprecated, "ProvisioningArtifactDetail.Guidance"), "DEPRECATED");
    assert.equal((await sc(`delete-provisioning-artifact ${v2}`)).code, 0);

    const both = `--portfolio-id ${portfolio} --product-id ${product}`;
    const launch = `create-constraint ${both} --type LAUNCH --parameters`;
    const role = JSON.stringify({ LocalRoleName: "launcher" });
    // Observed: constraints need the association, and so do launches, with that of the caller.
    await refused("ResourceNotFoundException", /./, launch, role);
    const provision = `provision-product --product-id ${product} --provisioning-artifact-name v1 --provisioned-product-name own`;
    const noPath = new RegExp(`No launch paths found for resource: ${product}`);
    await refused("ResourceNotFoundException", noPath, provision);
    assert.equal((await sc(`associate-product-with-portfolio ${both}`)).stdout, "");
    await refused("ResourceNotFoundException", noPath, provision);
    const user = at(await aws(emulator, "sts get-caller-identity"), "Arn");
    const principal = `--portfolio-id ${portfolio} --principal-type IAM --principal-arn ${user}`;
    assert.equal((await sc(`associate-principal-with-portfolio ${principal}`)).code, 0);
    const principals = await sc(`list-principals-for-portfolio --portfolio-id ${portfolio}`);
    assert.deepEqual(at(principals, "Principals"), [{ PrincipalARN: user, PrincipalType: "IAM" }]);
    const portfolios = await sc(`list-portfolios-for-product --product-id ${product}`);
    assert.equal(at<{ Id: string }[]>(portfolios, "PortfolioDetails")[0]?.Id, portfolio);
    const search = await sc(`search-products-as-admin --portfolio-id ${portfolio}`);
    assert.equal(at<unknown[]>(search, "ProductViewDetails").length, 1);

    const constraint = await sc(launch, role);
    assert.equal(at(constraint, "Status"), "CREATING");
    const id = at(constraint, "ConstraintDetail.ConstraintId");
    const again = await sc(`describe-constraint --id ${id}`);
    assert.deepEqual([at(again, "Status"), at(again, "ConstraintParameters")], ["AVAILABLE", role]);
    // Model: one launch constraint on a product and portfolio.
    await refused("DuplicateResourceException", /./, launch, role);
    const record = await sc(provision);
    assert.match(at(record, "RecordDetail.LaunchRoleArn"), /:role\/launcher$/);
    await pass();
    await sc("terminate-provisioned-product --provisioned-product-name own");
    await pass();

    // Model: nothing that is in use can be deleted.
    await refused("ResourceInUseException", /./, `delete-product --id ${product}`);
    await refused("ResourceInUseException", /./, `delete-portfolio --id ${portfolio}`);
    for (const line of [
      `delete-constraint --id ${id}`,
      `disassociate-product-from-portfolio ${both}`,
      `disassociate-principal-from-portfolio ${principal}`,
      `delete-product --id ${product}`,
      `delete-portfolio --id ${portfolio}`,
    ])
      assert.equal((await sc(line)).code, 0, line);
    await refused("ResourceNotFoundException", /./, `describe-portfolio --id ${portfolio}`);
  });

  it("has called every operation there is", () => {
    const called = new Set(emulator.calls().map(({ operation }) => operation));
    const all = [...operations.keys(), ...cloudFormationOperations.keys()];
    assert.deepEqual(
      all.filter((operation) => !called.has(operation)),
      [],
    );
  });
});
