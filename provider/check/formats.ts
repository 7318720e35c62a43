import { isUnknown } from "../values";
import type { Local } from "./checking";
import { listed, meant, quoted } from "./checking";

const LANGUAGES = ["en", "jp", "zh"];
const MOST_ARNS = 5;
const ARN = /^arn:[a-z0-9-.]{1,63}:[a-z0-9-.]{0,63}:[a-z0-9-.]{0,63}:[a-z0-9-.]{0,63}:[^/].{0,1023}$/;

/** The languages in which Service Catalog speaks. */
export function checkLanguage({ inputs, fail }: Local): void {
  const { acceptLanguage } = inputs;
  if (acceptLanguage === undefined || isUnknown(acceptLanguage) || LANGUAGES.includes(acceptLanguage)) return;
  fail(
    "acceptLanguage",
    `${quoted(inputs, "acceptLanguage", acceptLanguage)} is not one of ${listed(LANGUAGES)}${meant(acceptLanguage, LANGUAGES)}`,
  );
}

/** The ARNs of SNS topics, as far as their form goes. */
export function checkNotificationArns({ inputs, fail }: Local): void {
  const { notificationArns } = inputs;
  if (!Array.isArray(notificationArns)) return;
  if (notificationArns.length > MOST_ARNS)
    fail("notificationArns", `there are ${notificationArns.length}; AWS takes at most ${MOST_ARNS}`);
  for (const [index, arn] of notificationArns.entries()) {
    if (!isUnknown(arn) && !ARN.test(arn))
      fail(
        `notificationArns[${index}]`,
        `${quoted(inputs, "notificationArns", arn)} is not the ARN of an SNS topic`,
      );
  }
}
