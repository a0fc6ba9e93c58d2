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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Letter of authority</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Letter of authority</h1>
<p>Document ${escaped(documentId(letter.terms))}. Requests made under it name this document and the SHA-256 of its file.</p>
${sections.map(sectionOf).join("\n")}
<h2>Signature</h2>
${signatureOf(letter)}
${isForCounsel ? `<p class="small">[for counsel]: rests on a fact that was not checked by ${AGENT_LAW_AS_OF}; a lawyer should look before it is relied on.</p>` : ""}
</body>
</html>
`;
}

function sectionOf({ title, statements }: Section): string {
  return `<h2>${escaped(title)}</h2>\n${statements.map(paragraph).join("\n")}`;
}

function paragraph({ text, isForCounsel }: Statement): string {
  return `<p>${escaped(text)}${isForCounsel === true ? " <em>[for counsel]</em>" : ""}</p>`;
}

function signatureOf({ client, signed }: LetterPage): string {
  if (!signed) return `<p class="line">${escaped(client)}</p><p>Date and signature</p>`;
  const { at, by } = signed;
  return `<p>Signed by typing the name: <strong>${escaped(by.name)}</strong>, ${escaped(at)}</p>
<p class="small">Ed25519 key ${escaped(fingerprint(by.key))}. Signature over every word of the terms, the name and the time: <code>${escaped(by.value)}</code></p>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

const STYLE = `
body { font: 12px/1.5 system-ui, sans-serif; color: #1b1f24; }
h1 { font-size: 20px; } h2 { font-size: 14px; margin: 14px 0 2px; break-after: avoid; } p { margin: 2px 0 4px; }
.small { font-size: 10px; } code { overflow-wrap: anywhere; } .line { margin-top: 48px; border-top: 1px solid #1b1f24; width: 60%; }
`;
