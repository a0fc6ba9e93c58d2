import { join } from "node:path";
import { draftAll, type Drafted } from "../../authoring/draft/draft-all.ts";
import { brokerText, frameOf } from "../../authoring/draft/name-draft.ts";
import { playbookText } from "../../authoring/draft/playbook-text.ts";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { loadPlaybook } from "../../catalog/load.ts";
import type { Call } from "../call.ts";
import { openReader } from "../open-reader.ts";
import { openProgress } from "../progress.ts";

/** A draft with the two files that it would be, where its page has a form that asks. */
interface Written {
  readonly drafted: Drafted;
  readonly slug: string;
  readonly playbook: string | undefined;
  readonly broker: string;
}

/** Reads pages and proposes playbooks: nothing typed, nothing sent, and nothing written without `--out`. */
export async function playbooksDraftCommand(call: Call): Promise<ExitCode> {
  const out = call.options.text("out");
  const drafted = await draftPages(call);
  const asOf = call.clock.now().toISOString().slice(0, 10);
  const taken = new Set<string>();
  const written = drafted.map((one) => writtenOf(one, asOf, taken));
  const paths = out === undefined ? [] : await keep(call, out, written);
  const json = written.map(({ drafted: { file, draft, fault } }, i) => ({ file, ...(draft ?? { controls: [] }), required: requiredIn(draft), playbook: paths[i] ?? null, ...(fault !== undefined && { error: fault }) }));
  call.out.result({ drafts: json }, linesOf(call, written));
  call.out.next(out === undefined ? "unlist playbooks draft … --out DIR writes the files" : `complete the marked lines, then unlist playbooks lint --catalog ${out}`);
  return drafted.some(({ fault }) => fault !== undefined) ? ExitCode.fault : ExitCode.done;
}

async function draftPages(call: Call): Promise<Drafted[]> {
  const { args, files, clock, signal, config, stderr } = call;
  await using browsers = await openReader(call);
  const lines = openProgress(stderr, config.isQuiet || args.length < 2);
  try {
    return await draftAll(args, {
      browsers, files, clock, signal, patienceMs: config.patienceMs, concurrency: config.concurrency,
      onDone: (done, of) => {
        if (done % 25 === 0 || done === of) lines.show("reading", `${done} of ${of} pages`);
      },
    });
  } finally {
    lines.close();
  }
}

function writtenOf(drafted: Drafted, asOf: string, taken: Set<string>): Written {
  if (!drafted.draft) return { drafted, slug: "", playbook: undefined, broker: "" };
  const frame = frameOf(drafted.draft, { from: drafted.file, asOf, taken });
  const playbook = playbookText(drafted.draft, frame);
  if (playbook !== undefined) loadPlaybook({ file: `playbooks/${frame.slug}.yaml`, text: playbook }); // what would not load is never handed over
  return { drafted, slug: frame.slug, playbook, broker: brokerText(frame) };
}

/** Never over a file that is there: somebody may have completed it. */
async function keep({ files }: Call, out: string, written: readonly Written[]): Promise<(string | undefined)[]> {
  const places = written.map(({ slug, playbook }) => (playbook === undefined ? undefined : join(out, "playbooks", `${slug}.yaml`)));
  for (const place of places) if (place !== undefined && (await exists(place))) throw new UsageError(`${place} is there already`, { hint: "nothing was written; name another --out" });
  for (const folder of ["playbooks", "brokers"]) await files.makeDir(join(out, folder));
  for (const [i, { slug, playbook, broker }] of written.entries()) {
    const place = places[i];
    if (place === undefined || playbook === undefined) continue;
    await files.create(place, playbook);
    const brokerPlace = join(out, "brokers", `${slug}.yaml`);
    if (!(await exists(brokerPlace))) await files.create(brokerPlace, broker);
  }
  return places;
}

function requiredIn(draft: Drafted["draft"]): string[] {
  return (draft?.controls ?? []).filter(({ isRequired, isInForm, isSeen }) => isRequired && isInForm && isSeen).map(({ selector }) => selector);
}

/** One page: its playbook. Several: a line each. */
function linesOf({ out }: Call, written: readonly Written[]): string[] {
  const [only, ...others] = written;
  if (only?.playbook !== undefined && others.length === 0) return only.playbook.trimEnd().split("\n");
  const rows = written.map(({ drafted: { file, draft, fault }, slug }) => [
    file,
    fault ?? (draft?.form ? slug : "no form that asks"),
    `${(draft?.controls ?? []).filter(({ field }) => field !== null).length} of ${draft?.controls.length ?? 0}`,
    (draft?.challenges ?? []).map(({ kind }) => kind).join(", "),
  ]);
  return out.table([{ title: "page", least: 16 }, { title: "playbook", least: 12 }, { title: "fields" }, { title: "challenge", least: 9 }], rows);
}
