import { basename, extname } from "node:path";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { reportCalendar } from "../../report/outcomes/calendar.ts";
import { reportCsv } from "../../report/outcomes/csv.ts";
import { outcomesOf, type Outcomes } from "../../report/outcomes/outcomes.ts";
import { reportPage } from "../../report/outcomes/page.ts";
import type { Call } from "../call.ts";
import { openTheHome, type OpenedHome } from "../open-home.ts";
import { outcomeLines } from "../outcome-lines.ts";
import { printPage } from "../print-page.ts";
import { clientListCommand } from "./client-list.ts";
import { subjectsInHand, viewSubject } from "../subject-view.ts";
import { writeNew } from "../write-new.ts";

const FORMATS = ["text", "json", "html", "pdf", "csv", "ics"] as const;
type Format = (typeof FORMATS)[number];

/** What came of it, on the terminal or as a file. It names brokers, fields and hosts, and shows nothing of a listing. */
export async function reportCommand(call: Call): Promise<ExitCode> {
  if (call.options.isSet("all")) return clientListCommand(call);
  const opened = await openTheHome(call);
  const file = call.options.text("out");
  const format = formatOf(call, file);
  const all = await outcomesIn(call, opened);
  if (format === "text") return print(call, opened, all);
  if (file === undefined && format === "pdf") throw new UsageError("a PDF wants a file to go to", { hint: "unlist report --out report.pdf" });
  const content = await written(format, { call, opened, all });
  if (file === undefined) call.out.result({ format, content: content.toString() }, content.toString().split("\n"));
  else await keep(call, file, content);
  return ExitCode.done;
}

/** As asked for, else by the file's ending. */
function formatOf({ options }: Call, file: string | undefined): Format {
  const asked = options.text("format") ?? (file === undefined ? "text" : extname(file).slice(1).toLowerCase());
  const format = FORMATS.find((known) => known === asked || (known === "text" && asked === "txt"));
  if (!format) throw new UsageError(`there is no report as "${asked}"`, { hint: `--format takes ${FORMATS.join(", ")}` });
  if (format === "text" && file !== undefined) throw new UsageError("the text goes to the terminal", { hint: "unlist report > FILE" });
  return format;
}

async function outcomesIn(call: Call, opened: OpenedHome): Promise<Outcomes[]> {
  const all: Outcomes[] = [];
  for (const subject of await subjectsInHand(call)) {
    const view = await viewSubject(call, opened, subject);
    all.push(outcomesOf({ ...view, events: view.ledger.view.events }));
  }
  return all;
}

function print({ out }: Call, { kind }: OpenedHome, all: readonly Outcomes[]): ExitCode {
  const stage = kind === "rehearsal" ? ["A rehearsal: local pages only, nothing left this machine.", ""] : [];
  out.result({ rehearsal: kind === "rehearsal", subjects: all }, [...stage, ...all.flatMap((outcomes) => outcomeLines(out, outcomes))]);
  out.next("unlist report --out report.html, .pdf, .csv, .json or .ics");
  return ExitCode.done;
}

interface Writing {
  readonly call: Call;
  readonly opened: OpenedHome;
  readonly all: readonly Outcomes[];
}

async function written(format: Exclude<Format, "text">, { call, opened, all }: Writing): Promise<Buffer> {
  const at = call.clock.now();
  const isRehearsal = opened.kind === "rehearsal";
  switch (format) {
    case "html":
      return Buffer.from(reportPage(all, { at, isRehearsal }));
    case "pdf":
      return printPage(call, reportPage(all, { at, isRehearsal }));
    case "csv":
      return Buffer.from(reportCsv(all));
    case "ics":
      return Buffer.from(reportCalendar(all, at));
    case "json":
      return Buffer.from(`${JSON.stringify({ at: at.toISOString(), rehearsal: isRehearsal, subjects: all }, null, 2)}\n`);
  }
}

async function keep(call: Call, file: string, content: Buffer): Promise<void> {
  await writeNew(call, file, content);
  call.out.result({ written: basename(file), bytes: content.length }, [`${file} is written, readable for you alone.`, "It is not encrypted: it says which brokers were asked."]);
}
