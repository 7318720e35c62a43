import type { Caller } from "./service";

export interface StsAnswer {
  readonly operation: string;
  readonly status: number;
  readonly error?: string;
  readonly body: string;
}

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** STS, as far as clients need it to know who they are: the query protocol, answers in XML. */
export function answerSts(form: URLSearchParams, caller: Caller, requestId: string): StsAnswer {
  const operation = form.get("Action") ?? "";
  if (operation !== "GetCallerIdentity") {
    const message = `Could not find operation ${operation} for version ${form.get("Version") ?? ""}`;
    return {
      operation,
      status: 400,
      error: "InvalidAction",
      body: stsError("InvalidAction", message, requestId),
    };
  }
  return {
    operation,
    status: 200,
    body: `<GetCallerIdentityResponse xmlns="${namespace}">
  <GetCallerIdentityResult>
    <Arn>${escaped(caller.userArn)}</Arn>
    <UserId>AIDA${escaped(caller.account)}</UserId>
    <Account>${escaped(caller.account)}</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>${requestId}</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
`,
  };
}

export const stsError = (
  code: string,
  message: string,
  requestId: string,
) => `<ErrorResponse xmlns="${namespace}">
  <Error>
    <Type>Sender</Type>
    <Code>${code}</Code>
    <Message>${escaped(message)}</Message>
  </Error>
  <RequestId>${requestId}</RequestId>
</ErrorResponse>
`;

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
