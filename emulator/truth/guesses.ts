import { findMsProblem, numberCheck, findTextOrNullProblem, type Check } from "../base/schema";

/**
 * What nobody has told us about AWS. Each is a switch, so that a client can be tried in every position: a
 * client that works in one position only has a bug. The defaults are the most plausible ones.
 */
export interface Guesses {
  /** A token used again with other content. Default: an `InvalidParametersException`. */
  tokenWithOtherContent: "error" | "same-record";
  /** What a repeated token answers: the record as it is now (default), or the answer it had at first. */
  repeatedToken: "record-now" | "first-answer";
  /** Update of an ERROR product made by CloudFormation. Default refused (documented, its text guessed). */
  updateFromError: "refuse" | "accept";
  /** A parameter that an update leaves out: its template default (CloudFormation's rule), or as before. */
  omittedParameter: "template-default" | "previous-value";
  /** AllowedPattern, MinLength and MaxLength of a Number: documented for strings only. */
  textOfNumbers: "ignored" | "enforced";
  /** A version left out of the update of a TAINTED product: the attempted one, or the one that runs. */
  omittedVersionWhileTainted: "attempted" | "running";
  /** Record tags of an update whose tags are ignored for lack of a RESOURCE_UPDATE constraint. */
  recordTagsOfIgnoredTags: "kept" | "requested";
  /** An update that only removes tags has no effect. (observed) */
  tagOnlyRemoval: "ignored" | "applied";
  /** Tags left out of the update that follows a failed one are lost. (observed) */
  omittedTagsAfterFailure: "lost" | "kept";
  /** `IdempotencyToken` of a product after an update: that of its creation (default), or of the update. */
  idempotencyToken: "create" | "latest";
  /** `RecordErrors[].Code`; null for records that fail without any entry in `RecordErrors`. */
  recordErrorCode: string | null;
  /** `RecordOutputs` of a failed record: none, or the stack's ARN if there is a stack. */
  outputsOfFailedRecord: "none" | "stack-arn";
  /** An entry of `OutputKeys` that is no output. */
  unknownOutputKey: "error" | "ignore";
  /** `Id` and `Name` of a product both given, or a version, or a path: code of the error. */
  bothIdAndName: "InvalidParametersException" | "ValidationException";
  /** Milliseconds that Describe and Scan are behind in what they show of a product. Records are never behind. */
  describeLag: number;
  /** Status of a product whose stack is UPDATE_ROLLBACK_FAILED. */
  updateRollbackFailed: "TAINTED" | "ERROR";
  /** Status of a product whose stack set could not be made everywhere. */
  failedStackSet: "TAINTED" | "ERROR";
  /** Key of the output that names the stack set; null for no output. */
  stackSetOutput: string | null;
  /** Accounts or regions that the STACKSET constraint does not have. */
  preferencesBeyondConstraint: "refuse" | "accept";
  /** What is documented as impossible without an error for it: count and percentage, a filter's value. */
  documentedLimits: "enforced" | "ignored";
  /** Tags and topics that CloudFormation does not take: the record fails, or the request is refused. */
  unfitTagsAndTopics: "record-fails" | "refused";
  /** How many operations on Control Tower accounts are possible at once. 5 is documented, it may be raised. */
  accountOperations: number;
  /** Retain on a product of an engine. */
  retainOnEngine: "accept" | "refuse";
  /** Terminating a product of which there is only a plan. */
  terminateWhilePlanned: "refuse" | "accept";
  /** Whether the values of TagOptions are enforced. */
  tagOptions: "enforced" | "ignored";
  /** No tag for a TagOption with several values. */
  missingTagOption: "refused" | "accepted";
  /** `RecordType` of imports and of changed properties: one of the three of the model, or its own. */
  otherRecordTypes: "modelled" | "own";
  /** Milliseconds that searches are behind. Observed of the catalog's products, inferred of provisioned ones. */
  searchLag: number;
  /** Milliseconds until a launch path is found through a new association. 0, or as observed up to 90 seconds. */
  associationLag: number;
  /** Taking away the association of a product or a principal that is not there. */
  missingAssociation: "not-found" | "ignored";
  /** Taking a product with constraints out of its portfolio: refused, or the constraints go with it. */
  disassociateConstrained: "refused" | "accepted";
  /** Optional members of answers: there as far as they have a value, or absent, as AWS may do to any of them. */
  optionalMembers: "present" | "absent";
  /** Texts of errors that nobody has seen: made after known ones, or a vague one for all. */
  guessedTexts: "plausible" | "vague";
  /** What `createdTime:` of a search is compared with: ISO 8601 from its beginning, or epoch seconds. */
  searchedTime: "iso" | "epoch-seconds";
  /** Bytes that a request may have. */
  largestRequest: number;
  /** `PageSize: 0`: the default page size, or an error. */
  pageSizeZero: "default" | "error";
  /** An `AccessLevelFilter` wider than what the caller's policy allows. */
  levelBeyondPolicy: "denied" | "narrowed";
  /** A product that the caller's access level hides: access denied, or not found. */
  strangersProduct: "denied" | "not-found";
  /** Which of a product's status and its record ends first. The option `statusOrder` wins. */
  statusOrder: StatusOrder;
  /** HTTP status of `ResourceNotFoundException`. 400 is recorded; other emulators send 404. */
  notFoundStatus: 400 | 404;
}

