import { spawn } from "node:child_process";

const TAIL = 40;

/**
 * Runs a program to its end and answers what it printed on stdout. A failure is an Error that ends
 * with the last lines the program printed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number, onLine?: (line: string) => void}} [options]
 * @returns {Promise<string>}
 */
export function run(command, args, options = {}) {
  const { cwd, env = process.env, timeout, onLine } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      timeout,
      stdio: ["ignore", "pipe", "pipe"],
      // npm is a batch file on Windows, which only a shell can start.
      shell: process.platform === "win32" && command === "npm",
    });
    const stopChild = () => void child.kill();
    process.once("exit", stopChild);

    let stdout = "";
    /** @type {string[]} */
    const tail = [];
    /** @param {string} line */
    const heed = (line) => {
      if (line.trim()) tail.push(line);
      if (tail.length > TAIL) tail.shift();
      onLine?.(line);
    };
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    eachLine(child.stdout, heed);
    eachLine(child.stderr, heed);

    child.once("error", (error) => {
      process.removeListener("exit", stopChild);
      const missing = "code" in error && error.code === "ENOENT";
      reject(new Error(missing ? `${command} is not installed` : error.message));
    });
    child.once("close", (code, signal) => {
      process.removeListener("exit", stopChild);
      if (code === 0) return resolve(stdout);
      const ended = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      reject(new Error([`${command} ${args[0] ?? ""} ${ended}`, ...tail].join("\n")));
    });
  });
}

/**
 * @param {import("node:stream").Readable} stream
 * @param {(line: string) => void} heed
 */
function eachLine(stream, heed) {
  let rest = "";
  stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    lines.forEach(heed);
  });
  stream.once("end", () => rest && heed(rest));
}

/**
 * The frame of every script in tools/: an error is a message and exit code 1, and Ctrl-C, SIGTERM or a terminal that
 * is closed run the "exit" handlers, which stop children and remove what is half done.
 *
 * @param {() => Promise<void>} work
 */
export async function main(work) {
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
  process.once("SIGHUP", () => process.exit(129));
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
