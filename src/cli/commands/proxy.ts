import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { sayUpstream } from "../../config/upstream-address.ts";
import { writeSealedFile } from "../../vault/sealed-file.ts";
import type { Call } from "../call.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { readPersonalDocument } from "../read-document.ts";
import { ProxyLogin, proxyLoginFile, proxyLoginPath } from "../upstream.ts";

const INSTEAD = "give it by --file FILE, with username and password";

/** Keeps user name and password of the person's own proxy, sealed and for that proxy only. */
export async function proxyLoginCommand(call: Call): Promise<ExitCode> {
  const { upstream } = call.config;
  if (!upstream) throw new UsageError("no proxy is set", { hint: "write upstreamProxy: socks5://127.0.0.1:9050, or http://HOST:PORT, into config.yaml of the home" });
  const login = await takeLogin(call);
  const opened = await openTheHome(call);
  await using _lock = await lockHome(call, "proxy login");
  await writeSealedFile(proxyLoginFile(opened), { ...login, proxy: sayUpstream(upstream) }, call.files);
  call.out.result({ isKept: true, proxy: sayUpstream(upstream) }, [`The login for ${sayUpstream(upstream)} is kept, encrypted.`]);
  return ExitCode.done;
}

export async function proxyLogoutCommand(call: Call): Promise<ExitCode> {
  const path = proxyLoginPath(call.config.home);
  await using _lock = await lockHome(call, "proxy logout");
  const wasKept = await exists(path);
  if (wasKept) await call.files.remove(path);
  call.out.result({ isKept: false }, [wasKept ? "The login is gone." : "No login was kept."]);
  return ExitCode.done;
}

async function takeLogin(call: Call): Promise<ReturnType<typeof ProxyLogin.parse>> {
  const file = call.options.text("file");
  if (file !== undefined) return readPersonalDocument(file, ProxyLogin, call);
  const asked = ProxyLogin.safeParse({ username: await call.ask.text("User name", INSTEAD), password: await call.ask.hidden("Password", INSTEAD) });
  if (asked.success) return asked.data;
  throw new UsageError("a login wants a user name and a password, each of 255 characters at most");
}
