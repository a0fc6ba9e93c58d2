import { join } from "node:path";
import { z } from "zod";
import { LockedError, TransientError } from "../base/errors.ts";
import { exists } from "../base/files.ts";
import type { Dial } from "../browser/dial.ts";
import { dialThrough, tryUpstream } from "../browser/upstream.ts";
import { sayUpstream } from "../config/upstream-address.ts";
import { readSealedFile, type SealedFile } from "../vault/sealed-file.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { Call } from "./call.ts";
import { openTheHome, type OpenedHome } from "./open-home.ts";

const Part = z.string().min(1).max(255); // RFC 1929 counts each in one byte

/** What opening a home takes. */
export type Opening = Pick<Call, "config" | "ask" | "files">;

export const ProxyLogin = z.strictObject({ username: Part, password: Part });
/** Tied to one proxy: whoever changes the settings does not get the login sent to them. */
const KeptLogin = ProxyLogin.extend({ proxy: z.string() });

export function proxyLoginPath(home: string): string {
  return join(home, "proxy.sealed");
}

export function proxyLoginFile({ home, homeKey }: Pick<OpenedHome, "home" | "homeKey">): SealedFile<typeof KeptLogin> {
  return { path: proxyLoginPath(home), key: deriveKey(homeKey, "proxy"), aad: "proxy", schema: KeptLogin };
}

/**
 * The way through the person's own proxy, where one is set: for the browser, the mailbox and a register alike. The home is opened
 * for the login, where one is kept. Said before anything is tried when the proxy does not answer: no site is to blame.
 */
export async function upstreamWay(call: Opening, opened?: OpenedHome): Promise<Dial | undefined> {
  const { upstream, home } = call.config;
  if (!upstream) return undefined;
  const hasLogin = await exists(proxyLoginPath(home));
  const login = hasLogin ? await readLogin(opened ?? (await openTheHome(call)), sayUpstream(upstream)) : undefined;
  const way = { ...upstream, login };
  if (await tryUpstream(way)) return dialThrough(way);
  throw new TransientError(`your proxy ${sayUpstream(upstream)} does not answer, or does not take the login`, { hint: "nothing went past it; upstreamProxy in config.yaml names it" });
}

async function readLogin(opened: OpenedHome, proxy: string): Promise<z.infer<typeof ProxyLogin>> {
  const { proxy: keptFor, username, password } = await readSealedFile(proxyLoginFile(opened), opened.files);
  if (keptFor === proxy) return { username, password };
  throw new LockedError(`the login that is kept is for ${keptFor}, and the proxy is ${proxy} now`, { hint: "unlist proxy login, for this one" });
}
