import { awsFor } from "./aws/clients";
import { systemClock } from "./base/clock";
import { connectEngine } from "./engine/connection";
import type { Handler } from "./engine/createHandler";
import { createHandler } from "./engine/createHandler";
import { silenceSecondPrint } from "./engine/thrownErrors";

/*
 * The subpath in every state. Its name, the name `handler` and the names of the methods are a permanent contract: the
 * provider's text calls them.
 */

let running: Handler | undefined;

/** The handler of this process, connected to its engine when first used. */
function theHandler(): Handler {
  if (!running) {
    silenceSecondPrint();
    running = createHandler({ engine: connectEngine(), clock: systemClock, aws: awsFor });
  }
  return running;
}

/** What the fixed provider text returns. */
export const handler: Handler = {
  configure: (request) => theHandler().configure(request),
  check: (olds, news) => theHandler().check(olds, news),
  diff: (id, olds, news) => theHandler().diff(id, olds, news),
  create: (inputs) => theHandler().create(inputs),
  update: (id, olds, news) => theHandler().update(id, olds, news),
  read: (id, properties) => theHandler().read(id, properties),
  delete: (id, properties) => theHandler().delete(id, properties),
};
