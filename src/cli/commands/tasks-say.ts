import { after, type Duration } from "../../base/duration.ts";
import { ExitCode, UsageError } from "../../base/errors.ts";
import type { RouteKind } from "../../catalog/broker.ts";
import type { NewEvent } from "../../ledger/events.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { placeOfTask } from "../../report/task-batch.ts";
import { readDrafts, type Drafts } from "../../subject/drafts.ts";
import { ListingDetails } from "../../subject/listing-details.ts";
import { askedByHand, askedPlace, usualWay, type AskedPlace } from "../asked-by-hand.ts";
import type { Call } from "../call.ts";
import { documentBehind } from "../cited-authority.ts";
import { dayIn, proofOf } from "../proof-of.ts";
import { taskNamed, tasksOf, type SubjectTask, type TasksOf } from "../tasks-of.ts";
import { decided, withLedger } from "../with-ledger.ts";

/** The person did it, outside of unlist: their word is recorded, with the number that proves it where they were given one. */
export async function tasksDoneCommand(call: Call): Promise<ExitCode> {
  const id = await aboutTask(call, "tasks done", async (task, { view, drafts }, ledger) => {
    refuseOther(task);
    const place = askedPlace(task.id, view.catalog, ledger.view.cases);
    const { on, reference } = await proofOf(task, call);
    const sealed = sealedReference(reference, place, ledger);
    const [by, draft] = [wayOf(task, view.catalog), drafts[place.broker]];
    await decided(ledger, call.clock, askedByHand(place, { by, on, sealed, told: draft?.fields, restsOn: documentBehind({ broker: place.broker, route: by }, view, draft) }));
  });
  call.out.result({ id, answer: "done" }, [`${id}: recorded as done by you.`]);
  call.out.next("unlist next");
  return ExitCode.done;
}

const WEEK: Duration = "7d";

export async function tasksLaterCommand(call: Call): Promise<ExitCode> {
  const until = laterUntil(call).toISOString();
  const id = await aboutTask(call, "tasks later", (task, _, ledger) => ledger.append(aside(task, { answer: "later", until })));
  call.out.result({ id, answer: "later", until }, [`${id}: put off until ${until.slice(0, 10)}.`]);
  return ExitCode.done;
}

export async function tasksSkipCommand(call: Call): Promise<ExitCode> {
  const id = await aboutTask(call, "tasks skip", (task, _, ledger) => ledger.append(aside(task, { answer: "skipped" })));
  call.out.result({ id, answer: "skipped" }, [`${id}: skipped. That is all right.`, `It can be taken back: unlist tasks again ${id}`]);
  return ExitCode.done;
}

/** Takes back what was put off or skipped. */
export async function tasksAgainCommand(call: Call): Promise<ExitCode> {
  const id = await aboutTask(call, "tasks again", (task, _, ledger) => ledger.append(aside(task, { answer: "undone" })));
  call.out.result({ id, answer: "again" }, [`${id}: among the steps again.`]);
  call.out.next("unlist tasks");
  return ExitCode.done;
}

type Work = (task: SubjectTask, around: TasksOf & { readonly drafts: Drafts }, ledger: Ledger) => Promise<void>;

/** Of one person's steps the one that is named, those put aside included; the home is opened once and held meanwhile. */
async function aboutTask(call: Call, command: string, work: Work): Promise<string> {
  const [name = ""] = call.args;
  return withLedger(call, command, async (ledger, subject, opened) => {
    const tasks = await tasksOf(call, opened, subject);
    const { open, later, skipped } = tasks.batch;
    const task = taskNamed(name, [...open, ...later, ...skipped]);
    await work(task, { ...tasks, drafts: await readDrafts(opened, subject) }, ledger);
    return task.id;
  });
}

function aside(task: SubjectTask, answer: { readonly answer: "later" | "skipped" | "undone"; readonly until?: string }): NewEvent {
  const { broker, listing } = placeOfTask(task);
  return { type: "put-aside", broker, listings: [listing], about: task.reason, ...answer };
}

/** Steps that are no request end by another command, or by what they ask for being there. */
const ENDS_OTHERWISE: Readonly<Record<string, string>> = {
  review: "unlist review ID --mine, or --not-mine",
  approval: "unlist plan --approve NAME says yes, unlist tasks skip ID says no",
  "needs-approval": "unlist plan --approve NAME says yes, unlist tasks skip ID says no",
  mailbox: "unlist mailbox add",
  "needs-mailbox": "unlist mailbox add",
  "needs-alias": "unlist subject edit",
  "needs-listing": "unlist listing add BROKER, or unlist tasks skip ID",
  grant: "it ends by itself once somebody may act again",
  egress: "it ends by itself once their page can be reached",
  drop: "unlist drop filed",
};

function refuseOther({ reason }: SubjectTask): void {
  const hint = ENDS_OTHERWISE[reason];
  if (hint !== undefined) throw new UsageError("this step ends another way", { hint });
}

function wayOf({ reason, route, broker, link }: SubjectTask, catalog: TasksOf["view"]["catalog"]): RouteKind {
  if (route !== undefined) return route;
  if (reason === "phone") return "phone";
  if (reason === "mail-reply") return "mail";
  return link === undefined ? usualWay(broker, catalog) : "portal";
}

/** Beside what is known of the listing, which a reference does not replace. */
function sealedReference(reference: string | undefined, { broker, listing }: AskedPlace, ledger: Ledger): string | undefined {
  if (reference === undefined) return undefined;
  const known = ledger.reveal(ledger.view.cases.get(`${broker}/${listing}`) ?? {}) ?? ListingDetails.parse({ name: "" });
  return ledger.sealListing({ ...known, extras: { ...known.extras, reference } });
}

function laterUntil(call: Call): Date {
  const day = dayIn(call, "until");
  if (day !== undefined && day <= call.clock.now()) throw new UsageError("--until wants a day that is still to come");
  return day ?? after(call.clock.now(), WEEK);
}
