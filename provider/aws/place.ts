import { callerAccount } from "./calls";
import type { OperationContext } from "./operationContext";

/** Where the calls go, for messages: `eu-west-1 of account 123456789012`. */
export const describePlace = async (context: OperationContext): Promise<string> =>
  `${await context.aws.region()} of account ${await callerAccount(context)}`;
