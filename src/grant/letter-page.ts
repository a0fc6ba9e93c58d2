import { escapeMarkup } from "../base/markup.ts";
import { stillPage } from "../base/still-page.ts";
import { AGENT_LAW_AS_OF } from "./agent-law.ts";
import { letterOf, documentId, type LetterOf, type Section, type Statement } from "./letter.ts";
import { fingerprint } from "./signature.ts";
import type { SignedBy } from "./store.ts";

export interface LetterPage extends LetterOf {
  /** Left out: a line to sign with a pen. */
  readonly signed?: { readonly at: string; readonly by: Extract<SignedBy, { kind: "typed" }> };
}

/** The letter as a page that loads nothing, to be printed. */
export function letterPage(letter: LetterPage): string {
  const sections = letterOf(letter);
  const isForCounsel = sections.some(({ statements }) => statements.some((one) => one.isForCounsel === true));
  const body = `<main>
<h1>${TITLE}</h1>
<p>Document ${escapeMarkup(documentId(letter.terms))}. The record of each request made under it names this document and the SHA-256 of its file; mails name both to whom they ask.</p>
${sections.map(sectionOf).join("\n")}
<h2>Signature</h2>
${signatureOf(letter)}
${isForCounsel ? `<p class="small">[for counsel]: rests on a fact that was not checked by ${AGENT_LAW_AS_OF}; a lawyer should look before it is relied on.</p>` : ""}
</main>`;
  return stillPage({ title: TITLE, style: STYLE, body });
}

const TITLE = "Letter of authority";

function sectionOf({ title, statements }: Section): string {
  return `<h2>${escapeMarkup(title)}</h2>\n${statements.map(paragraph).join("\n")}`;
}

function paragraph({ text, isForCounsel }: Statement): string {
  return `<p>${escapeMarkup(text)}${isForCounsel === true ? " <em>[for counsel]</em>" : ""}</p>`;
}

function signatureOf({ client, signed }: LetterPage): string {
  if (!signed) return `<p class="line">${escapeMarkup(client)}</p><p>Date and signature</p>`;
  const { at, by } = signed;
  return `<p>Signed by typing the name: <strong>${escapeMarkup(by.name)}</strong>, ${escapeMarkup(at)}</p>
<p class="small">Ed25519 key ${escapeMarkup(fingerprint(by.key))}. Signature over every word of the terms, the name and the time: <code>${escapeMarkup(by.value)}</code></p>`;
}

const STYLE = `
body { font: 12px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; }
h1 { font-size: 20px; } h2 { font-size: 14px; margin: 14px 0 2px; break-after: avoid; } p { margin: 2px 0 4px; }
.small { font-size: 10px; } code { overflow-wrap: anywhere; } .line { margin-top: 48px; border-top: 1px solid #1b1f24; width: 60%; }
`;
