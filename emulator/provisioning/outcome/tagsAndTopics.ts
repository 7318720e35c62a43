import { guessedText, invalidParameters } from "../../protocol/errors";
import type { Service } from "../../service/service";
import type { Tag } from "../../base/tag";

/**
 * What CloudFormation says of tags and topics that no stack can have; undefined if it takes them. Those on tags are
 * observed; of topics it hands on what SNS says, and that about a whole ARN is guessed.
 */
export function findRefusedTagsAndTopics(
  tags: readonly Tag[],
  topics: readonly string[],
): string | undefined {
  const keys = tags.map(({ Key }) => Key);
  if (keys.some((key) => /^aws:/i.test(key)))
    return "aws: prefixed tag key names are not allowed for external use.";
  if (new Set(keys).size < keys.length) return "Tags contain duplicate keys; tag keys must be unique";
  if (!topics.every((arn) => /^arn:[^:]+:sns:[^:]+:\d{12}:[^:]+$/.test(arn)))
    return "Invalid parameter: TopicArn";
  return undefined;
}

/** Service Catalog may look before CloudFormation does. */
export function refuseTagsAndTopics(
  { guesses }: Service,
  tags: readonly Tag[],
  topics: readonly string[] = [],
): void {
  const reason =
    guesses.unfitTagsAndTopics === "refused" ? findRefusedTagsAndTopics(tags, topics) : undefined;
  if (reason !== undefined) throw guessedText(invalidParameters(reason));
}
