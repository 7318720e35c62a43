import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createEmulator, type Emulator } from "../../emulator";
import { cleanEnvironment, temporaryFolder } from "../support/sandbox";
import { catalog } from "./catalog";

/** Folders with providers that are on the machine already; nothing is fetched. */
const mirrors = [
  process.env["SERVICECATALOG_TERRAFORM_PLUGINS"] ?? "",
  "/opt/tf-plugins",
  "/usr/share/terraform/plugins",
  "/usr/local/share/terraform/plugins",
  path.join(process.env["HOME"] ?? "/root", ".terraform.d", "plugins"),
].filter((folder) => existsSync(path.join(folder, "registry.terraform.io", "hashicorp", "aws")));
const onPath = (process.env["PATH"] ?? "")
  .split(path.delimiter)
  .some((folder) => existsSync(path.join(folder, "terraform")));
const [mirror] = mirrors;
const missing = onPath
  ? mirror
    ? ""
    : " (skipped: its aws provider is not here)"
  : " (skipped: it is not here)";

const provider = (url: string) => `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "AKIA123456789012"
  secret_key                  = "emulator"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  endpoints {
    servicecatalog = "${url}"
    sts            = "${url}"
    cloudformation = "${url}"
  }
}
`;

const topic = (purpose: string) => `
resource "aws_servicecatalog_provisioned_product" "news" {
  name                       = "news"
  product_name               = "Topic"
  provisioning_artifact_name = "v1"
  provisioning_parameters {
    key   = "Purpose"
    value = "${purpose}"
  }
}
output "status" { value = aws_servicecatalog_provisioned_product.news.status }
output "outputs" { value = aws_servicecatalog_provisioned_product.news.outputs }
`;

/** Everything from the portfolio to what is provisioned through it. */
const published = `
data "aws_caller_identity" "own" {}
resource "aws_servicecatalog_portfolio" "own" {
  name          = "Own"
  description   = "Published by the same configuration"
  provider_name = "Platform"
}
resource "aws_servicecatalog_product" "own" {
  name  = "Own"
  owner = "Platform"
  type  = "CLOUD_FORMATION_TEMPLATE"
  provisioning_artifact_parameters {
    name         = "v1"
    type         = "CLOUD_FORMATION_TEMPLATE"
    template_url = "https://bucket.s3.amazonaws.com/topic.json"
  }
}
resource "aws_servicecatalog_provisioning_artifact" "later" {
  product_id   = aws_servicecatalog_product.own.id
  name         = "v2"
  type         = "CLOUD_FORMATION_TEMPLATE"
  template_url = "https://bucket.s3.amazonaws.com/topic.json"
  guidance     = "DEPRECATED"
}
resource "aws_servicecatalog_product_portfolio_association" "own" {
  portfolio_id = aws_servicecatalog_portfolio.own.id
  product_id   = aws_servicecatalog_product.own.id
}
resource "aws_servicecatalog_principal_portfolio_association" "own" {
  portfolio_id  = aws_servicecatalog_portfolio.own.id
  principal_arn = data.aws_caller_identity.own.arn
}
resource "aws_servicecatalog_constraint" "own" {
  portfolio_id = aws_servicecatalog_portfolio.own.id
  product_id   = aws_servicecatalog_product_portfolio_association.own.product_id
  type         = "RESOURCE_UPDATE"
  parameters   = jsonencode({ Version = "2.0", Properties = { TagUpdateOnProvisionedProduct = "ALLOWED" } })
}
resource "aws_servicecatalog_provisioned_product" "own" {
  name                       = "own"
  product_id                 = aws_servicecatalog_product.own.id
  provisioning_artifact_name = "v1"
  provisioning_parameters {
    key   = "Purpose"
    value = "own"
  }
  depends_on = [
    aws_servicecatalog_product_portfolio_association.own,
    aws_servicecatalog_principal_portfolio_association.own,
    aws_servicecatalog_constraint.own,
  ]
}
`;

(missing ? describe.skip : describe)(`Terraform's aws provider${missing}`, () => {
  let emulator: Emulator;
  const folder = temporaryFolder("terraform");
  before(async () => {
    emulator = await createEmulator({ catalog, speed: 60 });
    const files = path.join(folder, "terraform.rc");
    writeFileSync(files, `provider_installation {\n  filesystem_mirror { path = "${mirror ?? ""}" }\n}\n`);
  });
  after(() => emulator.close());
  const terraform = (...args: string[]) =>
    new Promise<string>((resolve, reject) => {
      const env = cleanEnvironment({
        TF_CLI_CONFIG_FILE: path.join(folder, "terraform.rc"),
        TF_IN_AUTOMATION: "1",
        CHECKPOINT_DISABLE: "1",
      });
      execFile("terraform", [...args, "-no-color"], { cwd: folder, env }, (error, stdout, stderr) =>
        error ? reject(new Error(stdout + stderr)) : resolve(stdout),
      );
    });
  const configure = (resources: string) =>
    writeFileSync(path.join(folder, "main.tf"), provider(emulator.url) + resources);

  it("creates, sees no change, changes and destroys", async () => {
    configure(topic("news"));
    await terraform("init");
    assert.ok(readdirSync(folder).includes(".terraform.lock.hcl"));
    // Its source: AVAILABLE is waited for, and read twice before it is believed.
    await terraform("apply", "-auto-approve");
    assert.equal(emulator.products()[0]?.parameters["Purpose"], "news");
    assert.match(await terraform("output"), /status\s+= "AVAILABLE"/);
    assert.match(await terraform("plan"), /No changes/);
    configure(topic("mails"));
    await terraform("apply", "-auto-approve");
    assert.equal(emulator.products()[0]?.parameters["Purpose"], "mails");
    await terraform("destroy", "-auto-approve");
    assert.deepEqual(emulator.products(), []);
  });

  it("publishes and provisions in one apply, sees no change, and destroys all of it", async () => {
    configure(published);
    await terraform("init");
    emulator.clearCalls();
    await terraform("apply", "-auto-approve");
    assert.equal(emulator.products()[0]?.status, "AVAILABLE");
    assert.match(await terraform("plan"), /No changes/);
    await terraform("destroy", "-auto-approve");
    assert.deepEqual(emulator.products(), []);
    const deleted = emulator
      .calls({ mutating: true })
      .filter(({ operation, status }) => /^(Delete|Disassociate)/.test(operation) && status === 200);
    assert.deepEqual(new Set(deleted.map(({ operation }) => operation)).size, 6);
  });
});
