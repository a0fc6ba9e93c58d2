import { randomBytes } from "node:crypto";
import { link, rename, rm, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Clock } from "../base/clock.ts";
import { BusyError } from "../base/errors.ts";
import { errorCode, isMissing, nodeFiles } from "../base/files.ts";
import { isAlive, thisProcess } from "../base/process-alive.ts";
import { readHolder, type Holder } from "./lock-holder.ts";

/** Held for one run, released by disposing. */
export interface Lock extends AsyncDisposable {
  readonly holder: Holder;
}

export interface LockWish {
  readonly clock: Clock;
  /** The command's name as the next process will say it; no arguments. */
  readonly command: string;
}

/**
 * `<home>/lock`, for one process at a time. Throws `BusyError` naming the living holder; a dead one's lock is taken over.
 */
export async function takeLock(home: string, { clock, command }: LockWish): Promise<Lock> {
  const holder: Holder = { ...(await thisProcess()), startedAt: clock.now().toISOString(), host: hostname(), command, nonce: randomBytes(9).toString("hex") };
  const draft = join(home, `lock.draft-${holder.nonce}`);
  await nodeFiles.create(draft, JSON.stringify(holder));
  try {
    await acquire(join(home, "lock"), { home, draft, holder });
  } finally {
    await unlink(draft).catch(isMissing);
  }
  return { holder, [Symbol.asyncDispose]: () => release(home, holder) };
}

interface Attempt {
  readonly home: string;
  readonly draft: string;
  readonly holder: Holder;
}

/**
 * Gets `path` for us. A hard link makes the name appear with its whole content or not at all, and only once.
 *
 * A dead holder's name is not removed and made anew, since two who saw it dead would remove each other's. Instead each first
 * needs the claim `lock.after-<nonce of the dead one>`, itself such a name, which only one can have. Whoever has it looks
 * again: if the dead one is still there, nobody else may replace it, and one rename both does so and gives the claim back;
 * if not, somebody was faster. A claim whose own holder died is taken over in the same way.
 */
async function acquire(path: string, attempt: Attempt): Promise<void> {
  while (!(await appeared(path, attempt.draft))) {
    const dead = await readHolder(path);
    if (!dead) continue; // released between our two looks
    await refuseIfAlive(dead, attempt.home);
    const claim = join(attempt.home, `lock.after-${dead.nonce}`);
    await acquire(claim, attempt);
    const now = await readHolder(path);
    if (now?.nonce === dead.nonce) return rename(claim, path);
    await unlink(claim);
  }
}

async function appeared(path: string, draft: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function refuseIfAlive(holder: Holder, home: string): Promise<void> {
  const isElsewhere = holder.host !== "" && holder.host !== hostname();
  if (!isElsewhere && !(await isAlive(holder))) return;
  const where = isElsewhere ? ` on ${holder.host}` : "";
  const hint = isElsewhere ? `if it no longer runs there, remove ${join(home, "lock")}` : "wait for it, or end it";
  throw new BusyError(`unlist ${holder.command} (process ${holder.pid}${where}) holds this home since ${holder.startedAt}`, { hint });
}

async function release(home: string, { nonce }: Holder): Promise<void> {
  const path = join(home, "lock");
  const now = await readHolder(path);
  if (now?.nonce === nonce) await rm(path, { force: true });
}
