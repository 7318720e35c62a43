import { stderr } from "node:process";

const TICK_TTY = 1_000;
const TICK_LOG = 15_000;

/**
 * What set-up does is told on stderr, so that stdout stays free for results.
 * @param {string} text
 */
export function say(text) {
  stderr.write(`set-up: ${text}\n`);
}

/**
 * Tells that something is going on for as long as `work` takes: on one line that counts the
 * seconds in a terminal, in a line now and then in a log.
 *
 * @template T
 * @param {string} what
 * @param {(note: (text: string) => void) => Promise<T>} work is handed a function that sets a short note shown with the time
 * @returns {Promise<T>}
 */
export async function saying(what, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  let note = "";
  const line = () => `${what} ... ${seconds()} s${note && `, ${note}`}`;
  const tty = stderr.isTTY;

  if (!tty) say(`${what} ...`);
  const timer = setInterval(
    () => {
      if (tty) stderr.write(`\r\x1b[Kset-up: ${line()}`);
      else say(line());
    },
    tty ? TICK_TTY : TICK_LOG,
  );
  timer.unref();
  try {
    const result = await work((text) => (note = text));
    if (tty) stderr.write("\r\x1b[K");
    say(`${what}: done in ${seconds()} s`);
    return result;
  } catch (error) {
    if (tty) stderr.write("\r\x1b[K");
    say(`${what}: did not work (${seconds()} s)`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
