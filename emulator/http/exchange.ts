import type { IncomingHttpHeaders } from "node:http";

export interface Request {
  readonly id: string;
  /** `json` is Service Catalog's, `query` that of STS and CloudFormation. */
  readonly protocol: "json" | "query";
  /** Empty if the request names none. */
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Then the body is empty. */
  readonly isTooLarge?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly error?: string;
  readonly contentType?: string;
}
