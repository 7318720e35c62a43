import { isUnknown } from "../../state/values";
import type { Local } from "./checking";
import { formatList, suggest, quoteArgument } from "./checking";

const LANGUAGES = ["en", "jp", "zh"];
const MOST_ARNS = 5;
const ARN = /^arn:[a-z0-9-.]{1,63}:[a-z0-9-.]{0,63}:[a-z0-9-.]{0,63}:[a-z0-9-.]{0,63}:[^/].{0,1023}$/;

/** The languages in which Service Catalog speaks. */
export function checkLanguage({ inputs, fail }: Local): void {
  const { acceptLanguage } = inputs;
  if (acceptLanguage === undefined || isUnknown(acceptLanguage) || LANGUAGES.includes(acceptLanguage)) return;
  fail(
    "acceptLanguage",
    `${quoteArgument(inputs, "acceptLanguage", acceptLanguage)} is not one of ${formatList(LANGUAGES)}${suggest(acceptLanguage, LANGUAGES)}`,
  );
}

const OWNER = /^arn:[^:]+:(iam|sts)::\d{12}:(user|role|assumed-role)\/.+/;

/** Who can own a product. */
export function checkOwner({ inputs, fail }: Local): void {
  const { owner } = inputs;
  if (owner === undefined || isUnknown(owner) || OWNER.test(owner)) return;
  fail(
    "owner",
    `${quoteArgument(inputs, "owner", owner)} is not the ARN of a user, a role or an assumed role, such as arn:aws:iam::123456789012:role/Operators`,
  );
}

/** The ARNs of SNS topics, as far as their form goes. */
export function checkNotificationArns({ inputs, fail }: Local): void {
  const { notificationArns } = inputs;
  if (!Array.isArray(notificationArns)) return;
  if (notificationArns.length > MOST_ARNS)
    fail("notificationArns", `there are ${notificationArns.length}; AWS accepts at most ${MOST_ARNS}`);
  for (const [index, arn] of notificationArns.entries()) {
    if (!isUnknown(arn) && !ARN.test(arn))
      fail(
        `notificationArns[${index}]`,
        `${quoteArgument(inputs, "notificationArns", arn)} is not the ARN of an SNS topic`,
      );
  }
}
