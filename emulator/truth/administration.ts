import { documented, guessed, model, observed, recorded, type Truth } from "./truth";

/** The administrator's side: portfolios, products and who may launch them. */
export const administration: readonly Truth[] = [
  recorded(
    "Administrators see all products and versions, with the status CREATED, which is none of the model's.",
    "recordings 2018, AWS CLI examples",
  ),
  recorded(
    "ProvisioningArtifactMetadata names the version, and of versions after the first one the product.",
    "recordings 2018",
  ),
  observed("By name an unknown product is Product with name … not found, for administrators.", "AFT #285"),
  documented(
    "New versions and constraints are answered CREATING; described they are AVAILABLE.",
    "AWS CLI examples create-provisioning-artifact, create-constraint, describe-constraint",
  ),
  observed(
    "A portfolio is for the principals that are associated with it, of a role for its sessions; IAM permissions alone are not enough.",
    "aws-cdk #8404",
  ),
  model(
    "An IAM_PATTERN has no account and may have * and ?, where ? is one character or none.",
    "botocore 1.43.11",
  ),
  model("A principal is taken away by the ARN and type of its association.", "botocore 1.43.11"),
  observed("To associate a product again is accepted.", "aws-service-catalog-factory #133"),
  model("To associate a principal again is accepted: there is no error for it.", "botocore 1.43.11"),
  observed(
    "A new association is not seen at once.",
    "alchemy's live tests wait up to 90 seconds; 0 keeps tests short",
    "associationLag",
  ),
  observed(
    "Invalid templateBody. Please make sure that your template is valid: also for a URL that leads to no template.",
    "devsecops-book #5, sagemaker-studio workshop #11",
  ),
  observed(
    "A version whose type is not given, or is not the product's: The … Product Type only supports the following …",
    "openillumi.com, with Terraform",
  ),
  observed(
    "TERRAFORM_OPEN_SOURCE products cannot be created any more.",
    "aws/aws-sdk issues quote \"Value 'TERRAFORM_OPEN_SOURCE' failed to satisfy constraint\"",
  ),
  model("A version has exactly one source of its template.", "botocore 1.43.11"),
  documented(
    "Versions of EXTERNAL and TERRAFORM products are tar.gz archives, whose parameters may have underscores.",
    "administrator guide, getstarted-External; Terraform's language",
  ),
  model(
    "Of a version name, description, guidance and whether it is active can be changed.",
    "botocore 1.43.11",
  ),
  model("The last version of a product cannot be deleted (ResourceInUseException).", "botocore 1.43.11"),
  model(
    "A product in a portfolio, and a portfolio with products or principals, are ResourceInUseException.",
    "botocore 1.43.11",
  ),
  observed("Portfolio … still has associated Principals.", "cloudformation-coverage-roadmap #2430"),
  model(
    "Only portfolios are in the way of deleting a product; what was provisioned of it stays.",
    "botocore 1.43.11",
  ),
  guessed(
    "Products with constraints cannot be taken out of a portfolio.",
    "disassociateConstrained",
    "the model has a ResourceInUseException for it and does not say when",
  ),
  guessed(
    "An association that is not there is ResourceNotFoundException when it is taken away.",
    "missingAssociation",
    "the model has the error, which may be meant for the portfolio only",
  ),
  observed(
    "A constraint of a product that is not associated with the portfolio is ResourceNotFoundException.",
    "aws-cdk #20810",
  ),
  documented(
    "There is one LAUNCH, one STACKSET or one RESOURCE_UPDATE constraint on a launch path, and not both of the former.",
    "model text; of RESOURCE_UPDATE its developers in aws-cdk #15452",
  ),
];
