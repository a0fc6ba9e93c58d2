import { basename } from "node:path";
import { getDomain, getDomainWithoutSuffix } from "tldts";
import { Host, Slug } from "../../catalog/names.ts";
import type { Draft } from "./draft.ts";
import type { PlaybookFrame } from "./playbook-text.ts";
import { YamlLines, list, pair } from "./yaml-lines.ts";

/** Slug and host of a draft: from where the page is, else from what its file is called. `taken` grows by the slug. */
export function frameOf(draft: Draft, { from, asOf, taken }: { from: string; asOf: string; taken: Set<string> }): PlaybookFrame {
  const host = draft.url === "" ? undefined : Host.safeParse(new URL(draft.url).hostname).data;
  const name = (host && getDomainWithoutSuffix(host)) ?? basename(from).replace(/\.[^.]*$/, "");
  const slug = unused(slugOf(name), taken);
  return { slug, host: host ?? `www.${slug}.example`, isHostKnown: host !== undefined, asOf, from: basename(from) };
}

/** The same where the host is all there is to go by. */
export function frameForHost(host: string, asOf: string): PlaybookFrame {
  return { slug: slugOf(getDomainWithoutSuffix(host) ?? host), host, isHostKnown: true, asOf, from: host };
}

/** The broker's own file, since a playbook without one is no catalog. */
export function brokerText({ slug, host, isHostKnown, asOf, from }: PlaybookFrame): string {
  const out = new YamlLines();
  out.remark(0, `Drafted with playbooks/${slug}.yaml. complete: who this is, and what it shows.`);
  out.add(0, pair("name", slug), "complete: its name").add(0, `domains: ${list([getDomain(host) ?? host])}`, isHostKnown ? undefined : "complete: the page does not say");
  out.add(0, "category: other", "complete: people-search, marketing, …");
  out.add(0, "routes:").add(1, "- kind: playbook").add(2, "basis: assumed").add(2, pair("reason", `a form of ${from} was read`));
  return out.add(0, `asOf: ${asOf}`).toString();
}

function slugOf(name: string): string {
  const slug = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");
  return Slug.safeParse(slug).success ? slug : "draft";
}

function unused(slug: string, taken: Set<string>): string {
  let free = slug;
  for (let i = 2; taken.has(free); i++) free = `${slug}-${i}`;
  taken.add(free);
  return free;
}
