import { html, trusted, type Html, type Piece } from "../../src/lab/html.ts";
import type { Reply } from "../../src/lab/site.ts";

export interface DocumentParts {
  readonly title: string;
  readonly body: Piece;
  readonly script?: string;
  readonly style?: string;
}

/** A bare page: the markup that counts is that of the site itself. */
export function document({ title, body, script, style }: DocumentParts): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
${style === undefined ? undefined : html`<style>${trusted(style)}</style>`}</head>
<body>${body}
${script === undefined ? undefined : html`<script>${trusted(script)}</script>`}</body></html>
`;
}

export function shown(parts: DocumentParts, status = 200): Reply {
  return { status, body: document(parts) };
}

/** A form that was not filled in as it should be, or a link that is nobody's. */
export function turnedAway(words: string): Reply {
  return shown({ title: "Error", body: html`<p role="alert">${words}</p>` }, 400);
}
