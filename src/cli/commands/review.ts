import { ExitCode, UsageError } from "../../base/errors.ts";
import { caseKey, type Case } from "../../ledger/case.ts";
import type { NewEvent } from "../../ledger/events.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { sayState, type State } from "../../ledger/states.ts";
import { answersIn } from "../../report/put-aside.ts";
import { ListingDetails } from "../../subject/listing-details.ts";
import type { Call } from "../call.ts";
import { wrapped } from "../hand-lines.ts";
import { openTheHome } from "../open-home.ts";
import { subjectsInHand, viewSubject } from "../subject-view.ts";
import { caseNamed, decided, withLedger } from "../with-ledger.ts";

const WORDS = ["mine", "notMine", "stillThere", "undo"] as const;
type Word = (typeof WORDS)[number];

/** Shows unsure listings by their facts, or records what the person says of one. */
export async function reviewCommand(call: Call): Promise<ExitCode> {
  const [id] = call.args;
  const [word, second] = WORDS.filter((option) => call.options.isSet(option));
  if (id === undefined && word === undefined) return showUnsure(call);
  if (id === undefined || word === undefined || second !== undefined) throw new UsageError("review wants a listing and one of --mine, --not-mine, --still-there, --undo");
  return decide(call, id, word);
}

async function showUnsure(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const unsure: (Case & { subject: string; isAside: boolean })[] = [];
  for (const subject of await subjectsInHand(call)) {
    const view = await viewSubject(call, opened, subject);
    const answers = answersIn(view);
    unsure.push(...view.cases.filter((held) => held.state === "review").map((held) => ({ ...held, subject, isAside: answers.has(caseKey(held.broker, held.listing)) })));
  }
  const rows = unsure.map(({ subject, broker, listing, agreement, isAside }) => ({ subject, id: caseKey(broker, listing), isAside, matched: agreement?.matched ?? [], contradicts: agreement?.contradicts ?? [], missing: agreement?.missing ?? [] }));
  const columns = [{ title: "listing", least: 20 }, { title: "agrees", least: 8 }, { title: "differs", least: 8 }, { title: "not shown", least: 8 }];
  const lines = rows.length === 0 ? ["Nothing to review."] : call.out.table(columns, rows.map((row) => [row.id, said(row.matched), said(row.contradicts), said(row.missing)]));
  call.out.result({ review: rows }, lines);
  if (rows.length > 0) call.out.next("unlist review ID --mine, or --not-mine");
  return rows.some(({ isAside }) => !isAside) ? ExitCode.needsHuman : ExitCode.done;
}

async function decide(call: Call, id: string, word: Word): Promise<ExitCode> {
  const { before, after } = await withLedger(call, "review", async (ledger) => {
    const before = caseNamed(id, ledger.view.cases.values());
    await decided(ledger, call.clock, eventOf(word, before, ledger));
    return { before, after: ledger.view.cases.get(`${before.broker}/${before.listing}`) ?? before };
  });
  const { state } = after;
  call.out.result({ id, state }, wrapped(`${id}: ${sayState(state)}${remark(word, before, after)}`, { width: call.out.width, indent: 0 }));
  call.out.next(word === "undo" ? "unlist review" : word === "stillThere" ? "unlist plan" : `unlist review ${id} --undo takes it back`);
  return ExitCode.done;
}

/** A listing that is still there is one that the person names again: the table of transitions knows what that means where it stands. */
function eventOf(word: Word, { broker, listing, sealed }: Case, ledger: Ledger): NewEvent {
  const place = { broker, listings: [listing] };
  if (word === "stillThere") return { type: "added", ...place, sealed: sealed ?? ledger.sealListing(ListingDetails.parse({ name: "" })) };
  return { type: "decided", ...place, decision: ({ mine: "mine", notMine: "other", undo: "undone" } as const)[word] };
}

const GIVEN_TIME: readonly State[] = ["submitted", "awaiting-confirmation", "awaiting-removal", "covered"];

/** What the new state alone would leave unsaid. */
function remark(word: Word, before: Case, after: Case): string {
  if (word === "notMine" && before.request !== undefined) return "; what was sent stays sent, and nothing more is done about it";
  if (word !== "stillThere") return "";
  if (after.state === "reappeared") return "; it is asked for once more";
  return GIVEN_TIME.includes(after.state) ? "; their time is not over yet, and it is looked at again" : "";
}

function said(facts: readonly string[]): string {
  return facts.length > 0 ? facts.join(", ") : "nothing";
}
