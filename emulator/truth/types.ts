import { documented, guessed, model, observed, type Truth } from "./truth";

/** Products that are not one CloudFormation stack. */
export const types: readonly Truth[] = [
  model(
    "StackSetOperationType CREATE and DELETE add and remove instances; UPDATE is the default.",
    "botocore 1.43.11",
  ),
  model(
    "StackSetAccounts and StackSetRegions must be among those of the STACKSET constraint.",
    "botocore 1.43.11",
  ),
  guessed(
    "Preferences beyond the constraint are refused at once.",
    "preferencesBeyondConstraint",
    "names are checked at once elsewhere",
  ),
  model(
    "Of failure tolerance and of concurrency there is a count or a percentage, not both.",
    "botocore 1.43.11",
  ),
  observed(
    "Preferences of a product that is no stack set are accepted and ignored.",
    "terraform-provider-aws tests",
  ),
  guessed(
    "A stack set that could not be made everywhere is TAINTED.",
    "failedStackSet",
    "part of it is there",
  ),
  guessed("The output of a stack set is its ARN.", "stackSetOutput", "made after CloudformationStackARN"),
  observed(
    "EXTERNAL and TERRAFORM products stay UNDER_CHANGE until their engine notifies, and cannot be terminated meanwhile.",
    "terraform engine #70",
  ),
  documented(
    "A creation that an engine failed is TAINTED, or ERROR if it gave no ResourceIdentifier.",
    "administrator guide, provisioned-products-lifecycle",
  ),
  observed("Engines do not hear of parameters that keep their value.", "aws-ia engine #11"),
  guessed(
    "Retain is accepted for products of engines.",
    "retainOnEngine",
    "its text names stacks and stack sets only",
  ),
  documented("Control Tower accounts take about half an hour.", "Control Tower guide, accounts"),
  documented(
    "Five operations on accounts at a time, one account unmanaged at a time, none while Control Tower is busy.",
    "Control Tower guide, limits; it may be raised to 10",
    "accountOperations",
  ),
  observed(
    "An operation on an account that is too much is accepted and fails: ResourceInUseException  Account Factory cannot …",
    "aws-control-tower-automate-account-creation #9",
  ),
  documented("Terminating an account unmanages it and does not close it.", "Control Tower guide"),
];
