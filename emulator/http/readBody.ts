import type { IncomingMessage } from "node:http";

/**
 * The body of a request; undefined if it has more bytes than allowed. Such a body is read to its end all the same,
 * and thrown away: a client that still sends would not see the answer.
 *
 * @throws Error when the client goes away before its end
 */
export async function readBody(message: IncomingMessage, largest: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= largest ? Buffer.concat(chunks).toString() : undefined;
}
