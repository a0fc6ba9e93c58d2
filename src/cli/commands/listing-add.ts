import { text } from "node:stream/consumers";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { didYouMean } from "../../base/nearest.ts";
import { placedSteps } from "../../catalog/walk-steps.ts";
import type { LoadedPlaybook } from "../../catalog/load.ts";
import { identityOf } from "../../playbook/extract/identity.ts";
import { ListingDetails } from "../../subject/listing-details.ts";
import type { Call } from "../call.ts";
import { openCatalog } from "../subject-view.ts";
import { withLedger } from "../with-ledger.ts";

const MOST_CHARACTERS = 2_000;

/** A listing that the person found: its address comes on standard input, so that no shell keeps it. */
export async function listingAddCommand(call: Call): Promise<ExitCode> {
  const [slug = ""] = call.args;
  const { playbooks } = await openCatalog(call.config);
  const loaded = playbooks.get(slug);
  if (!loaded) throw new UsageError("no playbook goes by that name", { hint: didYouMean(slug, [...playbooks.keys()]) ?? "unlist brokers list names them" });
  const url = listingUrl(await readAddress(call), loaded);
  const id = await withLedger(call, "listing add", async (ledger) => {
    const details = ListingDetails.parse({ name: "", url });
    const listing = ledger.keyOf(slug, identityIn(loaded, details));
    await ledger.append({ type: "added", broker: slug, listings: [listing], sealed: ledger.sealListing(details) });
    return `${slug}/${listing}`;
  });
  call.out.result({ id, state: "planned" }, [`${id}: planned`]);
  call.out.next("unlist run asks for its removal");
  return ExitCode.done;
}

async function readAddress({ ask, stdin }: Call): Promise<string> {
  if (ask.isTerminal) return ask.text("Address of the listing", "pipe it in");
  return text(stdin);
}

function listingUrl(typed: string, { playbook }: LoadedPlaybook): string {
  const line = typed.trim();
  const url = line.length <= MOST_CHARACTERS && URL.canParse(line) ? new URL(line) : undefined;
  const bare = (host: string) => host.replace(/^www\./, "");
  const isTheirs = url?.protocol === "https:" && url.username === "" && playbook.hosts.site.some((host) => bare(host) === bare(url.host));
  if (!url || !isTheirs) throw new UsageError("that is not an address of a listing there", { hint: `https, on ${playbook.hosts.site.join(" or ")}` });
  return url.href;
}

function identityIn({ playbook }: LoadedPlaybook, details: ListingDetails): string {
  const extract = placedSteps(playbook, "scan").flatMap(({ step }) => ("extract" in step ? [step.extract] : []))[0];
  return extract ? identityOf(details, extract) : (details.url ?? "");
}
