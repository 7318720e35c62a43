const names = [
  "AccountId",
  "NotificationARNs",
  "NoValue",
  "Partition",
  "Region",
  "StackId",
  "StackName",
  "URLSuffix",
];

/** `AWS::Region` and its like, which are there in every template. */
export const isPseudoParameter = (name: string): boolean =>
  name.startsWith("AWS::") && names.includes(name.slice("AWS::".length));
