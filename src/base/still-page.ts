import { escapeMarkup } from "./markup.ts";

export interface StillPage {
  /** Neutral: it shows in places where the page does not. */
  readonly title: string;
  readonly style: string;
  /** Markup; whatever comes from outside is escaped by whoever writes it. */
  readonly body: string;
}

/** One page that needs nothing else: no script, nothing loaded, no word to anybody of where it came from, and a policy that says so. */
export function stillPage({ title, style, body }: StillPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
