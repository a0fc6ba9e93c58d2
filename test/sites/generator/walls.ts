import { html, trusted } from "../../../src/lab/html.ts";
import type { Reply } from "../../../src/lab/site.ts";
import { shown } from "../document.ts";

/** Challenges that stand before a page and pass by themselves: by the script that brings them, or by the field they fill. */
export const GATES = ["cloudflare", "turnstile"] as const;
export type Gate = (typeof GATES)[number];

export const GATE_SCRIPT = "/cdn-cgi/challenge-platform/orchestrate";
const PASSES = `setTimeout(() => { const url = new URL(location.href); url.searchParams.set("passed", "1"); location.replace(url); }, 50);`;

export function gatePage(gate: Gate): Reply {
  const body = html`<p>Checking your browser.</p>`;
  if (gate === "cloudflare") return shown({ title: "Just a moment...", body: html`${body}<script src="${GATE_SCRIPT}"></script>` }, 403);
  return shown({ title: "Just a moment...", body: html`${body}<form><input type="hidden" name="cf-turnstile-response"></form>`, script: PASSES }, 403);
}

export function gateScript(): Reply {
  return { headers: { "content-type": "text/javascript" }, body: trusted(PASSES) };
}

/** A challenge that never passes, with everything in it that the published flows know one by. */
export function wall(): Reply {
  const body = html`<h2>Checking if the site connection is secure</h2><form id="captchaForm"><input type="hidden" name="cf-turnstile-response"></form>`;
  return shown({ title: "Just a moment...", body, script: "window._cf_chl_opt = {};" }, 403);
}
