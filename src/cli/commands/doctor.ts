import { ExitCode, worstExitCode } from "../../base/errors.ts";
import type { Call } from "../call.ts";
import { checkBrowser } from "../doctor/browser.ts";
import { checkCatalog } from "../doctor/catalog.ts";
import { checkHome } from "../doctor/home.ts";
import { checkClock, checkDisk, checkNode } from "../doctor/machine.ts";
import { checkUnattended } from "../doctor/unattended.ts";
import { checkUpstream } from "../doctor/upstream.ts";
import type { Finding } from "../doctor/finding.ts";

/** Looks and changes nothing. Something that would stop a run makes it end with 1. */
export async function doctorCommand(call: Call): Promise<ExitCode> {
  const { config, out } = call;
  const findings: Finding[] = [checkNode(), await checkBrowser(config), await checkHome(call), await checkCatalog(config), await checkDisk(config.home), await checkClock(call), ...(await checkUpstream(call)), ...(await checkUnattended(call))];
  out.result({ isReady: findings.every(({ state }) => state !== "bad"), checks: findings }, out.table([{ title: "" }, { title: "what" }, { title: "how it stands", least: 20 }], rows(findings, out)));
  return worstExitCode(findings.map(({ state }) => (state === "bad" ? ExitCode.fault : ExitCode.done)));
}

function rows(findings: readonly Finding[], { paint }: Call["out"]) {
  const marks = { good: { text: "ok", paint: paint.good }, note: { text: "note", paint: paint.needsYou }, bad: { text: "bad", paint: paint.bad } };
  return findings.map(({ name, state, words, mend }) => [marks[state], name, mend === undefined ? words : `${words}. What mends it: ${mend}`]);
}
