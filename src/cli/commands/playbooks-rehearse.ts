import { basename, dirname, resolve } from "node:path";
import { ExitCode, UsageError, worstExitCode } from "../../base/errors.ts";
import { createLog } from "../../base/log.ts";
import { openPages, type OpenPages } from "../../authoring/rehearsal/open-pages.ts";
import { readPlaybookFile, type PlaybookInHand } from "../../authoring/rehearsal/playbook-in-hand.ts";
import { REHEARSED, rehearse, type Rehearsal, type RehearsedAttempt, type Rehearsed } from "../../authoring/rehearsal/rehearse.ts";
import type { WireLog } from "../../browser/wire-log.ts";
import { readPageMap, type PageMap } from "../../config/host-map.ts";
import { mailsOf } from "../../mail/mail-files.ts";
import { Profile } from "../../subject/profile.ts";
import type { Call } from "../call.ts";
import { openFence } from "../open-fence.ts";
import { openProgress } from "../progress.ts";
import { readPersonalDocument } from "../read-document.ts";
import { readGivenFile } from "../read-given-file.ts";
import { rehearsalJson } from "../rehearsal-json.ts";
import { rehearsalLines } from "../rehearsal-lines.ts";

/** Nothing is kept: what armed a step is of no use to anybody once the rehearsal is over. */
const forgottenWire: WireLog = { record: async () => undefined, [Symbol.asyncDispose]: async () => undefined };

/** One playbook from beginning to end on local pages. It needs no home and leaves nothing behind. */
export async function playbooksRehearseCommand(call: Call): Promise<ExitCode> {
  const upTo = stagesIn(call);
  const inHand = await readPlaybookFile(call.args[0] ?? "", call.config.isBundledCatalog ? undefined : call.config.catalogDir);
  const profile = await profileIn(call);
  const mails = await Promise.all(call.options.list("mail").map(readGivenFile));
  await using pages = await pagesIn(call);
  const rehearsal = await onStage(call, { inHand, profile, upTo, pages, mails });
  const shown = { inHand, rehearsal, upTo, hosts: [...pages.map.keys()] };
  call.out.result(rehearsalJson(shown), rehearsalLines(call.out, shown));
  return worstExitCode(rehearsal.attempts.map((attempt) => exitCodeOf(attempt, mails.length > 0)));
}

interface Staging {
  readonly inHand: PlaybookInHand;
  readonly profile: Profile;
  readonly upTo: Rehearsed;
  readonly pages: OpenPages;
  readonly mails: readonly Buffer[];
}

async function onStage(call: Call, { inHand, profile, upTo, pages, mails }: Staging): Promise<Rehearsal> {
  const { clock, signal, config, stderr } = call;
  const log = createLog(config.isVerbose ? "debug" : "error"); // what a page lacked stands in the result
  await using browsers = await openFence(call, { log, wireLog: forgottenWire, map: pages.map });
  const lines = openProgress(stderr, config.isQuiet);
  try {
    return await rehearse({
      ...inHand,
      profile,
      upTo,
      mapped: new Set(pages.map.keys()),
      browsers,
      mail: await mailsOf(mails),
      clock,
      log,
      signal,
      patienceMs: config.patienceMs,
      progress: { began: (step, verb) => lines.show(step, verb), ended: (step, words) => lines.settle(step, words) },
    });
  } finally {
    lines.close();
  }
}

function stagesIn({ options }: Call): Rehearsed {
  const asked = options.text("stage") ?? "all";
  const found = REHEARSED.find((stage) => stage === asked);
  if (!found) throw new UsageError("--stage wants one of scan, opt-out and all");
  return found;
}

async function profileIn(call: Call): Promise<Profile> {
  const file = call.options.text("profile");
  if (file === undefined) throw new UsageError("a rehearsal needs somebody to look for", { hint: "--profile FILE, of an invented person best" });
  return readPersonalDocument(file, Profile, call);
}

/** Paths in the map are meant from where the map lies. */
async function pagesIn({ mapFile }: Call): Promise<OpenPages> {
  if (mapFile === undefined) throw new UsageError("a rehearsal needs pages to look at", { hint: "--map FILE: each host and its loopback origin, folder or .html file" });
  const map: PageMap = readPageMap({ file: basename(mapFile), text: (await readGivenFile(mapFile)).toString("utf8") });
  return openPages(map, dirname(resolve(mapFile)));
}

/** 3: a person is needed · 4: the pages are not what the playbook says · 7: held back, since the map does not lead there. */
function exitCodeOf({ end }: RehearsedAttempt, hasMails: boolean): ExitCode {
  switch (end.kind) {
    case "looked":
      return end.look.kind === "seen" ? ExitCode.done : ExitCode.partial;
    case "acknowledged":
      return ExitCode.done;
    case "no-mail":
      return hasMails ? ExitCode.partial : ExitCode.done;
    case "human":
      return ExitCode.needsHuman;
    case "held-back":
    case "refused":
      return ExitCode.refused;
    default:
      return ExitCode.partial;
  }
}
