import {
  choice,
  findMsProblem,
  numberCheck,
  findTextProblem,
  text,
  type Check,
  type Member,
  type Members,
} from "../base/schema";

/* What arguments and options of several functions may be. */

export const ms: Member = { check: findMsProblem };
export const above0: Member = {
  check: numberCheck((rate) => rate > 0 && rate < Infinity, "a number above 0"),
};

/** "For always" is an infinite number of times. */
export const isCount: Check = numberCheck(
  (times) => times === Infinity || (Number.isInteger(times) && times >= 0),
  "a whole number",
);
export const count: Member = { check: isCount };
export const share: Member = { check: numberCheck((part) => part >= 0 && part <= 1, "a number from 0 to 1") };

/** Something simple, or else an object that says more. */
export const simpleOr = (simple: Check, members: Members): Member => ({
  as: (value) => (typeof value === "object" ? { members } : { check: simple }),
});

export const where: Member = { members: { account: text, region: text } };
export const idOrName: Member = { check: findTextProblem, required: true };
export const endStatus: Member = { ...choice("SUCCEEDED", "FAILED"), required: true };
