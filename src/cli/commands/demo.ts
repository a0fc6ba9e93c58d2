import { ExitCode } from "../../base/errors.ts";
import { demoInstants } from "../../lab/lab-clock.ts";
import { demoProfile } from "../../lab/persona.ts";
import { fieldsPerHost } from "../../lab/truth-answers.ts";
import { summarize, type BrokerRow } from "../../report/summarize.ts";
import { run } from "../../run.ts";
import type { Call } from "../call.ts";
import { withRooms } from "../compose.ts";
import { searchForCanaries } from "../demo/canary.ts";
import { isAsExpected, judge } from "../demo/judge.ts";
import { demoLines } from "../demo/lines.ts";
import { openStage, type DemoStage } from "../demo/stage.ts";
import { liveProgress } from "../live-progress.ts";

/** The main job on the embedded lab, four visits long; fails when an end differs from what is written down. */
export async function demoCommand(call: Call): Promise<ExitCode> {
  call.out.note("An invented person, local broker sites, a local mailbox: nothing leaves this machine.");
  await using stage = await openStage(call);
  let rows: readonly BrokerRow[] = [];
  for (const { day, at } of demoInstants()) {
    call.out.note(`\nDay ${day}`);
    rows = await visit(stage, at);
  }
  return await report(call, stage, rows);
}

async function visit(stage: DemoStage, at: Date): Promise<readonly BrokerRow[]> {
  await stage.lab.setClock(at);
  const call = stage.on(at);
  const progress = liveProgress(call);
  try {
    return await withRooms({ call, opened: stage.opened, subject: stage.subject, progress }, async (rooms) => {
      const { plan } = await run(rooms);
      const { cases, asides } = rooms.ledger.view;
      return summarize({ catalog: rooms.catalog, cases: [...cases.values()], plan, asides, now: at });
    });
  } finally {
    progress.close();
  }
}

async function report(call: Call, stage: DemoStage, rows: readonly BrokerRow[]): Promise<ExitCode> {
  const truth = await stage.lab.truth();
  const judgement = judge(rows, truth);
  const canaries = await searchForCanaries([stage.opened.home], demoProfile);
  const ok = isAsExpected(judgement, canaries);
  const received = fieldsPerHost(truth);
  const json = {
    ok,
    ...judgement,
    brokers: judgement.brokers.map(({ row, ...verdict }) => ({ ...verdict, said: row.said, sent: row.sent, hosts: row.hosts, cameBack: row.cameBack, next: row.next, nextAt: row.nextAt })),
    canary: { files: canaries.files, hits: canaries.hits.length },
    truth: { received, submissions: truth.submissions, mails: truth.mails, links: truth.links },
  };
  call.out.result(json, demoLines(call.out, { judgement, received, canaries, isAsExpected: ok }));
  return ok ? ExitCode.done : ExitCode.fault;
}