export const defaultGuesses: Readonly<Guesses> = {
  tokenWithOtherContent: "error",
  repeatedToken: "record-now",
  updateFromError: "refuse",
  omittedParameter: "template-default",
  textOfNumbers: "ignored",
  omittedVersionWhileTainted: "attempted",
  recordTagsOfIgnoredTags: "kept",
  tagOnlyRemoval: "ignored",
  omittedTagsAfterFailure: "lost",
  idempotencyToken: "create",
  recordErrorCode: "InternalFailure",
  outputsOfFailedRecord: "none",
  unknownOutputKey: "error",
  bothIdAndName: "InvalidParametersException",
  describeLag: 0,
  updateRollbackFailed: "TAINTED",
  failedStackSet: "TAINTED",
  stackSetOutput: "CloudformationStackSetARN",
  preferencesBeyondConstraint: "refuse",
  documentedLimits: "enforced",
  unfitTagsAndTopics: "record-fails",
  accountOperations: 5,
  retainOnEngine: "accept",
  terminateWhilePlanned: "refuse",
  tagOptions: "enforced",
  missingTagOption: "accepted",
  otherRecordTypes: "modelled",
  searchLag: 0,
  associationLag: 0,
  missingAssociation: "not-found",
  disassociateConstrained: "refused",
  optionalMembers: "present",
  guessedTexts: "plausible",
  searchedTime: "iso",
  largestRequest: 1_048_576,
  pageSizeZero: "default",
  levelBeyondPolicy: "denied",
  strangersProduct: "denied",
  statusOrder: "random",
  notFoundStatus: 400,
};

/** All positions of the switches, or what a position has to be. */
export const positions: { readonly [Name in keyof Guesses]: readonly Guesses[Name][] | Check } = {
  tokenWithOtherContent: ["error", "same-record"],
  repeatedToken: ["record-now", "first-answer"],
  updateFromError: ["refuse", "accept"],
  omittedParameter: ["template-default", "previous-value"],
  textOfNumbers: ["ignored", "enforced"],
  omittedVersionWhileTainted: ["attempted", "running"],
  recordTagsOfIgnoredTags: ["kept", "requested"],
  tagOnlyRemoval: ["ignored", "applied"],
  omittedTagsAfterFailure: ["lost", "kept"],
  idempotencyToken: ["create", "latest"],
  recordErrorCode: findTextOrNullProblem,
  outputsOfFailedRecord: ["none", "stack-arn"],
  unknownOutputKey: ["error", "ignore"],
  bothIdAndName: ["InvalidParametersException", "ValidationException"],
  describeLag: findMsProblem,
  updateRollbackFailed: ["TAINTED", "ERROR"],
  failedStackSet: ["TAINTED", "ERROR"],
  stackSetOutput: findTextOrNullProblem,
  preferencesBeyondConstraint: ["refuse", "accept"],
  documentedLimits: ["enforced", "ignored"],
  unfitTagsAndTopics: ["record-fails", "refused"],
  accountOperations: numberCheck(
    (number) => Number.isInteger(number) && number > 0,
    "a whole number above 0",
  ),
  retainOnEngine: ["accept", "refuse"],
  terminateWhilePlanned: ["refuse", "accept"],
  tagOptions: ["enforced", "ignored"],
  missingTagOption: ["refused", "accepted"],
  otherRecordTypes: ["modelled", "own"],
  searchLag: findMsProblem,
  associationLag: findMsProblem,
  missingAssociation: ["not-found", "ignored"],
  disassociateConstrained: ["refused", "accepted"],
  optionalMembers: ["present", "absent"],
  guessedTexts: ["plausible", "vague"],
  searchedTime: ["iso", "epoch-seconds"],
  largestRequest: numberCheck((bytes) => Number.isInteger(bytes) && bytes > 0, "a whole number above 0"),
  pageSizeZero: ["default", "error"],
  levelBeyondPolicy: ["denied", "narrowed"],
  strangersProduct: ["denied", "not-found"],
  statusOrder: ["record-first", "product-first", "random"],
  notFoundStatus: [400, 404],
};

export type StatusOrder = "record-first" | "product-first" | "random";
