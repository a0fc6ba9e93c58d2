import { join } from "node:path";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { errorCode } from "../../base/files.ts";
import { writeDrafts, type Drafts } from "../../subject/drafts.ts";
import type { Call } from "../call.ts";
import { citedDocument } from "../cited-authority.ts";
import { mayGoOut, type HandingOut } from "../hand-out-gate.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { placeOf, tellClientTrail } from "../open-client.ts";
import { byMail, draftWith, prepareDrafts } from "../prepare-drafts.ts";
import { requireFitting, requireGrant } from "../require-grant.ts";
import { subjectsInHand, viewSubject } from "../subject-view.ts";

/** Shows the requests that are ready, and hands them out as files. Sending them is the person's own doing, in their mail program. */
export async function mailDraftsCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const [subject, ...others] = await subjectsInHand(call);
  if (subject === undefined || others.length > 0) throw new UsageError("this home has several subjects", { hint: "say whose with --subject ID" });
  await requireGrant(call, opened, subject);
  await using _lock = await lockHome(call, "mail drafts");
  const view = await viewSubject(call, opened, subject);
  if (!view.profile.contact) throw new UsageError("drafts want an address that brokers may see", { hint: "add contact.email, an alias, to the profile: unlist subject edit" });
  await requireFitting(call, opened, view);
  const drafts = await prepareDrafts({ opened, ...view });
  const chosen = choose(drafts, call);
  const dir = call.options.text("export");
  if (dir === undefined) return list(call, chosen);
  return await handOut(call, { opened, view, drafts, chosen, dir });
}

/** Those of the chosen whose brokers take files, with the client's signed letter in them; the others cite it. */
async function withLetter({ opened, view, chosen }: Pick<HandingOut, "opened" | "view" | "chosen">): Promise<Drafts> {
  if (view.authority.as === "self") throw new UsageError("there is no signed letter that could go along", { hint: "only a client's request has one; leave --with-letter out" });
  const place = await placeOf(opened, view.subject);
  const takers = Object.keys(chosen).filter((slug) => view.catalog.brokers.get(slug)?.contact.takesFiles === true);
  const drafts = await Promise.all(takers.map(async (slug) => [slug, await draftWith(await citedDocument(byMail(slug), view, place), slug, { opened, ...view })] as const));
  return Object.fromEntries(drafts.flatMap(([slug, draft]) => (draft ? [[slug, draft]] : [])));
}

/** Those named, or the first so many in the order of work; what was handed out already only by name. */
function choose(drafts: Drafts, { args, options }: Call): Drafts {
  const unknown = args.find((slug) => !Object.hasOwn(drafts, slug));
  if (unknown !== undefined) throw new UsageError("no draft is ready for a broker of that name", { hint: "unlist mail drafts names them" });
  const most = Number(options.text("limit") ?? Infinity);
  if (Number.isNaN(most) || most < 1) throw new UsageError("--limit wants a number");
  const entries = Object.entries(drafts).filter(([slug, { exportedAt }]) => (args.length > 0 ? args.includes(slug) : options.text("export") === undefined || exportedAt === undefined));
  return Object.fromEntries(entries.slice(0, most));
}

function list({ out }: Call, drafts: Drafts): ExitCode {
  const rows = Object.entries(drafts).map(([slug, { to, fields, exportedAt }]) => ({ broker: slug, to, fields, exportedAt: exportedAt ?? null }));
  const columns = [{ title: "broker", least: 16 }, { title: "to", least: 20 }, { title: "handed out" }];
  const table = out.table(columns, rows.map(({ broker, to, exportedAt }) => [broker, to, exportedAt?.slice(0, 10) ?? "not yet"]));
  out.result({ drafts: rows }, rows.length === 0 ? ["No request goes by mail."] : [...table, "", `${rows.length} drafts. Each tells the broker your names, your state and your alias, and nothing else.`]);
  out.next("unlist mail drafts --export DIR --limit 20");
  return ExitCode.done;
}

async function handOut(call: Call, { dir, ...handing }: HandingOut & { readonly dir: string }): Promise<ExitCode> {
  const { opened, view, drafts } = handing;
  const letters = call.options.isSet("withLetter") ? await withLetter(handing) : {};
  const chosen = { ...handing.chosen, ...letters };
  await confirm(call, { count: Object.keys(chosen).length, letters: Object.keys(letters).length, dir });
  const out = await mayGoOut(call, { ...handing, chosen });
  const slugs = Object.keys(out.drafts);
  await call.files.makeDir(dir);
  for (const [slug, { eml }] of Object.entries(out.drafts)) await call.files.create(join(dir, `${slug}.eml`), eml).catch(refuseOverwriting);
  const at = call.clock.now().toISOString();
  const enclosing = slugs.filter((slug) => Object.hasOwn(letters, slug)).length;
  await tellClientTrail(call, opened, { subject: view.subject, did: "drafts-handed-out", about: { count: slugs.length, ...(enclosing > 0 && { letters: enclosing }) } });
  const exported = Object.entries(out.drafts).map(([slug, draft]) => [slug, { ...draft, eml: drafts[slug]?.eml ?? draft.eml, exportedAt: at }] as const); // the letter lies sealed once, beside its grant
  await writeDrafts(opened, view.subject, { ...drafts, ...Object.fromEntries(exported) });
  const rest = out.refusal ? [`${Object.keys(chosen).length - slugs.length} were not written: ${out.refusal.why}.`] : [];
  call.out.result({ written: slugs.map((slug) => join(dir, `${slug}.eml`)), ...(out.refusal && { refused: out.refusal.reason }) }, [`${slugs.length} mails are in ${dir}. Send those you want from your alias, then delete the folder.`, ...rest]);
  call.out.next("unlist request made BROKER... --by mail, once they are sent");
  return out.refusal ? ExitCode.refused : ExitCode.done;
}

async function confirm({ config, ask }: Call, { count, letters, dir }: { readonly count: number; readonly letters: number; readonly dir: string }): Promise<void> {
  const enclosing = letters > 0 ? `, ${letters} of them with the signed letter,` : "";
  const question = `Write ${count} mails with your names${enclosing} to ${dir}, readable there for whoever gets at it?`;
  if (!config.isYes && !(await ask.confirm(question, "--yes"))) throw new UsageError("nothing was written");
}

function refuseOverwriting(error: unknown): never {
  if (errorCode(error) === "EEXIST") throw new UsageError("a mail of that name is there already", { hint: "--export wants an empty folder" });
  throw error;
}
