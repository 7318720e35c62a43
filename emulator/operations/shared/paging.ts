import { guessedText, invalidParameters } from "../../protocol/errors";
import type { Service } from "../../service/service";

export interface PageRequest {
  readonly PageSize?: number;
  readonly PageToken?: string;
}

/** One page of a list. Page size 0 is taken as the default of 20. (guessed) */
export function paginate<T>(
  { guesses }: Service,
  items: readonly T[],
  { PageSize, PageToken }: PageRequest,
): { page: T[]; NextPageToken: string | undefined } {
  if (PageSize === 0 && guesses.pageSizeZero === "error")
    throw guessedText(invalidParameters("Invalid page size: 0"));
  const size = PageSize || 20;
  const start = PageToken === undefined ? 0 : offsetOf(PageToken);
  const end = start + size;
  return {
    page: items.slice(start, end),
    NextPageToken: end < items.length ? Buffer.from(`offset:${end}`).toString("base64") : undefined,
  };
}

function offsetOf(token: string): number {
  const offset = /^offset:(\d+)$/.exec(Buffer.from(token, "base64").toString())?.[1];
  if (offset === undefined) throw guessedText(invalidParameters("Invalid page token"));
  return Number(offset);
}
