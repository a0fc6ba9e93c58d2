import { text } from "node:stream/consumers";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { didYouMean } from "../../base/nearest.ts";
import { scanExtract } from "../../catalog/walk-steps.ts";
import type { LoadedPlaybook } from "../../catalog/load.ts";
import { identityBasis, identityOf } from "../../playbook/extract/identity.ts";
import { listingKey } from "../../run/listing-key.ts";
import { ListingDetails } from "../../subject/listing-details.ts";
import type { Call } from "../call.ts";
import { openCatalog } from "../subject-view.ts";
import { decided, withLedger } from "../with-ledger.ts";

const MOST_CHARACTERS = 2_000;

/** A listing that the person found: its address comes on standard input, so that no shell keeps it. */
export async function listingAddCommand(call: Call): Promise<ExitCode> {
  const [slug = ""] = call.args;
  const { brokers, playbooks } = await openCatalog(call.config);
  const loaded = playbooks.get(slug);
  if (!loaded) throw new UsageError("no playbook goes by that name", { hint: didYouMean(slug, [...playbooks.keys()]) ?? "unlist brokers list names them" });
  const url = listingUrl(await readAddress(call), [...loaded.playbook.hosts.site, ...(brokers.get(slug)?.domains ?? [])]);
  const { id, state } = await withLedger(call, "listing add", async (ledger) => {
    const details = ListingDetails.parse({ name: "", url });
    const listing = listingKey({ broker: slug, identity: identityIn(loaded, details), details }, ledger);
    const known = ledger.reveal(ledger.view.cases.get(`${slug}/${listing}`) ?? {}); // what a scan read of it is not forgotten
    await decided(ledger, call.clock, { type: "added", broker: slug, listings: [listing], sealed: ledger.sealListing({ ...details, ...known, url }) });
    return { id: `${slug}/${listing}`, state: ledger.view.cases.get(`${slug}/${listing}`)?.state ?? "planned" };
  });
  call.out.result({ id, state }, [`${id}: ${state}`]);
  call.out.next("unlist run asks for its removal");
  return ExitCode.done;
}

async function readAddress({ ask, stdin }: Call): Promise<string> {
  if (ask.isTerminal) return ask.text("Address of the listing", "pipe it in");
  return text(stdin);
}

/** On the broker's own sites, which a form that a vendor hosts is not on. */
function listingUrl(typed: string, hosts: readonly string[]): string {
  const line = typed.trim();
  const url = line.length <= MOST_CHARACTERS && URL.canParse(line) ? new URL(line) : undefined;
  const bare = (host: string) => host.replace(/^www\./, "");
  const isTheirs = url?.protocol === "https:" && url.username === "" && hosts.some((host) => bare(host) === bare(url.host));
  if (!url || !isTheirs) throw new UsageError("that is not an address of a listing there", { hint: `https, on ${hosts.join(" or ")}` });
  return url.href;
}

function identityIn({ playbook }: LoadedPlaybook, details: ListingDetails): string {
  const extract = scanExtract(playbook);
  // Where a scan goes by id or name, an address alone is told from others by all of it.
  return extract && identityBasis(extract) === "url" ? identityOf(details, extract) : (details.url ?? "");
}
