import { existsSync, rmSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./say.mjs";

const HEARTBEAT = 1_000;
const ABANDONED = 15_000;

/** Where what is set up lives, outside of every checkout. */
export function cacheRoot(env = process.env, platform = process.platform, home = os.homedir()) {
  const base =
    env["XDG_CACHE_HOME"] ||
    (platform === "darwin" && path.join(home, "Library", "Caches")) ||
    (platform === "win32" && env["LOCALAPPDATA"]) ||
    path.join(home, ".cache");
  return path.join(base, "pulumi-servicecatalog");
}

/**
 * Fills a folder once, however many checkouts ask for it at the same time. It appears complete or
 * not at all: it is filled under another name, and renamed when nothing can fail any more.
 *
 * @param {string} folder
 * @param {(partial: string) => Promise<void>} fill
 * @returns {Promise<string>} the folder
 */
export async function once(folder, fill) {
  if (existsSync(folder)) return folder;
  await mkdir(path.dirname(folder), { recursive: true });
  return locked(`${folder}.lock`, async () => {
    if (existsSync(folder)) return folder;
    await removeLeftovers(folder);
    const partial = `${folder}.${process.pid}.partial`;
    const removePartial = () => rmSync(partial, { recursive: true, force: true });
    process.once("exit", removePartial);
    try {
      await mkdir(partial);
      await fill(partial);
      await rename(partial, folder).catch((error) => {
        // Someone who took our lock for abandoned was faster. That result is as good as ours.
        if (!existsSync(folder)) throw error;
      });
      return folder;
    } finally {
      process.removeListener("exit", removePartial);
      removePartial();
    }
  });
}

/**
 * The lock is a file that its holder touches every second. One that is not touched belongs to a
 * process that was killed. Should two ever hold it, both do the same work and one result is kept.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 */
async function locked(file, work) {
  let told = false;
  for (;;) {
    const handle = await open(file, "wx").catch((/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== "EEXIST") throw error;
    });
    if (handle) {
      await handle.close();
      break;
    }
    const touched = await stat(file).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - touched > ABANDONED) {
      await rm(file, { force: true });
      continue;
    }
    if (!told) say(`another process is setting up ${path.basename(file, ".lock")}; waiting for it`);
    told = true;
    await sleep(HEARTBEAT / 2);
  }

  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  const heart = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, HEARTBEAT);
  heart.unref();
  try {
    return await work();
  } finally {
    clearInterval(heart);
    process.removeListener("exit", release);
    release();
  }
}

/** Removes what killed processes left behind. @param {string} folder */
async function removeLeftovers(folder) {
  const name = `${path.basename(folder)}.`;
  for (const entry of await readdir(path.dirname(folder))) {
    const pid = entry.startsWith(name) && /\.(\d+)\.partial$/.exec(entry)?.[1];
    if (pid && !isAlive(Number(pid))) {
      await rm(path.join(path.dirname(folder), entry), { recursive: true, force: true });
    }
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
