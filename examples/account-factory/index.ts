import * as pulumi from "@pulumi/pulumi";
import { ProvisionedProduct } from "pulumi-servicecatalog";
import { readAccounts } from "./readAccounts";

/** The ids of the organizational units, as Account Factory wants them beside the names. */
const units = new pulumi.Config().requireObject<Record<string, string>>("units");

const accounts = readAccounts("accounts.json").map(({ name, email, unit, owner }) => {
  const [firstName = owner] = owner.split("@");
  const account = new ProvisionedProduct(
    name,
    {
      name,
      productName: "AWS Control Tower Account Factory",
      provisioningParameters: {
        AccountName: name,
        AccountEmail: email,
        SSOUserEmail: owner,
        SSOUserFirstName: firstName,
        SSOUserLastName: "Owner",
        ManagedOrganizationalUnit: `${unit} (${units[unit]})`,
      },
    },
    // Terminating the product takes the account out of Control Tower: not by removing a line.
    { protect: true },
  );
  return [name, account.output("AccountId")] as const;
});

export const accountIds = Object.fromEntries(accounts);
