import { createLog } from "../base/log.ts";
import { noWireLog } from "../browser/wire-log.ts";
import type { Call } from "./call.ts";
import { openFence } from "./open-fence.ts";

const NOWHERE = { site: [], assets: [], challenge: [], mailLink: [] };

/** A page of ours as PDF (Letter, with its structure for screen readers), through the browser and from behind its fence, where no host is open. */
export async function printPage(call: Call, html: string): Promise<Buffer> {
  await using browsers = await openFence(call, { log: createLog(call.config.logLevel), wireLog: noWireLog, map: new Map(), questions: [] });
  await using session = await browsers.open({ id: "report", hosts: NOWHERE, phase: "scan" }, call.signal);
  await session.page.setContent(html, { waitUntil: "load" });
  return await session.page.pdf({ format: "Letter", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" }, tagged: true, outline: true });
}
