import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { isMissing } from "../../base/files.ts";
import { parseStrict } from "../../base/strict-yaml.ts";
import { applyRegister } from "../../catalog/apply-register.ts";
import { Broker } from "../../catalog/broker.ts";
import { compareRegister, type Register, type RegisterDiff } from "../../catalog/compare-register.ts";
import { REGISTERS, readRegister, registerOf, type State } from "../../catalog/register.ts";
import type { Call } from "../call.ts";
import { fetchRegister } from "../fetch-register.ts";
import { wrapped } from "../hand-lines.ts";
import { openCatalog } from "../subject-view.ts";
import { upstreamWay } from "../upstream.ts";

/** Says what a state's register has that our files lack. With --write the files follow; nothing else ever does. */
export async function brokersUpdateCommand(call: Call): Promise<ExitCode> {
  const text = await readPlace(call);
  const { entries, unreadable } = readRegister(text);
  if (entries.length === 0) throw new UsageError("no row of it has a name and a web site", { hint: "is it the register as CSV, with its header?" });
  const register: Register = { state: stateOf(call, text), year: yearOf(call), entries };
  const diff = compareRegister(await openCatalog(call.config), register);
  const written = call.options.isSet("write") ? await write(call, register, diff) : [];
  const counts = `${entries.length} entries of ${register.state}, ${unreadable} rows without a name or a site: ${diff.added.length} new, ${diff.changed.length} said otherwise, ${diff.gone.length} no longer there.`;
  const lines = [...diffLines(call, diff), ...wrapped(counts, { width: call.out.width, indent: 0 }), ...(written.length > 0 ? [`${written.length} files written.`] : [])];
  call.out.result({ register: register.state, year: register.year, entries: entries.length, unreadable, ...diff, written }, lines);
  if (!call.options.isSet("write")) call.out.next("--write brings it into the files; then unlist playbooks lint");
  return ExitCode.done;
}

async function readPlace(call: Call): Promise<string> {
  const { options, config } = call;
  const place = options.text("from");
  if (place === undefined) throw new UsageError("--from is missing", { hint: "a CSV file, or its https address" });
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(place)) return fetchRegister(place, { map: config.map, ...(!config.map && { upstream: await upstreamWay(call) }) });
  const text = await readFile(place, "utf8").catch(isMissing);
  if (text === false) throw new UsageError(`there is no file ${place}`);
  return text;
}

function stateOf({ options }: Call, text: string): State {
  const named = options.text("register");
  const state = named === undefined ? registerOf(text) : REGISTERS.find((known) => known === named);
  if (state) return state;
  throw new UsageError(named === undefined ? "its columns don't tell which register it is" : "no such register", { hint: `--register ${REGISTERS.join(", ")}` });
}

/** Registers are by year, and a file seldom says of which. */
function yearOf({ options, clock }: Call): number {
  const named = options.text("year");
  if (named === undefined) return clock.now().getUTCFullYear();
  if (/^20[1-9]\d$/.test(named)) return Number(named);
  throw new UsageError("--year wants a year, like 2026");
}

function diffLines({ out }: Call, { added, changed, gone }: RegisterDiff): string[] {
  const rows = [
    ...added.map(({ broker, entry }) => ["new", broker, entry.name]),
    ...changed.map(({ broker, field, from, to }) => ["otherwise", broker, `${field}: ${from ?? "nothing"} → ${to}`]),
    ...gone.map((broker) => ["not there", broker, ""]),
  ];
  return rows.length === 0 ? [] : [...out.table([{ title: "" }, { title: "broker", least: 14 }, { title: "what", least: 24 }], rows), ""];
}

async function write({ config, clock, files }: Call, register: Register, diff: RegisterDiff): Promise<string[]> {
  const pathOf = (broker: string) => join(config.catalogDir, "brokers", `${broker}.yaml`);
  const made = await applyRegister(diff, { register, asOf: clock.now().toISOString().slice(0, 10), read: (broker) => readFile(pathOf(broker), "utf8") });
  for (const { broker, text } of made) parseStrict({ file: `brokers/${broker}.yaml`, text }, Broker); // all of it is right, or none of it is written
  for (const { broker, text } of made) await files.replace(pathOf(broker), text);
  return made.map(({ broker }) => broker);
}
