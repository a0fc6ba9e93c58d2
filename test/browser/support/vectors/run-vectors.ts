import { chromium } from "playwright";
import { makeCertificate } from "../../../../src/browser/certificate.ts";
import { findBrowser } from "../../../../src/browser/find-browser.ts";
import { never, startRig, wish } from "../browsers.ts";
import { PublicNet } from "../public-net.ts";
import { codeVectors } from "./code.ts";
import { openHostileSite, SITE, TRAP_DOMAIN, type HostileSite } from "./hostile-site.ts";
import { markupVectors } from "./markup.ts";
import { Trap } from "./trap.ts";
import { casesOf, type VectorCase } from "./vector.ts";
import { visitAll } from "./visit.ts";
import { workerVectors } from "./worker.ts";

export const allVectors = [...markupVectors, ...codeVectors, ...workerVectors];

export interface VectorResult {
  readonly cases: readonly VectorCase[];
  /** Ids of the cases that reached the trap. */
  readonly leaked: ReadonlySet<string>;
  /** Connections to the trap, also those that said nothing. */
  readonly connections: number;
  /** Ids of the cases that the proxy or the browser's own layer said no to. */
  readonly refused: ReadonlySet<string>;
}

/** Every vector in every place, in the product's own browser. The trap's names lead to the trap: it is the fence that has to hold. */
export async function runFenced(vectors = allVectors): Promise<VectorResult> {
  const certificate = makeCertificate([SITE], new Date());
  await using trap = await Trap.open(certificate);
  await using hostile = await openHostileSite(casesOf(vectors), { trap, certificate });
  const net = new PublicNet();
  net.publish(SITE, hostile.origin.port);
  for (const { id } of hostile.cases) net.publish(`${id}.${TRAP_DOMAIN}`, trap.port);
  await using rig = await startRig({ map: new Map([["mapped.example", new URL("http://127.0.0.1:1")]]), certificate, resolver: net.resolver, dial: net.dial });
  const refused = new Set<string>();
  const isSeen = (id: string): boolean => refused.has(id) || trap.caught.has(id);
  const sessions = new Set<{ refusals(): readonly { host: string }[] }>();
  const open = async () => {
    const session = await rig.browsers.open(wish({ site: [SITE] }), never);
    sessions.add(session);
    return session;
  };
  const gather = (id: string): boolean => {
    for (const session of sessions) for (const { host } of session.refusals()) if (host.endsWith(TRAP_DOMAIN)) refused.add(host.split(".")[0] ?? "");
    return isSeen(id);
  };
  await visitAll({ cases: hostile.cases, open, isSeen: gather });
  gather("");
  return { cases: hostile.cases, leaked: new Set(trap.caught), connections: trap.connections, refused };
}

/** The same pages in a Chromium as it comes: what they can do where nothing holds them. */
export async function runBare(vectors = allVectors): Promise<VectorResult> {
  const certificate = makeCertificate([SITE], new Date());
  await using trap = await Trap.open(certificate);
  await using hostile = await openHostileSite(casesOf(vectors), { trap, certificate });
  await using browser = await bareBrowser(hostile, certificate.spkiHash);
  const open = async () => {
    const context = await browser.browser.newContext();
    return { page: await context.newPage(), [Symbol.asyncDispose]: () => context.close() };
  };
  await visitAll({ cases: hostile.cases, open, isSeen: (id) => trap.caught.has(id) });
  return { cases: hostile.cases, leaked: new Set(trap.caught), connections: trap.connections, refused: new Set() };
}

async function bareBrowser({ origin, trap }: HostileSite, spkiHash: string) {
  const rules = `MAP ${SITE} 127.0.0.1:${origin.port}, MAP *.${TRAP_DOMAIN} 127.0.0.1:${trap.port}`;
  const args = [`--host-resolver-rules=${rules}`, `--ignore-certificate-errors-spki-list=${spkiHash}`, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const browser = await chromium.launch({ executablePath: findBrowser().path, args });
  return { browser, [Symbol.asyncDispose]: () => browser.close() };
}
