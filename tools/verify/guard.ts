/** What the user has agreed to. */
export interface Agreed {
  readonly account: string;
  readonly region: string;
}

export interface Surroundings {
  /** Options of the command line. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** Asks in the terminal; undefined without one. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  readonly identity: (region: string) => Promise<{ Account?: string | undefined; Arn?: string | undefined }>;
}

/**
 * Nothing is done in a real account that its user has not named. Both must be given, on the command line or in
 * the terminal, and the account must be the one that the credentials belong to.
 */
export async function agree({ account, region, ask, identity }: Surroundings): Promise<Agreed> {
  const answered = async (given: string | undefined, what: string) => {
    const answer = given ?? (await ask?.(`${what}: `));
    if (!answer?.trim())
      throw new Error(
        `verify:aws works in a real account: say which by --account <12 digits> --region <region>`,
      );
    return answer.trim();
  };
  const wanted = {
    account: await answered(account, "AWS account (12 digits)"),
    region: await answered(region, "Region"),
  };
  if (!/^\d{12}$/.test(wanted.account)) throw new Error(`${wanted.account} is no account: it has 12 digits`);
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(wanted.region)) throw new Error(`${wanted.region} is no region`);
  const { Account, Arn } = await identity(wanted.region);
  if (Account !== wanted.account)
    throw new Error(`the credentials are those of ${Arn ?? "nobody"}, not of account ${wanted.account}`);
  return wanted;
}
