import type { Page } from "playwright";
import { until } from "../until.ts";
import { SITE } from "./hostile-site.ts";
import type { VectorCase } from "./vector.ts";

export interface Visit {
  readonly cases: readonly VectorCase[];
  /** A page of its own for one visitor of several. */
  readonly open: () => Promise<VisitorPage>;
  /** True once the case is known to have tried. */
  readonly isSeen: (id: string) => boolean;
}

export interface VisitorPage extends AsyncDisposable {
  readonly page: Page;
}

const VISITORS = 4;
const AT_ONCE = 10;
/** A stop is over when all have been seen, or when it has loaded and for this long nobody new was. */
const QUIET_MS = 500;
const PATIENCE_MS = 6_000;

/** Lets every case have its try: pages one after another, frames and windows ten at a time, by four visitors. */
export async function visitAll({ cases, open, isSeen }: Visit): Promise<void> {
  const alone = cases.filter(({ place }) => place !== "iframe" && place !== "popup").map(({ id }) => ({ path: `v/${id}`, ids: [id] }));
  const together = [...inTens(cases, "iframe", "frames"), ...inTens(cases, "popup", "windows")];
  const stops = [...together, ...alone];
  const visitor = async (): Promise<void> => {
    await using visitorPage = await open();
    for (let stop = stops.shift(); stop; stop = stops.shift()) await visit(visitorPage.page, stop, isSeen);
  };
  await Promise.all(Array.from({ length: VISITORS }, visitor));
}

interface Stop {
  readonly path: string;
  readonly ids: readonly string[];
}

async function visit(page: Page, { path, ids }: Stop, isSeen: Visit["isSeen"]): Promise<void> {
  await page.goto(`https://${SITE}/${path}`, { waitUntil: "load", timeout: PATIENCE_MS }).catch(ignoreRefused);
  await Promise.all(page.context().pages().map((one) => one.waitForLoadState("load", { timeout: PATIENCE_MS }).catch(ignoreRefused)));
  await until(untilQuiet(ids, isSeen), PATIENCE_MS);
  for (const other of page.context().pages()) if (other !== page) await other.close();
  await until(() => page.goto("about:blank").then(() => page.url() === "about:blank", () => false), PATIENCE_MS);
}

function untilQuiet(ids: readonly string[], isSeen: Visit["isSeen"]): () => boolean {
  let [seen, since] = [0, performance.now()];
  return () => {
    const now = ids.filter(isSeen).length;
    if (now > seen) [seen, since] = [now, performance.now()];
    return seen === ids.length || performance.now() - since > QUIET_MS;
  };
}

function inTens(cases: readonly VectorCase[], place: VectorCase["place"], kind: string): Stop[] {
  const ids = cases.filter((one) => one.place === place).map(({ id }) => id);
  const count = Math.ceil(ids.length / AT_ONCE);
  return Array.from({ length: count }, (_, at) => ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE)).map((some) => ({ path: `${kind}/${some.join(",")}`, ids: some }));
}

/** A page that is on its way elsewhere is refused there; what it came to, the trap and the fence tell. */
function ignoreRefused(error: unknown): void {
  if (!(error instanceof Error)) throw error;
}
