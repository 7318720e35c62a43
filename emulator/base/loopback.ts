import type { IncomingMessage } from "node:http";

/**
 * Whether a request names this machine by an address or name of its own. A page of another site may lead a name of
 * that site to this machine; the browser then takes it for one with the emulator, but still sends that name.
 */
export const isForThisMachine = ({ headers }: IncomingMessage): boolean =>
  /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(headers.host ?? "");

/** Browsers say where a request comes from; nothing else that calls an emulator does. */
export const isFromBrowser = ({ headers }: IncomingMessage): boolean =>
  headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;
