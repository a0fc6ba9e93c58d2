import { ExitCode, UsageError } from "../../base/errors.ts";
import { newId } from "../../base/ids.ts";
import { didYouMean } from "../../base/nearest.ts";
import { draftGrant } from "../../grant/store.ts";
import { completed, GrantWish, Terms } from "../../grant/terms.ts";
import { residenceOf, type Profile } from "../../subject/profile.ts";
import { readProfile } from "../../subject/store.ts";
import type { Call } from "../call.ts";
import { grantLines, grantRow } from "../grant-lines.ts";
import { clientNamed, tellTrail } from "../open-client.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { readPersonalDocument } from "../read-document.ts";
import { openCatalog } from "../subject-view.ts";

/** Terms as they were agreed on. They count for nothing until the client has signed them. */
export async function grantNewCommand(call: Call): Promise<ExitCode> {
  const file = call.options.text("terms");
  if (file === undefined) throw new UsageError("what does the client grant?", { hint: "--terms FILE, or - for stdin; docs/advocate.md has an example" });
  const wish = await readPersonalDocument(file, GrantWish, call);
  await refuseUnknownBrokers(call, wish.brokers ?? []);
  const opened = await openTheHome(call);
  await using _lock = await lockHome(call, "grant new");
  const client = await clientNamed(call, opened);
  const now = call.clock.now();
  const terms = termsOf(wish, await readProfile(opened, client.subject), now);
  await draftGrant(client, terms);
  await tellTrail(call, client, "grant-drafted", { grant: terms.id });
  call.out.result({ client: client.subject, ...grantRow({ terms }, now) }, grantLines({ terms }, now));
  call.out.next(`unlist grant sign ${client.subject}, or grant show ${client.subject} --document letter.pdf and grant import what was signed with a pen`);
  return ExitCode.done;
}

function termsOf(wish: GrantWish, profile: Profile, now: Date): Terms {
  const result = Terms.safeParse(completed(wish, { id: `g${newId(11)}`, residence: residenceOf(profile), alias: profile.contact?.email, now }));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const hint: unknown = issue?.code === "custom" ? issue.params?.["hint"] : undefined;
  throw new UsageError(`${issue?.path.join(".") ?? "the terms"} ${issue?.message ?? ""}`, { hint: typeof hint === "string" ? hint : "nothing was drafted" });
}

async function refuseUnknownBrokers(call: Call, named: readonly string[]): Promise<void> {
  if (named.length === 0) return;
  const { brokers } = await openCatalog(call.config);
  const known = [...brokers].flatMap(([slug, { family }]) => [slug, `family:${slug}`, ...(family === undefined ? [] : [`family:${family}`])]);
  const stray = named.find((name) => !known.includes(name));
  if (stray !== undefined) throw new UsageError(`no broker or family is called ${stray}`, { hint: didYouMean(stray, known) ?? "unlist brokers list names them" });
}
