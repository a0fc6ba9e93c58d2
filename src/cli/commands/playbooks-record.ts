import { join } from "node:path";
import { brokerText, frameForHost } from "../../authoring/draft/name-draft.ts";
import { liveAddress, twins } from "../../authoring/page/live-page.ts";
import { Recorder } from "../../authoring/record/recorder.ts";
import { recordedText } from "../../authoring/record/recorded-text.ts";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { rebuilt } from "../../browser/playwright-errors.ts";
import { Profile } from "../../subject/profile.ts";
import type { Call } from "../call.ts";
import { openReader } from "../open-reader.ts";
import { readPersonalDocument } from "../read-document.ts";
import { requireDisplay } from "../require-display.ts";

/** Opens a window for the author to click through, and writes down what was done there: never what was typed. */
export async function playbooksRecordCommand(call: Call): Promise<ExitCode> {
  const url = liveAddress(call.args[0] ?? "");
  requireDisplay({ what: "recording", hint: "run it at the desktop, or save the page there and use unlist playbooks draft" });
  const file = call.options.text("profile");
  const profile = file === undefined ? undefined : await readPersonalDocument(file, Profile, call);
  call.out.note(`Work through the pages of ${url.hostname}; close the window when you are done. A form that you send there is really sent.`);
  const recorder = await recorded(call, url, profile);
  const frame = frameForHost(url.hostname, call.clock.now().toISOString().slice(0, 10));
  const text = recordedText(recorder.steps, frame);
  const out = call.options.text("out");
  const place = out === undefined ? undefined : await keep(call, out, { slug: frame.slug, text, broker: brokerText(frame) });
  call.out.result({ steps: recorder.steps.length, playbook: place ?? null, text }, text.trimEnd().split("\n"));
  call.out.next("complete the marked lines, then rehearse it");
  return ExitCode.done;
}

async function recorded(call: Call, url: URL, profile: Profile | undefined): Promise<Recorder> {
  await using browsers = await openReader(call, { isHeaded: true });
  await using session = await browsers.open({ id: "record", hosts: { site: twins(url.hostname), assets: [], challenge: [], mailLink: [] }, phase: "optOut" }, call.signal);
  const recorder = await Recorder.attach(session, profile);
  const closed = recorder.closed(call.signal);
  try {
    await session.page.goto(url.href, { waitUntil: "domcontentloaded", timeout: call.config.patienceMs });
  } catch (error) {
    throw rebuilt(error, "opening the page");
  }
  await closed;
  return recorder;
}

async function keep({ files }: Call, out: string, { slug, text, broker }: { slug: string; text: string; broker: string }): Promise<string> {
  const place = join(out, "playbooks", `${slug}.yaml`);
  if (await exists(place)) throw new UsageError(`${place} is there already`, { hint: "nothing was written; name another --out" });
  for (const folder of ["playbooks", "brokers"]) await files.makeDir(join(out, folder));
  await files.create(place, text);
  const brokerPlace = join(out, "brokers", `${slug}.yaml`);
  if (!(await exists(brokerPlace))) await files.create(brokerPlace, broker);
  return place;
}
