/**
 * The pages of a list, one after the other.
 *
 * @param ask sends the call with the member `PageToken` that it is given, which the first page has not
 * @throws what `ask` throws
 */
export async function* pages<Answer extends { NextPageToken?: string | undefined }>(
  ask: (from: { PageToken?: string }) => Promise<Answer>,
): AsyncGenerator<Answer> {
  let token: string | undefined;
  do {
    const answer = await ask(token === undefined ? {} : { PageToken: token });
    yield answer;
    token = answer.NextPageToken || undefined; // an empty one is no token
  } while (token !== undefined);
}
