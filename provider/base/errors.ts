/** A kind of error, as the documentation tells it. */
interface Kind {
  meaning: string;
  /** How its messages read; dots stand for what differs. */
  reads: string[];
  remedy: string;
}

/**
 * Every kind of error that a user can meet, by its stable code. The texts that are joined under a code differ by
 * what is known; what a kind means does not. docs/errors.md is written from this table.
 */
export const ERRORS = {
  config: {
    meaning:
      "A setting of the stack's configuration, or of an aws provider, cannot be used. One that guards (accounts), leads (roles, endpoints) or spares (tags) is never passed over. Nothing was sent to AWS.",
    reads: [
      "Stack config … is …",
      "Stack config … is not JSON.",
      "Stack config … has a member …, which is not known.",
    ],
    remedy: "Correct the setting that the message names, for example with `pulumi config set`.",
  },
  environment: {
    meaning: "An environment variable cannot be used. Nothing was terminated.",
    reads: ["SERVICECATALOG_…=true does not say which products it is for."],
    remedy: "Name the products: a comma list of `pp-` ids, names or URNs, or `*` for all of them.",
  },
  arguments: {
    meaning:
      "A length of time is not written as one, or an option of a command of `pulumi-servicecatalog` cannot be used. Nothing was changed.",
    reads: ['"…" is not a duration such as "30m" or "1h30m".', "--…: must be …", "… would be overwritten."],
    remedy: "Correct `customTimeouts`, `servicecatalog:waitForOthers`, or the option that the message names.",
  },
  account: {
    meaning:
      "The credentials belong to another account than the product, or to one that is not allowed. Nothing was changed, and the product stays in state.",
    reads: [
      "pp-… belongs to account …, but the credentials are for account ….",
      "The credentials belong to account …, which the aws provider does not allow.",
    ],
    remedy:
      "Use credentials for the account that the message names, and run the command again. Whether a product is gone can only be seen from its own account.",
  },
  "name-taken": {
    meaning:
      "Another provisioned product has the name, and it is not this resource's to take up: somebody else made it, it was changed since, or it is more than a day old. Nothing was created.",
    reads: ["The name … is taken by pp-…, …, created … ago by …."],
    remedy:
      "To manage that product with this resource, add the option `import` with its id. Otherwise choose another name.",
  },
  "already-managed": {
    meaning:
      "Two resources of the stack have the same product, or would have: usually because the option `import` names one that is in state already. Nothing was changed in AWS.",
    reads: ["pp-… is in this stack's state already, as urn:…", "… is already managed by urn:…."],
    remedy:
      "Take the option away. To let this resource have the product, take the other one out of state with `pulumi state delete`, which changes nothing in AWS.",
  },
  "create-failed": {
    meaning:
      "AWS could not provision the product. If it exists nevertheless, it is in state, in ERROR, and keeps its name.",
    reads: ["… could not be provisioned: …", "Service Catalog refused to provision …: …"],
    remedy:
      "Correct the program and run `pulumi up`. A CloudFormation product that was never provisioned is replaced: AWS admits no update of it. To give up, run `pulumi destroy`.",
  },
  "update-failed": {
    meaning:
      "AWS could not update the product. State keeps the inputs of the last success; with them the product still runs.",
    reads: ["… could not be updated: …", "… was not updated: …"],
    remedy: "Correct the program, or take the change back, and run `pulumi up`: it updates again.",
  },
  "terminate-failed": {
    meaning: "AWS could not terminate the product. It stays in state.",
    reads: ["… could not be terminated: …", "… was not terminated: …"],
    remedy:
      "Remove what holds the resources that the message names, and run the same command again. Or let Service Catalog forget the product with one of the two environment variables in the message; see [Deleting](deleting.md).",
  },
  busy: {
    meaning:
      "Somebody else's operation on the product did not end within `servicecatalog:waitForOthers` (30 minutes). Nothing was sent, and the product stays in state.",
    reads: [
      "… is still busy: … has not ended.",
      "… is under change, and AWS does not show by which operation.",
    ],
    remedy:
      "Run the command again when that operation has ended. Or wait longer: `pulumi config set servicecatalog:waitForOthers 2h`, which `pulumi destroy` sees with `--run-program`.",
  },
  "not-updatable": {
    meaning:
      "The product is in a state that admits no update: terminating it has failed and what is left of its stack can only be deleted, or somebody else changes it all the time. Nothing was sent.",
    reads: ["… cannot be updated: terminating it has failed …", "… keeps being changed by other operations."],
    remedy:
      "Finish the terminate with the command in the message, then run `pulumi up` to provision it again.",
  },
  "replacement-refused": {
    meaning:
      "The preview of an update shows that a resource inside of the product would be replaced, or may be, which `servicecatalog:refuseReplacements` protects; or that cannot be known. Nothing was changed.",
    reads: [
      "…: this update would replace, or may, what servicecatalog:refuseReplacements protects.",
      "…: what this update would change inside is not known, and servicecatalog:refuseReplacements protects resources: …",
      "… would be replaced with all that is inside, and servicecatalog:refuseReplacements protects resources.",
    ],
    remedy:
      "Take back the change that causes it. If it is meant, leave the type out of `servicecatalog:refuseReplacements` for this change.",
  },
  "not-found": {
    meaning: "The provisioned product does not exist, or not in this region and account.",
    reads: ["There is no provisioned product pp-… in … of account ….", "… no longer exists: …"],
    remedy:
      "For `import` and `get`: correct the id, the region or the credentials. After a terminate outside of Pulumi: run `pulumi refresh`, then `pulumi up`.",
  },
  interrupted: {
    meaning:
      "The run was stopped (Ctrl-C, SIGTERM) while an operation was running. AWS goes on with it. The product is in state with its record.",
    reads: [
      "… is still being provisioned: The run was stopped.",
      "… is still being changed: The run was stopped.",
      "… is still being terminated: The run was stopped.",
    ],
    remedy: "Run the same command again: it follows that record to its end and sends nothing twice.",
  },
  timeout: {
    meaning:
      "An operation takes longer than its timeout (12 hours, or `customTimeouts`). AWS goes on with it. The product is in state with its record.",
    reads: [
      "… is still being …: record rec-… is in progress after ….",
      "AWS did not answer within the timeout: …",
    ],
    remedy:
      "Run the same command again: it follows that record. Raise `customTimeouts` if that is how long it takes.",
  },
  "call-failed": {
    meaning:
      "AWS refused a call that cannot be done without, for example because the credentials have expired. If an operation was running, AWS goes on with it, and the product is in state with its record.",
    reads: [
      "… is still being …: ExpiredTokenException: …",
      "… was not provisioned: …",
      "… was not updated: …",
      "… was not terminated: …",
      "… could not be refreshed: …",
      "… could not be looked up: …",
    ],
    remedy: "Do what AWS's message asks for, and run the same command again: it follows what is running.",
  },
} as const satisfies Record<string, Kind>;

