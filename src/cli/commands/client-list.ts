import { ExitCode, UsageError } from "../../base/errors.ts";
import { isMissing, readingAtOnce } from "../../base/files.ts";
import { authorityIn } from "../../client/authority.ts";
import { readCard } from "../../client/card.ts";
import { countsAt, NOTHING, readWorkload, type Counts } from "../../client/caseload.ts";
import { readTombstone } from "../../client/tombstone.ts";
import { tellsOfRevocation } from "../../client/trail.ts";
import { daysLeft, isEndingSoon, leadingGrant, stateOf, type Authority, type GrantOutline, type GrantState } from "../../grant/standing.ts";
import { readOutlines } from "../../grant/store.ts";
import { subjectDir, subjectsDir } from "../../vault/subject-keys.ts";
import type { Call } from "../call.ts";
import { damageTold } from "../home-report.ts";
import { openTheHome, type OpenedHome } from "../open-home.ts";
import { placeOf } from "../open-client.ts";

interface ClientRow extends Counts {
  readonly id: string;
  readonly grant: GrantState | "none" | "damaged";
  readonly daysLeft: number | undefined;
  readonly isEndingSoon: boolean;
  /** When a run last counted; nothing before the first. */
  readonly asOf: string | undefined;
  readonly label: string | undefined;
}

/** The caseload out of a few small files of each client; nobody is planned for, and no name is shown unless it is asked for. */
export async function clientListCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome({ ...call, files: readingAtOnce(call.files) });
  const rows = (await Promise.all((await foldersIn(opened)).map((id) => rowOf(call, opened, id).catch((error: unknown) => damagedRow(id, error))))).flat();
  const closed = call.options.isSet("closed") ? await closedClients(opened) : [];
  const totals = totalsOf(rows);
  call.out.result({ clients: rows, totals, ...(call.options.isSet("closed") && { closed }) }, [...linesOf(call, rows, closed), ...(rows.length > 0 ? ["", sayTotals(totals)] : [])]);
  const broken = rows.find(({ grant }) => grant === "damaged");
  if (broken) call.out.next(`unlist client show ${broken.id} says what is wrong`);
  if (rows.length === 0) call.out.next("unlist client add");
  return broken ? ExitCode.damaged : ExitCode.done;
}

async function rowOf(call: Call, opened: OpenedHome, id: string): Promise<ClientRow[]> {
  const place = await placeOf(opened, id).catch(isNobody);
  if (!place) return [];
  const outlines = await readOutlines(place);
  if (!outlines) return [];
  const grants = (await tellsOfRevocation(place)) ? grantsOf(await authorityIn(place)) : outlines;
  const [now, workload] = [call.clock.now(), await readWorkload(place)];
  const held = leadingGrant(grants, now);
  const state = held ? stateOf(held, now) : "none";
  const label = call.options.isSet("names") ? (await readCard(place)).label : undefined;
  return [{ id, grant: state, daysLeft: held && state === "valid" ? daysLeft(held, now) : undefined, isEndingSoon: held !== undefined && isEndingSoon(held, now), ...countsAt(workload, now), asOf: workload?.asOf, label }];
}

function grantsOf(authority: Authority): readonly GrantOutline[] {
  return authority.as === "self" ? [] : authority.grants;
}

/** One client's broken file is no reason to leave the others out. */
function damagedRow(id: string, error: unknown): ClientRow[] {
  if (!damageTold(id, error)) throw error;
  return [{ id, grant: "damaged", daysLeft: undefined, isEndingSoon: false, ...NOTHING, asOf: undefined, label: undefined }];
}

function totalsOf(rows: readonly ClientRow[]) {
  const sum = (count: (row: ClientRow) => number): number => rows.reduce((total, row) => total + count(row), 0);
  return { clients: rows.length, withoutGrant: sum(({ grant }) => (grant === "valid" ? 0 : 1)), endingSoon: sum((row) => (row.isEndingSoon ? 1 : 0)), due: sum(({ due }) => due), needsYou: sum(({ needsYou }) => needsYou), overdue: sum(({ overdue }) => overdue) };
}

function sayTotals({ clients, withoutGrant, endingSoon, due, needsYou, overdue }: ReturnType<typeof totalsOf>): string {
  return `${clients} clients: ${due} due, ${needsYou} need you, ${overdue} answers overdue. ${endingSoon} grants end within 30 days, ${withoutGrant} clients have none that holds.`;
}

/** Of everybody who is or was here: that one has a key is seen when it is opened, so no folder is listed for it. */
async function foldersIn({ home, files }: OpenedHome): Promise<string[]> {
  const names = await files.list(subjectsDir(home)).catch(isMissing);
  return names === false ? [] : names.filter((name) => /^[0-9a-z]{4,40}$/.test(name)).sort();
}

function isNobody(error: unknown): undefined {
  if (!(error instanceof UsageError)) throw error;
}

async function closedClients(opened: OpenedHome): Promise<{ id: string; closedAt: string }[]> {
  const { home, files } = opened;
  const stones = await Promise.all((await foldersIn(opened)).map((name) => readTombstone(subjectDir(home, name), files)));
  return stones.flatMap((stone) => (stone ? [{ id: stone.client, closedAt: stone.closedAt }] : []));
}

function linesOf({ out }: Call, rows: readonly ClientRow[], closed: readonly { id: string; closedAt: string }[]): string[] {
  const hasLabels = rows.some(({ label }) => label !== undefined);
  const columns = [{ title: "client" }, ...(hasLabels ? [{ title: "label", least: 8 }] : []), { title: "grant", least: 12 }, { title: "due", align: "right" as const }, { title: "needs you", align: "right" as const }, { title: "overdue", align: "right" as const }, { title: "gone", align: "right" as const }, { title: "as of" }];
  const cells = rows.map((row) => [row.id, ...(hasLabels ? [row.label ?? ""] : []), sayGrant(row), String(row.due), String(row.needsYou), String(row.overdue), String(row.gone), row.asOf?.slice(0, 10) ?? "not run yet"]);
  const open = rows.length === 0 ? ["No clients."] : out.table(columns, cells);
  return [...open, ...closed.map(({ id, closedAt }) => `${id}  closed on ${closedAt.slice(0, 10)}`)];
}

function sayGrant({ grant, daysLeft: days }: ClientRow): string {
  return days === undefined ? grant : `${grant}, ${days} ${days === 1 ? "day" : "days"}`;
}
