import { readFileSync } from "node:fs";

export interface Account {
  /** The name of the account, and of the resource: whoever changes it asks for another account. */
  name: string;
  /** AWS takes an address for one account only, for ever. */
  email: string;
  /** The organizational unit. */
  unit: "Workloads" | "Sandbox";
  /** Who signs in first, by IAM Identity Center. */
  owner: string;
}

/** The accounts of the list. What could not be undone in AWS is refused before anything is sent. */
export function readAccounts(file: string): Account[] {
  const accounts = JSON.parse(readFileSync(file, "utf8")) as Account[];
  for (const key of ["name", "email"] as const) {
    const taken = new Set<string>();
    for (const account of accounts) {
      const value = account[key].toLowerCase();
      if (taken.has(value)) throw new Error(`${file}: the ${key} ${account[key]} stands there twice`);
      taken.add(value);
    }
  }
  return accounts;
}