export type ErrorCode = keyof typeof ERRORS;

/** An error for people: what happened, what is the state now, what to do next. */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Joins the parts of a message, one a line; the first line is what the resource's row shows. */
export function problem(code: ErrorCode, ...lines: (string | undefined | false)[]): Problem {
  return new Problem(code, lines.filter(Boolean).join("\n"));
}

/** The message as people get it: with the code, by which docs/errors.md tells more, at the end of its first line. */
export const formatProblem = ({ code, message }: Pick<Problem, "code" | "message">): string =>
  message.replace(/$/m, ` [${code}]`);
/** The message of whatever was thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message || thrown.name : String(thrown);

/** `error.name`: what AWS really sends is often not modelled, so classes of the SDK are never matched. */
export const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : "");

/** Has AWS refused for want of a right? Service Catalog calls it AccessDeniedException, CloudFormation and STS AccessDenied. */
export const isAccessDenied = (thrown: unknown): boolean => nameOf(thrown).startsWith("AccessDenied");

/** An AWS error as it is quoted in messages: `ValidationException: Can't terminate ...`. */
export const quote = (thrown: unknown): string => {
  const [name, message] = [nameOf(thrown), messageOf(thrown)];
  return name && name !== "Error" && name !== message ? `${name}: ${message}` : message;
};

/** What went wrong, in a message of ours: a problem speaks for itself, an AWS error is quoted. */
export const reasonOf = (error: unknown): string =>
  error instanceof Problem ? messageOf(error) : quote(error);

/** The code of a problem; `otherwise` for what AWS answered. */
export const codeOf = (error: unknown, otherwise: ErrorCode = "call-failed"): ErrorCode =>
  error instanceof Problem ? error.code : otherwise;
